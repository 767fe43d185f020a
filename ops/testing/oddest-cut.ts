import type { CutPayload, CutRecord } from "@/lib/exports/cut-record";
import type { CutPatient, ExportSource } from "@/lib/exports/export-format";
import { patientOf } from "@/lib/exports/read-export-source";
import { TABLES, type ColumnType } from "@/lib/exports/tables";
import { jsonbText } from "@/lib/kernel/jsonb-text";
import { inventedSource } from "./invented-cut";

const HOSTILE = "tab\tback\\slash \\. \\N 'quote' \"two\"\r\nlines 血 😀 µ, ".repeat(6);
const SAMPLES: Readonly<Record<ColumnType, unknown>> = {
  text: HOSTILE, integer: 3, numeric: "12.5", date: "2024-02-29", time: "23:59", timestamp: "2026-03-29T01:30:00", boolean: true, jsonb: [{ b: 1, a: ["ü", null] }, "\\x"],
};
/** As a database gives it back: without what it cannot hold, the keys in its order. */
const storable = (payload: CutPayload): CutPayload => JSON.parse(jsonbText(JSON.parse(JSON.stringify(payload), (_key, value: unknown) => (typeof value === "string" ? value.replaceAll("\u0000", "") : value)))) as CutPayload;

/** A record of every kind that the patients were not given, with a value of every column, and one with none. */
const fill = (patient: string, kinds: readonly string[]) => TABLES.filter(({ kind }) => kinds.includes(kind)).flatMap(({ kind, columns }) => [true, false].map((isFull) => ({
  kind, payload: { ...Object.fromEntries(columns.map(([, key, type = "text"]) => [key, isFull ? SAMPLES[type] : null])), site: "101", patient },
})));
const OF_PATIENTS = ["finding", "exposure_review", "verification", "lock", "patient_version", "waiver", "screen_failure", "adjudication", "redaction"];

/** What invented patients are given, beside themselves. */
const GIVEN = ["visit", "entry", "explanation", "query", "signature", "change"];
const givenTo = ({ of }: Pick<CutPatient, "of">) => GIVEN.flatMap((kind) => of(kind).map((payload) => ({ kind, payload })));

/** The records of invented patients as a database holds them, in the order of a cut. */
export async function storableRecords(given: ExportSource): Promise<readonly CutRecord[]> {
  const { study, sites, siteVersions, labRanges } = given.study;
  const records = [{ kind: "study", payload: study }, ...[["site", sites], ["site_version", siteVersions], ["lab_range", labRanges]].flatMap(([kind, payloads]) => (payloads as readonly CutPayload[]).map((payload) => ({ kind: kind as string, payload })))];
  for await (const { patient, of } of given.patients()) records.push({ kind: "patient", payload: patient }, ...givenTo({ of }));
  return records.map(({ kind, payload }, seq) => ({ kind, payload: storable(payload), seq }));
}

/** A cut of invented patients with a row in every table and every oddity that a database can hold, as a format reads it and as the database keeps it. */
export async function oddestCut(count: number, seed: number): Promise<{ readonly source: ExportSource; readonly records: readonly CutRecord[] }> {
  const given = inventedSource(count, seed);
  const patients: { readonly kind: string; readonly payload: CutPayload }[][] = [];
  for await (const { number, patient, of } of given.patients()) {
    const protocolVersion = patients.length % 2 === 0 ? "2007" : "review";
    const own = givenTo({ of });
    const redacted = { kind: "entry", payload: { ...of("entry")[0], visit: "UNS9", form: "concomitant_medication", row: 9, answers: { medication: { missing: "redacted" } } } };
    const fields = Object.keys((own.find(({ kind }) => kind === "entry")?.payload["answers"] ?? {}) as object);
    const { visit, form, row } = (of("entry")[0] ?? {}) as CutPayload;
    const signed = { kind: "signature", payload: { ...of("signature")[0], covers: [{ entry: "1", visit, form, row, formVersion: 1, fields: Object.fromEntries(["later", ...fields].map((field) => [field, null])) }, { entry: "2", visit: null, form: "transfusion", row: 2, formVersion: 1, fields: {} }],
      voided: [{ visit, form, row, field: "later", at: "2026-01-05T08:00:00" }, { visit, form, row: 99, field: fields[0] ?? "x", at: "2026-01-05T08:00:00" }] } };
    patients.push([{ kind: "patient", payload: { ...patient, protocolVersion } }, ...own, redacted, signed, ...fill(number, OF_PATIENTS)].map(({ kind, payload }) => ({ kind, payload: storable(payload) })));
  }
  const study = { ...given.study, name: `invented ${seed}`, labRanges: fill("", ["lab_range"]).map(({ payload }) => ({ ...payload, patient: null })), siteVersions: fill("", ["site_version"]).map(({ payload }) => payload) };
  const wide = [{ kind: "study", payload: study.study }, ...study.sites.map((payload) => ({ kind: "site", payload })), ...study.siteVersions.map((payload) => ({ kind: "site_version", payload })), ...study.labRanges.map((payload) => ({ kind: "lab_range", payload }))];
  return {
    source: { study, patients: async function* () { for (const records of patients) yield await Promise.resolve(patientOf(String(records[0]?.payload["patient"]), records)); } },
    records: [...wide, ...patients.flat()].map((record, seq) => ({ ...record, seq })),
  };
}
