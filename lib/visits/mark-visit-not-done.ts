import "server-only";
import { z } from "zod";
import { refuse } from "@/lib/kernel/refusal";
import { lockPatient } from "@/lib/patients/patient-store";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Tx } from "@/lib/server/db";

export const MarkVisitNotDone = actInput({ visitId: z.uuid() });
export type MarkVisitNotDone = z.infer<typeof MarkVisitNotDone>;

interface Visit { readonly id: string; readonly siteId: string; readonly patientId: string }

/** A visit that did not take place, with the reason; refused while one of its forms has answers. */
export const markVisitNotDone = defineAct({ verb: "visit.mark_not_done", input: MarkVisitNotDone, load: lockVisit, run });

async function lockVisit(tx: Tx, { visitId }: MarkVisitNotDone): Promise<Visit> {
  const visit = await tx.visit.findUnique({ where: { id: visitId }, select: { id: true, siteId: true, patientId: true } });
  if (!visit) throw refuse("not_found", { what: "This visit" });
  await lockPatient(tx, visit.patientId);
  return visit;
}

async function run({ tx }: Deed, visit: Visit, { reason }: MarkVisitNotDone): Promise<null> {
  if (!reason) throw refuse("reason_required", { fields: ["the visit to not done"] });
  if ((await tx.entry.count({ where: { visitId: visit.id, removedAt: null, progress: { in: ["in_progress", "complete"] } } })) > 0) throw refuse("has_answers");
  await tx.visit.update({ where: { id: visit.id }, data: { notDoneReason: reason }, select: { id: true } });
  return null;
}
