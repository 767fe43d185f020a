import "server-only";
import { z } from "zod";
import { sameAnswer } from "@/lib/crf/changes";
import { assertEditable, type Entry } from "@/lib/entries/entry";
import { lockEntry } from "@/lib/entries/entry-store";
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
export const verifyFields = defineAct({ verb: "entry.verify", input: VerifyFields, load: (tx, { entryId }) => lockEntry(tx, entryId), run });

async function run({ tx }: Deed, entry: Entry, { seen }: VerifyFields): Promise<{ readonly verified: number }> {
  assertEditable(entry);
  const form = formOf(entry);
  const fields = Object.keys(seen);
  const blank = fields.find((field) => (entry.answers[field] ?? null) === null);
  if (blank !== undefined) throw refuse("no_value", { field: labelsOf(form, [blank])[0] ?? blank });
  const moved = fields.filter((field) => !sameAnswer(entry.answers[field], seen[field]));
  if (moved.length > 0) throw refuse("value_moved_on", { fields: labelsOf(form, moved) });

  const standing = await tx.verification.findMany({ where: { entryId: entry.id, fallenAt: null, field: { in: fields } }, select: { field: true } });
  const missing = fields.filter((field) => !standing.some((verification) => verification.field === field));
  await tx.verification.createMany({ data: missing.map((field) => ({ siteId: entry.siteId, patientId: entry.patientId, entryId: entry.id, field })) });
  return { verified: missing.length };
}
