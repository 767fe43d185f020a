import fc from "fast-check";
import { derivePatient } from "@/lib/study/derive-patient";
import { exampleEntry, exampleRecord } from "@/lib/study/example-record";
import type { PatientRecord, RecordEntry } from "@/lib/study/patient-record";
import type { Row } from "../datasets/dataset";
import type { CutPatient } from "../export-format";
import { patientOf } from "../read-export-source";
import { exampleStudy } from "../datasets/example-standard";
import { adam } from "./adam";

/** A record with what the rules derive of it, as a cut holds both. */
export function cutPatientOf(record: PatientRecord, status = record.arm === null ? "screening" : "randomised"): CutPatient {
  const entryOf = (subject: string) => record.entries.find(({ id }) => id === subject);
  const findings = derivePatient(record, { hashOf: (text) => text }).map(({ kind, subject, value, trace }) => {
    const entry = entryOf(subject);
    return { kind: "finding", payload: { kind, value, trace, subject: entry || subject === "" ? null : subject, visit: entry?.visit ?? null, form: entry?.formId ?? null, row: entry?.rowNo ?? null } };
  });
  const entries = record.entries.map(({ formId, formVersion, visit, rowNo, answers }) => ({ kind: "entry", payload: { form: formId, formVersion, visit, row: rowNo, answers, removedAt: null } }));
  const payload = { site: record.number.slice(0, 3), patient: record.number, protocolVersion: record.protocolVersion, status, stratum: record.arm === null ? null : "relapsed", arm: record.arm, randomisedOn: record.randomisedOn };
  return patientOf(record.number, [{ kind: "patient", payload }, ...entries, ...findings]);
}

/** The analysis datasets of these patients. */
export function analysed(patients: readonly CutPatient[]): ReadonlyMap<string, readonly Row[]> {
  const datasets = new Map<string, Row[]>();
  for (const patient of patients) for (const [name, rows] of adam.patientRows(patient, exampleStudy)) datasets.set(name, [...(datasets.get(name) ?? []), ...rows]);
  return datasets;
}

const day = (from: string, to: string) => fc.date({ min: new Date(from), max: new Date(to), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const anyDay = day("2024-08-01", "2025-06-30");
/** Whole, without the day, without the month, called unknown, or blank. */
const partialDay = fc.tuple(anyDay, fc.constantFrom(10, 10, 7, 4)).chain(([whole, length]) => fc.constantFrom<unknown>(whole.slice(0, length), whole, { missing: "unknown" }, null));
const orNull = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { freq: 4 });
const quantity = (unit: string, max: number) => fc.integer({ min: 0, max }).map((value) => ({ value: String(value / 10), unit }));
const rows = (form: string, answers: fc.Arbitrary<RecordEntry["answers"]>, visits: readonly (string | null)[], most: number) =>
  fc.array(fc.tuple(fc.constantFrom(...visits), answers), { maxLength: most }).map((all) => all.map(([visit, given], at) => exampleEntry(form, visit, given, at + 1)));
const once = (form: string, answers: fc.Arbitrary<RecordEntry["answers"]>, visits: readonly (string | null)[]) =>
  fc.subarray([...visits]).chain((some) => fc.tuple(...some.map((visit) => answers.map((given) => exampleEntry(form, visit, given)))));

const VISITS = ["SCR", "C1", "D14", "D28", "REC", "C2", "C2D28", "UNS1"];
const yesNo = fc.constantFrom("Y", "N");
const relation = fc.constantFrom<unknown>("Y", "N", "U", { missing: "not_applicable" });

const event = fc.record({
  term: orNull(fc.constantFrom("Fever", "Low platelets", "Fièvre ≥ 39 °C")), ctcaeTerm: orNull(fc.constantFrom("Fever", "Platelet count decreased").map((term) => ({ term, group: "Investigations", levels: ["1", "2", "3"], dictionary: "CTCAE 5.0" }))),
  grade: orNull(fc.constantFrom("1", "2", "3", "4", "5")), startDate: partialDay, stopDate: partialDay, serious: orNull(yesNo), outcome: orNull(fc.constantFrom("recovered", "fatal", "not_recovered")),
  related: orNull(fc.constantFrom("Y", "N", "U")), relatedIdarubicin: relation, relatedCytarabine: relation, actionCenersen: orNull(fc.constantFrom("none", "reduced", "finished")),
});
const counts = fc.record({ sampleDate: orNull(anyDay), wbc: orNull(quantity("K/uL", 900)), anc: orNull(quantity("/uL", 60_000)), platelets: orNull(quantity("10^9/L", 6000)), haemoglobin: orNull(quantity("g/dL", 170)), blastsPct: orNull(fc.integer({ min: 0, max: 100 }).map(String)) });

const entries = fc.tuple(
  once("demography", fc.record({ age: orNull(fc.integer({ min: 18, max: 90 })), sex: orNull(fc.constantFrom("M", "F")) }), ["SCR"]), once("aml_history", fc.record({ diseaseStatus: orNull(fc.constantFrom("refractory", "relapsed")) }), ["SCR"]),
  once("vital_signs", fc.record({ heightCm: orNull(fc.constantFrom("160", "181.5")), weightKg: orNull(fc.constantFrom("55", "92.4")), measuredOn: orNull(anyDay) }), ["SCR", "C1"]),
  once("cenersen_infusion", fc.record({ startAt: orNull(day("2024-09-11", "2024-09-14").map((on) => `${on}T13:20`)), stopAt: orNull(day("2024-09-15", "2024-09-18").map((on) => `${on}T13:10`)), rateMgPerHour: orNull(fc.constantFrom("8", "7.5")) }), ["C1", "C2"]),
  rows("idarubicin_dose", fc.record({ doseDate: orNull(day("2024-09-11", "2024-09-18")), doseMg: orNull(fc.constantFrom("0", "24", "23.8")) }), ["C1", "C2"], 4), rows("infusion_interruption", fc.record({ stoppedAt: orNull(fc.constant("2024-09-14T10:00")), resumedAt: orNull(fc.constant("2024-09-14T11:00")) }), ["C1"], 2),
  once("haematology", counts, VISITS), once("chemistry", fc.record({ sampleDate: orNull(anyDay), alt: orNull(quantity("U/L", 3000)), creatinine: orNull(quantity("mg/dL", 60)) }), ["SCR", "C1", "D14"]),
  once("marrow", fc.record({ done: fc.constant("Y"), marrowDate: orNull(anyDay), blastPct: orNull(fc.integer({ min: 0, max: 60 }).map(String)) }), ["SCR", "D14", "D28", "C2D28"]), once("extramedullary", fc.record({ disease: orNull(yesNo), examinedOn: orNull(anyDay) }), ["D14", "D28"]),
  once("response_assessment", fc.record({ investigatorResponse: orNull(fc.constantFrom("CR", "CRp", "NR", "REL", "NE")), assessedOn: orNull(anyDay) }), ["D14", "D28", "REC", "UNS1"]),
  rows("adverse_event", event, [null], 6), rows("relapse", fc.record({ relapseDate: orNull(anyDay) }), [null], 1), rows("new_therapy", fc.record({ startDate: partialDay }), [null], 1), rows("death", fc.record({ deathDate: orNull(anyDay) }), [null], 1),
  rows("end_of_treatment", fc.record({ endedOn: orNull(anyDay), reason: orNull(fc.constantFrom("completed", "progression", "death")), lastDoseOn: orNull(anyDay) }), [null], 1),
  once("follow_up", fc.record({ contactDate: orNull(anyDay), status: orNull(fc.constantFrom("alive", "dead", "lost")) }), ["FU3", "FU24"]),
).map((all) => all.flat() as readonly RecordEntry[]);

/** Patients of every kind: screened or randomised, treated or not, with forms that are missing, half filled or contradict each other. */
export const examplePatients: fc.Arbitrary<readonly CutPatient[]> = fc.array(fc.tuple(entries, fc.constantFrom("A", "B", "C", null), fc.constantFrom("2007", "review")), { minLength: 1, maxLength: 4 }).map((all) =>
  all.map(([given, arm, protocolVersion], at) => cutPatientOf(exampleRecord(given, { number: `101-00${at + 1}`, arm, protocolVersion, randomisedOn: arm === null ? null : "2024-09-10" }))));
