import "server-only";
import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { dictionariesOf } from "@/lib/study/form-files/read-cells";
import { lettersOf } from "@/lib/study/form-files/source-row";
import { FormOfFile, IMPORT_MS, LineOfFile, MOST_OF_FORMS } from "./form-of-file";
import type { Imported } from "./import-values";
import { lockForms, type HeldForms } from "./lock-forms";
import { formOfImport, prepareForm, type PreparedForm } from "./prepare-form";
import { readRowPlaces } from "./read-row-places";
import { storeForms, type FormToStore } from "./store-forms";

const WHY_LEFT_OUT = ["left out by hand", "not done or removed in the source", "no value", "already there"] as const;

const READ_AT_ONCE = 50;

const sum = (forms: readonly FormOfFile[], of: (form: FormOfFile) => number) => forms.reduce((total, form) => total + of(form), 0);
const keyOf = ({ entryId, add }: FormOfFile): string => entryId ?? JSON.stringify([add?.patientId, add?.visitId, add?.formId, add?.rowNo]);

/** Cells travel as they stand in the file, with the values that were seen where they go; what they mean is computed here. */
export const ImportForms = actInput({
  name: z.string().trim().min(1).max(200), sha256: z.string().regex(/^[0-9a-f]{64}$/), lines: LineOfFile,
  /** Of the corrections among them; first entries need none. */
  why: z.string().trim().min(1, "Say why.").max(500, "Use at most 500 characters.").nullable(),
  leftOut: z.array(z.strictObject({ line: LineOfFile, why: z.enum(WHY_LEFT_OUT) })).max(MOST_OF_FORMS.lines),
  forms: z.array(FormOfFile).min(1).max(MOST_OF_FORMS.forms),
}).refine(({ forms }) => sum(forms, ({ from }) => Object.keys(from).length) <= MOST_OF_FORMS.values, { path: ["forms"], message: `At most ${MOST_OF_FORMS.values} values at once.` })
  .refine(({ forms }) => sum(forms, lettersOf) <= MOST_OF_FORMS.letters, { path: ["forms"], message: `At most ${MOST_OF_FORMS.letters} letters at once.` })
  .refine(({ forms }) => new Set(forms.map(keyOf)).size === forms.length, { path: ["forms"], message: "A form is named once." });
export type ImportForms = z.infer<typeof ImportForms>;

/** Forms and rows of logs out of a file, of patients of one site: all of them or none, by the rules of every save. */
export const importForms = defineAct({
  verb: "entry.import", input: ImportForms, run, withinMs: IMPORT_MS,
  load: (tx, { forms }) => lockForms(tx, forms.flatMap(({ entryId }) => entryId ?? []), forms.flatMap(({ add }) => add?.patientId ?? [])),
});

async function run(deed: Deed, held: HeldForms, input: ImportForms): Promise<Imported> {
  const places = await readRowPlaces(deed.tx, input.forms.flatMap(({ add }) => add ?? []));
  const known = input.forms.map((one) => ({ one, form: formOfImport(held, places, one) }));
  const dictionaries = await dictionariesOf(known.map(({ form }) => form));
  const prepared: PreparedForm[] = [];
  for (const [at, { one, form }] of known.entries()) {
    if (at % READ_AT_ONCE === 0) await setImmediate(); // whoever else asks this server is answered in between
    prepared.push(prepareForm(held, one, form, dictionaries, input.why));
  }
  const changed = prepared.filter(({ changes }) => changes.length > 0);
  const changes = changed.flatMap((form) => form.changes);
  if (changes.length === 0) throw refuse("import_adds_nothing");

  const { requestId, name, sha256, lines, leftOut } = input;
  const counts = { stored: changes.length, corrected: changes.filter(({ from }) => from !== null).length, same: prepared.reduce((total, form) => total + form.same, 0) };
  const { id } = await deed.tx.import.create({ data: { siteId: held.siteId, requestId, kind: "file", name, sha256, lines, ...counts, leftOut: [...leftOut] }, select: { id: true } });
  await storeForms(deed, held, changed.map(toStore), { requestId, importId: id, why: input.why, reason: input.reason });
  return { id, ...counts, forms: changed.length };
}

const toStore = ({ one, form, entry, patientId, changes, said }: PreparedForm): FormToStore =>
  ({ form, entry, add: one.add, patientId, changes, text: Object.fromEntries(Object.entries(said).map(([field, words]) => [field, { line: one.line, said: words, named: field }])) });
