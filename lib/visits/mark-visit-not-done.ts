import "server-only";
import { z } from "zod";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { lockVisit, type HeldVisit } from "./visit-store";

export const MarkVisitNotDone = actInput({ visitId: z.uuid() });
export type MarkVisitNotDone = z.infer<typeof MarkVisitNotDone>;

/** A visit that did not take place, with the reason; refused while one of its forms has answers. */
export const markVisitNotDone = defineAct({ verb: "visit.mark_not_done", input: MarkVisitNotDone, load: (tx, { visitId }) => lockVisit(tx, visitId), run });

async function run({ tx }: Deed, visit: HeldVisit, { reason }: MarkVisitNotDone): Promise<null> {
  if (!reason) throw refuse("reason_required", { fields: ["the visit to not done"] });
  if ((await tx.entry.count({ where: { visitId: visit.id, removedAt: null, progress: { in: ["in_progress", "complete"] } } })) > 0) throw refuse("has_answers");
  await tx.visit.update({ where: { id: visit.id }, data: { notDoneReason: reason }, select: { id: true } });
  return null;
}
