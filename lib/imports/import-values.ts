import "server-only";
import { z } from "zod";
import { changesBetween } from "@/lib/crf/changes";
import { isCalendarDate } from "@/lib/kernel/calendar-date";
import { refuse } from "@/lib/kernel/refusal";
import { assertEditable, type Entry } from "@/lib/entries/entry";
import { assertStorable, formOf, labelsOf } from "@/lib/entries/judge";
import { assertReasons } from "@/lib/entries/reasons";
import { merge } from "@/lib/entries/save-answers";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { sameResult } from "@/lib/study/laboratory/reports/plan-import";
import { REPORT_FIELDS, REPORT_FIELD_CODES, type ReportFieldCode } from "@/lib/study/laboratory/reports/report-fields";
import { answerOf } from "@/lib/study/laboratory/reports/settle-line";
import { IMPORT_MS } from "./form-of-file";
import { lockForms, type HeldForms } from "./lock-forms";
import { storeForms, type FormToStore, type Origin } from "./store-forms";

/** What one transaction stores well within its time, and one request carries. */
export const MOST = { values: 5_000, forms: 600, patients: 60, lines: 5_000 } as const;
const WHY_LEFT_OUT = ["left out by hand", "no field of this study", "no result", "twice"] as const;

const Line = z.int().min(1).max(1_000_000);
/** What was seen where a value goes: a laboratory form holds quantities, figures, days, and reasons why one is missing. */
const Seen = z.union([z.null(), z.string().max(60), z.strictObject({ value: z.string().max(30), unit: z.string().max(20) }), z.strictObject({ missing: z.string().max(40) })]);
const Value = z.strictObject({
  code: z.enum(REPORT_FIELD_CODES as readonly [ReportFieldCode, ...ReportFieldCode[]]), line: Line, named: z.string().max(120), said: z.string().max(120), unit: z.string().max(60),
  /** Chosen by a person: the unit where the source names none that is known, and a limit that is stored as its figure. */
  asUnit: z.string().max(20).nullable(), atLimit: z.boolean(), from: Seen,
});
const FormOfImport = z.strictObject({
  entryId: z.uuid(), day: z.string().max(10).refine(isCalendarDate, "This is no date."), dayFrom: Seen.refine((seen) => typeof seen !== "string" || isCalendarDate(seen), "This is no date."), dayLine: Line, daySaid: z.string().max(120), values: z.array(Value).min(1).max(40),
});

/** Values travel as they stand in the source, each with the value that was seen where it goes; what they mean is computed here. */
export const ImportValues = actInput({
  kind: z.enum(["paste", "file"]), name: z.string().trim().min(1).max(200).nullable(), sha256: z.string().regex(/^[0-9a-f]{64}$/), lines: Line,
  /** Of the corrections among them; first entries need none. */
  why: z.string().trim().min(1, "Say why.").max(500, "Use at most 500 characters.").nullable(),
  decimal: z.enum(["point", "comma"]).nullable(),
  leftOut: z.array(z.strictObject({ line: Line, why: z.enum(WHY_LEFT_OUT) })).max(MOST.lines),
  forms: z.array(FormOfImport).min(1).max(MOST.forms),
}).refine(({ forms }) => forms.reduce((sum, { values }) => sum + values.length, 0) <= MOST.values, { path: ["forms"], message: `At most ${MOST.values} values at once.` })
  .refine(({ forms }) => new Set(forms.map(({ entryId }) => entryId)).size === forms.length, { path: ["forms"], message: "A form is named once." })
  .refine(({ kind, name }) => (kind === "file") === (name !== null), { path: ["name"], message: "A file has a name, a paste has none." });
export type ImportValues = z.infer<typeof ImportValues>;

export interface Imported {
  readonly id: string;
  readonly stored: number;
  readonly corrected: number;
  readonly same: number;
  readonly forms: number;
}

/** Results of a laboratory, into any number of forms of one site: all of them or none. */
export const importValues = defineAct({ verb: "entry.import", input: ImportValues, withinMs: IMPORT_MS, load: (tx, { forms }) => lockForms(tx, forms.map(({ entryId }) => entryId)), run });

type OneForm = ImportValues["forms"][number];

async function run(deed: Deed, held: HeldForms, input: ImportValues): Promise<Imported> {
  const prepared = input.forms.map((one) => prepare(held.entries.get(one.entryId)!, one, input));
  const changed = prepared.filter(({ changes }) => changes.length > 0);
  const changes = changed.flatMap((form) => form.changes);
  if (changes.length === 0) throw refuse("import_adds_nothing");
  const [corrected, stored] = [changes.filter(({ from }) => from !== null).length, changes.length];
  const given = input.forms.reduce((sum, { values }) => sum + values.length, 0);
  const same = given - changes.filter(({ field }) => field !== "sampleDate").length;

  const { id } = await deed.tx.import.create({
    data: { siteId: held.siteId, requestId: input.requestId, kind: input.kind, name: input.name, sha256: input.sha256, lines: input.lines, stored, corrected, same, leftOut: [...input.leftOut] },
    select: { id: true },
  });
  await storeForms(deed, held, changed, { requestId: input.requestId, importId: id, why: input.why, reason: input.reason });
  return { id, stored, corrected, same, forms: changed.length };
}

/** What one form would take, by the same rules as typing: merged with the values that were seen, storable, corrections with a reason. */
function prepare(entry: Entry, one: OneForm, { decimal, why }: ImportValues): FormToStore {
  assertEditable(entry);
  const form = formOf(entry);
  const known = { form, entry, add: null, patientId: entry.patientId };
  const read = one.values.map((value) => ({ ...value, to: readValue(entry, value, decimal) })).filter(({ code, to }) => !sameResult(code, entry.answers[code] ?? null, to));
  if (read.length === 0) return { ...known, changes: [], text: {} };
  const dated = entry.answers["sampleDate"] === one.day ? {} : { sampleDate: { from: one.dayFrom, to: one.day } };
  const merged = merge(entry.answers, { ...dated, ...Object.fromEntries(read.map(({ code, from, to }) => [code, { from, to }])) }, (fields) => labelsOf(form, fields));
  assertStorable(form, merged);
  const changes = changesBetween(entry.answers, merged);
  assertReasons(form, changes, { reason: why, reasons: {} });
  const origins = Object.fromEntries(read.map(({ code, line, said, unit, named }): [string, Origin] => [code, { line, said: [said, unit].filter(Boolean).join(" "), named }]));
  return { ...known, changes, text: Object.keys(dated).length === 0 ? origins : { sampleDate: { line: one.dayLine, said: one.daySaid, named: "" }, ...origins } };
}

function readValue(entry: Entry, { code, line, said, unit, asUnit, atLimit }: OneForm["values"][number], decimal: ImportValues["decimal"]): unknown {
  if (REPORT_FIELDS[code].formId !== entry.formId) throw refuse("import_line", { line, says: `${REPORT_FIELDS[code].label} is no field of that form.` });
  const result = answerOf(code, said, unit, { decimal, unit: asUnit, atLimit, formVersion: entry.formVersion });
  if (result === "no_result") throw refuse("import_line", { line, says: "There is no result in it." });
  if ("code" in result) throw refuse("import_line", { line, says: result.says });
  return result.answer;
}
