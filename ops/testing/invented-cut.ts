import fc from "fast-check";
import type { AnyField } from "@/lib/crf/any-field";
import type { Form } from "@/lib/crf/define-form";
import type { CutPayload } from "@/lib/exports/cut-record";
import type { CutPatient, CutStudy, ExportSource } from "@/lib/exports/export-format";
import { forms as studyForms } from "@/lib/study/study";
import { visits } from "@/lib/study/visits";

/** Patients that nobody would invent by hand: every kind of answer, hostile text, partial dates, reasons, changes, removed rows. The same seed gives the same patients. */
const forms = studyForms as unknown as readonly Form[];
const HOSTILE = ['=HYPERLINK("http://x","y")', "+1", "-2", "@x", "&lt;b&gt; &amp;amp; ]]> <!--", "two\nlines\r\nand \ttab", "\u0001 bell \u0007 \uFFFE \uFFFF", "\uFFFD1; literal", " lead and trail ", "µ ×10⁹ ≥ 血 é 😀", "'quoted' \"twice\"", "x".repeat(400), "_x0041_", "0012", "1e5", "2024-01-02"];

const day = fc.integer({ min: 0, max: 9000 }).map((days) => new Date(Date.UTC(1999, 0, 1 + days)).toISOString().slice(0, 10));
const clock = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
const words = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ minLength: 1, maxLength: 60, unit: "binary" }));
/** As the application takes one: never blank. */
const reasons = words.filter((text) => text.trim() !== "");
const number = ([lowest, highest]: readonly [number | string, number | string]): fc.Arbitrary<string> =>
  fc.oneof(fc.constantFrom(String(lowest), String(highest)), fc.integer({ min: 0, max: 1000 }).map((part) => String(Math.round((Number(lowest) + ((Number(highest) - Number(lowest)) * part) / 1000) * 100) / 100)));

function valueFor(field: AnyField): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case "text": return words;
    case "choice": return fc.constantFrom(...Object.keys(field.options));
    case "integer": return fc.integer({ min: field.possible[0], max: field.possible[1] });
    case "decimal": return number(field.possible);
    case "date": return day;
    case "partialDate": return fc.tuple(day, fc.constantFrom(4, 7, 10)).map(([whole, length]) => whole.slice(0, length));
    case "time": return clock;
    case "dateTime": return fc.tuple(day, clock).map((parts) => parts.join("T"));
    case "quantity": return fc.constantFrom(...Object.entries(field.units)).chain(([unit, { possible }]) => number(possible).map((value) => ({ value, unit })));
    case "coded": return fc.record({ term: fc.constantFrom("Nausea", "Fièvre <40°>"), group: fc.constant("Group"), levels: fc.constantFrom(["1", "2"], []), dictionary: fc.constant(field.dictionary) });
  }
}

/** Something the field can store: a value, or a reason why there is none. */
const answerFor = (field: AnyField): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 8, arbitrary: valueFor(field).filter((value) => field.fault(value) === null) }, { weight: 1, arbitrary: fc.constantFrom(...(field.missing ?? ["not_done"] as const).map((missing) => ({ missing }))) });

const second = (count: number): string => new Date(Date.UTC(2026, 0, 5, 8, 0, 0) + count * 1000).toISOString().slice(0, 19);

interface Told { readonly from: unknown; readonly to: unknown; readonly reason: string | null }
/** The answers of a form by field, each with what stood there before. */
const filled = (form: Form): fc.Arbitrary<readonly (readonly [field: string, values: readonly unknown[], reason: string])[]> =>
  fc.tuple(...Object.entries(form.fields).map(([name, field]) => fc.option(fc.tuple(fc.constant(name), fc.array(answerFor(field), { minLength: 1, maxLength: 3 }), reasons)))).map((fields) => fields.filter((field) => field !== null));

/** Answers of a form that nobody would invent by hand, the same for the same seed. */
export const inventedAnswers = (form: Form, seed: number): Readonly<Record<string, unknown>> =>
  Object.fromEntries((fc.sample(filled(form), { seed, numRuns: 1 })[0] ?? []).map(([field, values]) => [field, values.at(-1)]));

interface Place { readonly visit: string | null; readonly form: Form; readonly row: number }
const LOGS: readonly Place[] = forms.filter(({ repeats }) => repeats).flatMap((form) => [1, 2].map((row) => ({ visit: null, form, row })));
const PLACES: readonly Place[] = [...["SCR", "C1", "D28", "UNS1"].flatMap((visit) => forms.filter(({ repeats }) => !repeats).map((form) => ({ visit, form, row: 1 }))), ...LOGS];

function recordsAt({ visit, form, row }: Place, patient: string, fields: readonly (readonly [string, readonly unknown[], string])[], removed: boolean) {
  const where = { site: "101", patient, visit, form: form.id, row };
  const told = fields.flatMap(([field, values, reason]) => values.map((to, at): Told & { readonly field: string; readonly at: number } => ({ field, from: values[at - 1] ?? null, to, reason: at === 0 ? null : reason, at })));
  const change = (of: string, field: string, { from, to, reason }: Told, at: number): CutPayload => ({ ...where, of, field, from, to, takenAway: false, act: "entry.save", reason, by: "Cora O'Neil & <Sons>", role: "coordinator", at: `${second(at)}.123456` });
  const changes = told.filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to)).map(({ field, at, ...rest }) => change("answer", field, rest, row * 100 + at));
  const answers = Object.fromEntries(fields.map(([field, values]) => [field, values.at(-1)]));
  const entry = { ...where, formVersion: form.version, version: 2, progress: "complete", notDoneReason: null, removedAt: removed ? second(900) : null, removedReason: removed ? "entered twice & so on" : null, answers };
  return { entry, changes: [...changes, ...(removed ? [change("form", "removed_reason", { from: null, to: entry.removedReason, reason: "entered twice & so on" }, 900)] : [])] };
}

/** A patient with some forms filled, out of all there are. */
export const inventedPatient = (patient: string): fc.Arbitrary<CutPatient> => fc.shuffledSubarray([...PLACES], { minLength: 2, maxLength: 8 })
  .chain((places) => fc.tuple(...places.map((place) => fc.tuple(fc.constant(place), filled(place.form), fc.boolean(), words)))).map((parts) => patientOf(patient, parts));

function patientOf(patient: string, parts: readonly (readonly [Place, readonly (readonly [string, readonly unknown[], string])[], boolean, string])[]): CutPatient {
  const records = parts.map(([place, fields, removed]) => recordsAt(place, patient, fields, removed && place.form.repeats));
  const steps = (body: string) => [{ step: "raised", body, by: "Mona", role: "monitor", at: second(1) }, { step: "answered", body, by: "Cora O'Neil & <Sons>", role: "coordinator", at: second(2) }];
  const queries = parts.flatMap(([{ visit, form, row }, fields, , body]) => fields.slice(0, 1).map(([field]) => ({ site: "101", patient, visit, form: form.id, row, field, origin: "manual", rule: null, state: "answered", question: body, raisedAt: second(1), messages: steps(body) })));
  const codes = visits.filter(({ code }) => parts.some(([{ visit }]) => visit === code)).map(({ code }) => code);
  const of: Readonly<Record<string, readonly CutPayload[]>> = {
    visit: codes.map((visit) => ({ site: "101", patient, visit, addedReason: null, notDoneReason: null })), entry: records.map(({ entry }) => entry), change: records.flatMap(({ changes }) => changes), query: queries,
    signature: [{ site: "101", patient, visit: null, form: null, row: null, meaning: "casebook", difference: false, statement: "I have reviewed <it>.", manifestSha256: "0".repeat(64), by: "Dr Ines", role: "investigator", at: second(3), voided: [] }],
    explanation: parts.slice(0, 1).map(([{ visit, form, row }, , , text]) => ({ site: "101", patient, visit, form: form.id, row, rule: "VS01", text, by: "Cora O'Neil & <Sons>", role: "coordinator", at: second(1) })),
  };
  return { number: patient, patient: { site: "101", patient, protocolVersion: "2007", status: "randomised", arm: "A", stratum: "relapsed", randomisedOn: "2024-01-05", randomisedAt: "2024-01-05T10:00:00", held: null }, of: (kind) => of[kind] ?? [] };
}

const STUDY: CutStudy = {
  name: "invented", madeAt: "2026-01-06T10:00:00.000Z", madeBy: "Dana", isInterim: true, contentHash: "ab".repeat(32),
  manifest: { study: "Invented", isDemonstration: true, ruleVersion: "2.0", responseProfile: "SEED", forms: [], counts: {}, files: [], filesSha256: "", trail: [], notes: [] },
  study: { isDemonstration: true, openVersion: "2007", responseProfile: "SEED" }, sites: [{ site: "101", name: "Bayou & Co <Houston>", timeZone: "America/Chicago" }], siteVersions: [{ site: "101", version: "2007", activatedOn: "2004-01-05" }], labRanges: [], locks: [],
};

export const sourceOf = (patients: readonly CutPatient[]): ExportSource => ({
  study: STUDY,
  patients: async function* () { for (const patient of patients) yield await Promise.resolve(patient); },
});

/** As many patients as asked for, the same for the same seed. */
export const inventedSource = (count: number, seed: number): ExportSource =>
  sourceOf(Array.from({ length: count }, (_none, at) => fc.sample(inventedPatient(`101-${String(at + 1).padStart(3, "0")}`), { seed: seed + at, numRuns: 1 })).flat());
