// node rederive.mjs: derives every result of an archive package again from its records, compares each with the exported findings, makes the seal of
// every signature again and holds each signed value against it.
// It stands alone: no package, no database, no network. Exit 0 when all agree, 1 when one does not, 2 when the package cannot be read.
import { createHash } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { parse } from "csv-parse/sync";
import type { CutRecord } from "@/lib/exports/cut-record";
import type { CutStudy } from "@/lib/exports/export-format";
import { patientRecordOf, rowName } from "@/lib/exports/patient-record-of";
import { checkSignatures } from "@/lib/exports/signed-values";
import { derivePatient } from "@/lib/study/derive-patient";
import type { Finding } from "@/lib/study/patient-record";
import { RULE_VERSION } from "@/lib/study/rule-version";

interface PatientLine { readonly patient: string; readonly records: readonly Pick<CutRecord, "kind" | "payload">[] }
type Values = Map<string, string>;

const hashOf = (written: string): string => createHash("sha256").update(written).digest("hex");

/** A result as findings.csv names it: by kind, and by its subject or by the row that it is about. */
function keyOf({ kind, subject }: Finding, places: ReadonlyMap<string, string>): string {
  const at = subject.indexOf(":");
  const row = kind === "deviation" && at >= 0 ? places.get(subject.slice(at + 1)) : places.get(subject);
  if (row === undefined) return [kind, subject, "", "", ""].join("|");
  return [kind, kind === "deviation" ? subject.slice(0, at) : "", row].join("|");
}

function derivedOf({ patient: number, records }: PatientLine, study: Pick<CutStudy, "manifest" | "labRanges">): Values {
  const of = (kind: string) => records.filter((record) => record.kind === kind).map(({ payload }) => payload);
  const places = new Map(of("entry").map((entry) => [rowName(entry), [entry["visit"] ?? "", entry["form"], entry["row"]].join("|")]));
  const record = patientRecordOf({ number, patient: of("patient")[0] ?? {}, of }, study);
  return new Map(derivePatient(record, { hashOf }).filter(({ value }) => value !== null).map((finding) => [keyOf(finding, places), String(finding.value)]));
}

/** findings.csv by patient. */
function exportedIn(folder: string): ReadonlyMap<string, Values> {
  const rows = parse(readFileSync(path.join(folder, "csv/findings.csv")), { columns: true, record_delimiter: "\n" }) as readonly Readonly<Record<string, string>>[];
  const byPatient = new Map<string, Values>();
  for (const row of rows) {
    const values = byPatient.get(row["PATIENT"] ?? "") ?? new Map<string, string>();
    byPatient.set(row["PATIENT"] ?? "", values.set(["KIND", "SUBJECT", "VISIT", "FORM", "ROW"].map((column) => row[column]).join("|"), row["VALUE"] ?? ""));
  }
  return byPatient;
}

function disagreements(patient: string, derived: Values, exported: Values): readonly string[] {
  const keys = [...new Set([...derived.keys(), ...exported.keys()])];
  return keys.filter((key) => derived.get(key) !== exported.get(key)).map((key) => `${patient} ${key.replaceAll("|", " ").trim()}: derived ${derived.get(key) ?? "nothing"}, exported ${exported.get(key) ?? "nothing"}`);
}

async function main(folder: string): Promise<number> {
  const exported = exportedIn(folder);
  let [study, patients, results, wrong] = [null as Pick<CutStudy, "manifest" | "labRanges"> | null, 0, 0, 0];
  const signed = { sealed: 0, unchecked: 0, values: 0, wrong: 0 };
  for await (const line of createInterface({ input: createReadStream(path.join(folder, "records.ndjson")), crlfDelay: Infinity })) {
    if (study === null) { study = JSON.parse(line) as CutStudy; continue; }
    const read = JSON.parse(line) as PatientLine;
    const derived = derivedOf(read, study);
    const told = disagreements(read.patient, derived, exported.get(read.patient) ?? new Map());
    const signatures = checkSignatures({ number: read.patient, of: (kind) => read.records.filter((record) => record.kind === kind).map(({ payload }) => payload) }, hashOf);
    [...told, ...signatures.problems].forEach((each) => console.log(each));
    signed.sealed += signatures.sealed; signed.unchecked += signatures.unchecked; signed.values += signatures.values; signed.wrong += signatures.problems.length;
    [patients, results, wrong] = [patients + 1, results + derived.size, wrong + told.length];
  }
  if (study && study.manifest.ruleVersion !== RULE_VERSION) console.log(`The cut was made under rules ${study.manifest.ruleVersion}, this script holds rules ${RULE_VERSION}.`);
  console.log(`${patients} patients, ${results} results derived again, ${wrong} disagree`);
  console.log(`${signed.sealed} signatures sealed again, ${signed.values} signed values stand as signed, ${signed.wrong} do not match${signed.unchecked === 0 ? "" : `; of ${signed.unchecked} signatures the package does not hold every hash`}`);
  return wrong + signed.wrong === 0 ? 0 : 1;
}

main(process.argv[2] ?? import.meta.dirname).then((status) => { process.exitCode = status; }, (error: unknown) => {
  console.error(`The package cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
});
