import "server-only";
import { z } from "zod";
import { refuse } from "@/lib/kernel/refusal";
import type { Patient } from "@/lib/patients/patient";
import { lockPatient } from "@/lib/patients/patient-store";
import { planVisits } from "@/lib/patients/plan-visits";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { isUnscheduled, unscheduledCode } from "@/lib/study/visits";

export const AddUnscheduledVisit = actInput({ patientId: z.uuid() });
export type AddUnscheduledVisit = z.infer<typeof AddUnscheduledVisit>;

/** A visit that the schedule did not ask for, such as a repeat marrow, with the forms of a response assessment and, where given, the reason. */
export const addUnscheduledVisit = defineAct({ verb: "visit.add", input: AddUnscheduledVisit, load: (tx, { patientId }) => lockPatient(tx, patientId), run });

async function run({ tx }: Deed, patient: Patient, { reason }: AddUnscheduledVisit): Promise<{ code: string }> {
  if (patient.status !== "randomised") throw refuse("not_found", { what: "A visit after randomisation" });
  const visits = await tx.visit.findMany({ where: { patientId: patient.id }, select: { code: true } });
  const code = unscheduledCode(visits.filter((visit) => isUnscheduled(visit.code)).length + 1);
  await planVisits(tx, patient, [code], reason);
  return { code };
}
