import "server-only";
import { z } from "zod";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Json } from "@/lib/server/db";
import { SCREEN_FAILURE_CAUSES, type ScreenFailureCause } from "@/lib/study/eligibility/screen-failure-causes";
import type { TracedCriterion } from "@/lib/study/patient-record";
import type { Patient } from "./patient";
import { lockPatient } from "./patient-store";
import { failedCriteria } from "./screen-failure";

const CAUSES = Object.keys(SCREEN_FAILURE_CAUSES) as ScreenFailureCause[];
const inWords = { reason: z.string().trim().min(1, "Say why.").max(500, "Use at most 500 characters.") };
export const ScreenFailPatient = actInput({ patientId: z.uuid(), cause: z.enum(CAUSES) }).extend(inWords);
export type ScreenFailPatient = z.infer<typeof ScreenFailPatient>;

/**
 * The patient does not enter the trial. Nothing is removed: the data stay as they are, with the reason and the criteria that were not
 * met on that day. Nothing more is awaited, and nobody randomises the patient unless the failure is taken back.
 */
export const screenFailPatient = defineAct({ verb: "patient.screen_fail", input: ScreenFailPatient, load: (tx, { patientId }) => lockPatient(tx, patientId), run });

async function run({ tx }: Deed, { id, siteId, status }: Patient, { cause, reason }: ScreenFailPatient): Promise<null> {
  if (status !== "screening") throw refuse("not_in_screening");
  const found = await tx.finding.findFirst({ where: { patientId: id, kind: "eligibility" }, select: { trace: true } });
  const { criteria = [] } = (found?.trace ?? {}) as { readonly criteria?: readonly TracedCriterion[] };
  await tx.screenFailure.create({ data: { siteId, patientId: id, step: "failed", cause, reason, criteria: failedCriteria(criteria) as unknown as Json }, select: { id: true } });
  await tx.patient.update({ where: { id }, data: { status: "screen_failed" }, select: { id: true } });
  return null;
}
