import "server-only";
import { z } from "zod";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Entry } from "./entry";
import { lockEntry } from "./entry-store";
import { assertTyped, formOf } from "./judge";

export const MarkNotDone = actInput({ entryId: z.uuid() });
export type MarkNotDone = z.infer<typeof MarkNotDone>;

/** An assessment that was not made, with the reason. Any later answer makes it an ordinary form again. */
export const markNotDone = defineAct({ verb: "entry.mark_not_done", input: MarkNotDone, load: (tx, { entryId }) => lockEntry(tx, entryId), run });

async function run({ tx }: Deed, entry: Entry, { reason }: MarkNotDone): Promise<null> {
  assertTyped(formOf(entry));
  if (!reason) throw refuse("reason_required", { fields: ["the form to not done"] });
  if (Object.keys(entry.answers).length > 0) throw refuse("has_answers");
  await tx.entry.update({ where: { id: entry.id }, data: { progress: "not_done", notDoneReason: reason, version: { increment: 1 } }, select: { id: true } });
  return null;
}
