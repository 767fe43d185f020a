import fc from "fast-check";
import type { AnyField } from "@/lib/crf/any-field";
import type { CutPayload } from "../cut-record";
import type { Row } from "../datasets/dataset";
import { exampleStudy } from "../datasets/example-standard";
import type { CutPatient, CutStudy } from "../export-format";
import { patientOf } from "../read-export-source";
import { forms } from "@/lib/study/study";
import { logs, visits } from "@/lib/study/visits";
import { sdtm } from "./sdtm";

/** A study with one site, in Germany, whose laboratory states one range. */
export const STUDY: CutStudy = {
  ...exampleStudy, study: { responseProfile: "SEED" }, sites: [{ site: "101", timeZone: "Europe/Berlin" }],
  labRanges: [{ site: "101", analyte: "platelets", sex: null, ageFrom: null, ageTo: null, lower: "140", upper: "440", unit: "10^9/L", validFrom: "2000-01-01" }],
};

export interface ExampleEntry { readonly form: string; readonly visit?: string | null; readonly row?: number; readonly answers?: Readonly<Record<string, unknown>>; readonly notDoneReason?: string; readonly removedAt?: string }

type Others = Readonly<Record<string, readonly CutPayload[]>>;

/** One patient of a cut; visits are those of the entries, unless they are given. */
export function examplePatient(entries: readonly ExampleEntry[], patient: CutPayload = {}, others: Others = {}): CutPatient {
  const number = String(patient["patient"] ?? "101-001");
  const named = [...new Set(entries.map(({ visit }) => visit).filter((visit) => visit != null))].map((visit) => ({ visit, addedReason: null, notDoneReason: null }));
  const payload = { site: "101", patient: number, protocolVersion: "2007", status: "randomised", arm: "B", randomisedOn: "2024-09-10", ...patient };
  return patientOf(number, [
    { kind: "patient", payload },
    ...(others["visit"] ?? named).map((visit) => ({ kind: "visit", payload: visit })),
    ...entries.map(({ form, visit = null, row = 1, answers = {}, notDoneReason = null, removedAt = null }) => ({ kind: "entry", payload: { form, visit, row, formVersion: 1, answers, notDoneReason, removedAt } })),
    ...Object.entries(others).filter(([kind]) => kind !== "visit").flatMap(([kind, payloads]) => payloads.map((own) => ({ kind, payload: own }))),
  ]);
}

/** Consent, demography, and cenersen over four days from 11 September 2024. */
export const TREATED: readonly ExampleEntry[] = [
  { form: "consent", visit: "SCR", answers: { consentDate: "2024-09-01" } },
  { form: "demography", visit: "SCR", answers: { age: 61, sex: "F" } },
  { form: "vital_signs", visit: "C1", answers: { measuredOn: "2024-09-11", heightCm: "170", weightKg: "70" } },
  { form: "cenersen_infusion", visit: "C1", answers: { startAt: "2024-09-11T09:00", stopAt: "2024-09-15T09:00", rateMgPerHour: "7" } },
];

/** The rows that these entries give to one dataset. */
export const rowsOf = (dataset: string, entries: readonly ExampleEntry[], patient: CutPayload = {}, others: Others = {}): readonly Row[] =>
  sdtm.patientRows(examplePatient(entries, patient, others), STUDY).get(dataset) ?? [];

const DAY = fc.date({ min: new Date("2024-08-01"), max: new Date("2025-06-30"), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const CLOCK = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
const TEXT = fc.oneof(fc.constantFrom("Fever", "Fieber über 39 °C", "悪心 ".repeat(80), "é🙂 ".repeat(100), "x".repeat(460)), fc.string({ minLength: 1, maxLength: 480, unit: "grapheme" }).filter((text) => text.trim() !== ""));

function valueOf(field: AnyField): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case "text": return TEXT;
    case "date": return DAY;
    case "partialDate": return fc.tuple(DAY, fc.constantFrom(4, 7, 10)).map(([day, length]) => day.slice(0, length));
    case "time": return CLOCK;
    case "dateTime": return fc.tuple(DAY, CLOCK).map(([day, clock]) => `${day}T${clock}`);
    case "choice": return fc.constantFrom(...Object.keys(field.options));
    case "coded": return fc.constant({ term: "Nausea", group: "Gastrointestinal disorders", levels: ["1", "2", "3"], dictionary: field.dictionary });
    case "integer": return fc.integer({ min: Number(field.possible[0]), max: Math.min(Number(field.possible[1]), 100) });
    case "decimal": return fc.constantFrom(String(field.possible[0]), String(field.possible[1]));
    case "quantity": return fc.constantFrom(...Object.entries(field.units)).map(([unit, { possible }]) => ({ value: String(possible[1]), unit }));
  }
}

/** A value that the field could store, a reason why there is none, or a blank. */
export const answerTo = (field: AnyField): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 6, arbitrary: valueOf(field) }, { weight: 1, arbitrary: fc.constantFrom<unknown>(null, ...(field.missing ?? []).map((missing) => ({ missing }))) });

const answersTo = (fields: Readonly<Record<string, AnyField>>): fc.Arbitrary<Readonly<Record<string, unknown>>> =>
  fc.record(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, answerTo(field)])));

/** Where a form stands: on each visit that plans it, or in a log of the patient. */
const placesOf = (formId: string): readonly (string | null)[] => (logs.includes(formId) ? [null] : visits.filter((visit) => visit.forms.some((form) => form.formId === formId)).map(({ code }) => code));

const entriesOfForm = (formId: string, fields: Readonly<Record<string, AnyField>>, most: number): fc.Arbitrary<readonly ExampleEntry[]> =>
  fc.subarray([...placesOf(formId)], { maxLength: Math.min(2, placesOf(formId).length) }).chain((places) => fc.tuple(...places.map((visit) => fc.array(answersTo(fields), { minLength: 1, maxLength: most }).map((rows) =>
    rows.map((answers, index): ExampleEntry => ({ form: formId, visit, row: index + 1, answers })))))).map((all) => all.flat());

/** Patients with any answers to any forms, contradictions and all. */
export const anyPatient: fc.Arbitrary<CutPatient> = fc.tuple(
  fc.tuple(...forms.map(({ id, fields, repeats }) => entriesOfForm(id, fields, repeats ? 2 : 1))).map((all) => all.flat()),
  fc.record({ arm: fc.constantFrom("A", "B", "C", null), protocolVersion: fc.constantFrom("2007", "review") }),
).map(([entries, patient]) => examplePatient(entries, patient));
