import "server-only";
import { z } from "zod";
import { sameAnswer } from "@/lib/crf/changes";
import { loadEntry } from "@/lib/discrepancies/load-entry";
import { assertEditable, type Entry } from "@/lib/entries/entry";
import { formOf, labelsOf } from "@/lib/entries/judge";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";

/** Each field with the value that the monitor compared with the source: nobody verifies a value they have not seen. */
export const VerifyFields = actInput({
  entryId: z.uuid(),
  seen: z.record(z.string().max(60), z.unknown()).refine((seen) => Object.keys(seen).length > 0, "Choose what to verify."),
});
export type VerifyFields = z.infer<typeof VerifyFields>;

/** Source verification, field by field. The database binds it to the value's hash; it falls when that value changes, and only then. */
export const verifyFields = defineAct({ verb: "entry.verify", input: VerifyFields, load: (tx, { entryId }) => loadEntry(tx, entryId), run });

async function run({ tx }: Deed, entry: Entry, { seen }: VerifyFields): Promise<{ readonly verified: number }> {
  assertEditable(entry);
  const form = formOf(entry);
  const fields = Object.keys(seen);
  const blank = fields.find((field) => !Object.hasOwn(entry.answers, field) || entry.answers[field] === null);
  if (blank !== undefined) throw refuse("no_value", { field: labelsOf(form, [blank])[0] ?? blank });

  const at = { siteId: entry.siteId, patientId: entry.patientId, entryId: entry.id };
  const { count } = await tx.verification.createMany({ data: fields.map((field) => ({ ...at, field })), skipDuplicates: true });
  const { answers } = await loadEntry(tx, entry.id); // the patient is held now: what is compared is what was verified
  const moved = fields.filter((field) => !sameAnswer(answers[field], seen[field]));
  if (moved.length > 0) throw refuse("value_moved_on", { fields: labelsOf(form, moved) });
  return { verified: count };
}
