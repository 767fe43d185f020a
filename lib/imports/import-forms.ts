import "server-only";
import { z } from "zod";
import { settle } from "@/lib/entries/settle";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { dictionariesOf } from "@/lib/study/form-files/read-cells";
import { lettersOf } from "@/lib/study/form-files/source-row";
import { FormOfFile, LineOfFile, MOST_OF_FORMS } from "./form-of-file";
import type { Imported } from "./import-values";
import { lockForms, type HeldForms } from "./lock-forms";
import { formOfImport, prepareForm, storeForm } from "./prepare-form";

const WHY_LEFT_OUT = ["left out by hand", "not done or removed in the source", "no value", "already there"] as const;

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
  verb: "entry.import", input: ImportForms, run,
  load: (tx, { forms }) => lockForms(tx, forms.flatMap(({ entryId }) => entryId ?? []), forms.flatMap(({ add }) => add?.patientId ?? [])),
});

async function run(deed: Deed, held: HeldForms, input: ImportForms): Promise<Imported> {
  const known = [];
  for (const one of input.forms) known.push({ one, form: await formOfImport(deed.tx, held, one) });
  const dictionaries = await dictionariesOf(known.map(({ form }) => form));
  const prepared = known.map(({ one, form }) => prepareForm(held, one, form, dictionaries, input.why));
  const changed = prepared.filter(({ changes }) => changes.length > 0);
  const changes = changed.flatMap((form) => form.changes);
  if (changes.length === 0) throw refuse("import_adds_nothing");

  const { requestId, name, sha256, lines, leftOut } = input;
  const counts = { stored: changes.length, corrected: changes.filter(({ from }) => from !== null).length, same: prepared.reduce((total, form) => total + form.same, 0) };
  const { id } = await deed.tx.import.create({ data: { siteId: held.siteId, requestId, kind: "file", name, sha256, lines, ...counts, leftOut: [...leftOut] }, select: { id: true } });
  for (const form of changed) await storeForm(deed.tx, held, form, { importId: id, why: input.why, reason: input.reason });
  for (const patientId of new Set(changed.map((form) => form.patientId))) await settle(deed, { patientId, siteId: held.siteId });
  return { id, ...counts, forms: changed.length };
}
