import "server-only";
import { refuse } from "@/lib/kernel/refusal";
import { lockPatient } from "@/lib/patients/patient-store";
import type { Tx } from "@/lib/server/db";

export interface HeldVisit { readonly id: string; readonly siteId: string; readonly patientId: string; readonly notDoneReason: string | null }

/** Holds the patient of the visit until the transaction ends, then reads the visit. */
export async function lockVisit(tx: Tx, id: string): Promise<HeldVisit> {
  const found = await tx.visit.findUnique({ where: { id }, select: { patientId: true } });
  if (!found) throw refuse("not_found", { what: "This visit" });
  await lockPatient(tx, found.patientId);
  return tx.visit.findUniqueOrThrow({ where: { id }, select: { id: true, siteId: true, patientId: true, notDoneReason: true } });
}
