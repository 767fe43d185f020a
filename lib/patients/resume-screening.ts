import "server-only";
import { z } from "zod";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Patient } from "./patient";
import { lockPatient } from "./patient-store";

export const ResumeScreening = actInput({ patientId: z.uuid() }).extend({ reason: z.string().trim().min(1, "Say why.").max(500, "Use at most 500 characters.") });
export type ResumeScreening = z.infer<typeof ResumeScreening>;

/** Takes a screen failure back, with the reason: the patient is screened again. What was recorded stays readable. */
export const resumeScreening = defineAct({ verb: "patient.resume_screening", input: ResumeScreening, load: (tx, { patientId }) => lockPatient(tx, patientId), run });

async function run({ tx }: Deed, { id, siteId, status }: Patient, { reason }: ResumeScreening): Promise<null> {
  if (status !== "screen_failed") throw refuse("not_screen_failed");
  await tx.screenFailure.create({ data: { siteId, patientId: id, step: "resumed", reason }, select: { id: true } });
  await tx.patient.update({ where: { id }, data: { status: "screening" }, select: { id: true } });
  return null;
}
