import "server-only";
import { z } from "zod";
import { refuse } from "@/lib/kernel/refusal";
import { readRecord } from "@/lib/patients/patient-store";
import { syncSchedule } from "@/lib/patients/sync-schedule";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { lockVisit, type HeldVisit } from "./visit-store";

export const TakeBackNotDone = actInput({ visitId: z.uuid() });
export type TakeBackNotDone = z.infer<typeof TakeBackNotDone>;

/** A visit that was marked as not done took place after all, or still can: its forms are awaited again, with the reason. */
export const takeBackNotDone = defineAct({ verb: "visit.mark_not_done", input: TakeBackNotDone, load: (tx, { visitId }) => lockVisit(tx, visitId), run });

async function run({ tx }: Deed, visit: HeldVisit, { reason }: TakeBackNotDone): Promise<null> {
  if (visit.notDoneReason === null) throw refuse("not_found", { what: "A visit that was not done" });
  if (!reason) throw refuse("reason_required", { fields: ["the visit back to planned"] });
  await tx.visit.update({ where: { id: visit.id }, data: { notDoneReason: null }, select: { id: true } });
  await syncSchedule(tx, visit.siteId, await readRecord(tx, visit.patientId));
  return null;
}
