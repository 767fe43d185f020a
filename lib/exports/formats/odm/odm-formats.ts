import type { CutPatient, CutStudy, ExportFile, ExportFormat, ExportSource } from "../../export-format";
import { openSpools, type Spool } from "../../datasets/spool";
import { document, type Xml } from "../xml";
import { history13, snapshot13 } from "./odm-13-clinical";
import { adminData13, study13 } from "./odm-13-metadata";
import { history20, snapshot20 } from "./odm-20-clinical";
import { adminData20, study20 } from "./odm-20-metadata";
import { gatherPeople, type OdmPerson } from "./odm-people";
import { countReplaced, emptyReport, reportText, type OdmReport } from "./odm-report";
import { fileAttributes } from "./odm-words";

type OfPatient = (patient: CutPatient, place: number, report: OdmReport) => Xml;

/** What differs between the versions of ODM. */
interface OdmVersion {
  readonly version: string;
  readonly namespace: string;
  readonly study: (cut: CutStudy) => Xml;
  readonly adminData: (cut: CutStudy, people: readonly OdmPerson[]) => Xml;
  readonly snapshot: OfPatient;
  readonly history: OfPatient;
}

/** A file piece by piece: what stands before the patients, then patient by patient. */
async function* pieces(ends: { readonly start: string; readonly end: string }, before: readonly Xml[], patients: Spool<string>, report: OdmReport): AsyncGenerator<string> {
  const counted = (xml: string): string => {
    report.replaced += countReplaced(xml);
    return xml;
  };
  yield ends.start;
  for (const { xml } of before) yield counted(`${xml}\n`);
  for await (const patient of patients.lines()) yield counted(`${patient}\n`);
  yield ends.end;
}

/** Both files in one pass over the cut: what is said of each patient waits on disk, because everybody it names stands before it. */
async function* writeOdm({ version, namespace, study, adminData, snapshot, history }: OdmVersion, source: ExportSource): AsyncGenerator<ExportFile> {
  const [report, people, spools] = [emptyReport(), gatherPeople(), openSpools()];
  try {
    const [present, earlier] = [await spools.spool<string>(), await spools.spool<string>()];
    let place = 0;
    for await (const patient of source.patients()) {
      place += 1;
      people.meet(patient);
      await present.add(snapshot(patient, place, report).xml);
      await earlier.add(history(patient, place, report).xml);
    }
    const [now, past, words] = ["snapshot.xml", "history.xml", "README.txt"];
    const root = (type: "Snapshot" | "Transactional") => document("ODM", { xmlns: namespace, ...fileAttributes(source.study, version, type) });
    const admin = adminData(source.study, people.all());
    yield { file: now, chunks: pieces(root("Snapshot"), [study(source.study), admin], present, report) };
    yield { file: past, chunks: pieces(root("Transactional"), [admin], earlier, report) };
    yield { file: words, chunks: say(() => reportText(`ODM ${version}`, [now, past], report)) };
  } finally {
    await spools.close();
  }
}

/** The words come last: they say what was counted on the way. */
async function* say(words: () => string): AsyncGenerator<string> {
  yield await Promise.resolve(words());
}

export const odm13: ExportFormat = {
  id: "odm-1-3-2", title: "CDISC ODM-XML 1.3.2",
  says: "For archives, regulators and other systems: metadata of every protocol version, typed values with the change each stands by, signatures, queries and reasons as annotations, and the whole history as transactions.",
  write: (source) => writeOdm({ version: "1.3.2", namespace: "http://www.cdisc.org/ns/odm/v1.3", study: study13, adminData: adminData13, snapshot: snapshot13, history: history13 }, source),
};

export const odm20: ExportFormat = {
  id: "odm-2-0", title: "CDISC ODM-XML 2.0",
  says: "The same content in the newer version, with queries as queries and units as items.",
  write: (source) => writeOdm({ version: "2.0", namespace: "http://www.cdisc.org/ns/odm/v2.0", study: study20, adminData: adminData20, snapshot: snapshot20, history: history20 }, source),
};
