import "server-only";
import { z } from "zod";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Entry } from "./entry";
import { lockEntry } from "./entry-store";
import { settle } from "./settle";

export const TakeBackFormNotDone = actInput({ entryId: z.uuid() });
export type TakeBackFormNotDone = z.infer<typeof TakeBackFormNotDone>;

/** A form that was marked as not done is awaited again, with the reason: it was the wrong form, or the assessment still comes. */
export const takeBackFormNotDone = defineAct({ verb: "entry.mark_not_done", input: TakeBackFormNotDone, load: (tx, { entryId }) => lockEntry(tx, entryId), run });

async function run(deed: Deed, entry: Entry, { reason }: TakeBackFormNotDone): Promise<null> {
  if (entry.progress !== "not_done") throw refuse("not_found", { what: "A form that was not done" });
  if (!reason) throw refuse("reason_required", { fields: ["the form back to awaited"] });
  await deed.tx.entry.update({ where: { id: entry.id }, data: { progress: "not_started", notDoneReason: null, version: { increment: 1 } }, select: { id: true } });
  await settle(deed, entry);
  return null;
}
