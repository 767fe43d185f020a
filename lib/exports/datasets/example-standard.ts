import { Buffer } from "node:buffer";
import type { CutStudy, ExportFormat, ExportSource } from "../export-format";
import { patientOf } from "../read-export-source";
import type { DatasetStandard, Row, Variable } from "./dataset";

const text = (name: string, label: string, more: Partial<Variable> = {}): Variable => ({ name, label, type: "text", origin: "Collected", core: "Exp", ...more });

/** A standard of one dataset that has every type of variable and every kind of metadata: what the writers are tested with. */
export const exampleStandard: DatasetStandard = {
  id: "sdtm",
  title: "Example tabulation",
  specs: [
    {
      name: "ZZ", label: "Everything a Row Can Hold", standard: "SDTM", class: "FINDINGS", structure: "One record per finding per subject", keys: ["STUDYID", "USUBJID", "ZZSEQ"], isReference: false, comment: "Nothing but examples.",
      variables: [
        text("STUDYID", "Study Identifier", { origin: "Assigned", core: "Req", role: "Identifier" }), text("USUBJID", "Unique Subject Identifier", { origin: "Assigned", core: "Req", role: "Identifier" }),
        { name: "ZZSEQ", label: "Sequence Number", type: "integer", origin: "Derived", method: "Counts the rows of a subject.", core: "Req" },
        text("ZZTESTCD", "Short Name", { codeList: "TESTS" }),
        text("ZZORRES", "Result as Recorded", { valueLevel: [
          { where: [{ variable: "ZZTESTCD", is: "EQ", values: ["SIZE"] }], type: "float", origin: "Collected" },
          { where: [{ variable: "ZZTESTCD", is: "IN", values: ["ANSWER", "GRADE"] }], type: "text", origin: "Derived", method: "Read off a table.", codeList: "ANSWERS" },
        ] }),
        { name: "ZZSTRESN", label: "Numeric Result", type: "float", origin: "Derived", method: "The result as a number.", comment: "Empty where the result is none." },
        { name: "ZZDTC", label: "Date of Finding", type: "datetime", origin: "Collected", role: "Timing" }, { name: "ZZDT", label: "Date of Finding as a Number", type: "integer", displayFormat: "DATE9.", origin: "Predecessor", predecessor: "ZZ.ZZDTC" },
      ],
    },
    { name: "SUPPZZ", label: "Nothing of This Kind", standard: "SDTM", class: "RELATIONSHIP", structure: "One record per value", keys: ["STUDYID", "USUBJID"], isReference: false, variables: [text("STUDYID", "Study Identifier"), text("USUBJID", "Unique Subject Identifier")] },
    { name: "SUPPXX", label: "Left Out without Rows", standard: "SDTM", class: "RELATIONSHIP", structure: "One record per value", keys: ["STUDYID"], isReference: false, isLeftOutWhenEmpty: true, variables: [text("STUDYID", "Study Identifier")] },
  ],
  codeLists: [
    { id: "TESTS", name: "Names of tests", type: "text", terms: [{ value: "SIZE", decode: "Size" }, { value: "ANSWER", decode: "Answer" }, { value: "GRADE" }] },
    { id: "ANSWERS", name: "Oncology Response Assessment Result", type: "text", code: "C96785", terms: [{ value: "CR", code: "C4870" }, { value: "CRp", extended: true, comment: "CR without 100 000 platelets per microlitre." }] },
    { id: "UNUSED", name: "Nobody asks", type: "text", terms: [{ value: "X" }] },
  ],
  studyRows: () => new Map(),
  patientRows: ({ patient }) => new Map([["ZZ", patient["rows"] as readonly Row[]]]),
};

export const exampleStudy: CutStudy = {
  name: "Example <1> &amp; \"more\"", madeAt: "2026-11-22T05:09:51.123Z", madeBy: "Dana", isInterim: true, contentHash: "c0ffee".repeat(10), study: { responseProfile: "SEED" }, sites: [], siteVersions: [], labRanges: [], locks: [],
  manifest: { study: "Example", isDemonstration: true, ruleVersion: "2.0", responseProfile: "SEED", forms: [], counts: {}, files: [], filesSha256: "", trail: [], notes: [] },
};

/** A cut of patients who each have these rows. */
export function sourceOf(patients: readonly (readonly Row[])[]): ExportSource {
  return {
    study: exampleStudy,
    patients: async function* () {
      for (const [at, rows] of patients.entries()) yield patientOf(`101-${at + 1}`, [{ kind: "patient", payload: { rows } }]);
    },
  };
}

/** The files of an export whose names begin so, whole; all of them when nothing is asked for. */
export async function filesOf(format: ExportFormat, source: ExportSource, beginning = ""): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for await (const { file, chunks } of format.write(source)) {
    if (!file.startsWith(beginning)) continue;
    const parts: Buffer[] = [];
    for await (const chunk of chunks) parts.push(typeof chunk === "string" ? Buffer.from(chunk, "utf8") : Buffer.from(chunk));
    files.set(file, Buffer.concat(parts));
  }
  return files;
}
