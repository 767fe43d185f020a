import "server-only";
import { z } from "zod";
import { refuse } from "@/lib/kernel/refusal";
import type { Patient } from "@/lib/patients/patient";
import { lockPatient } from "@/lib/patients/patient-store";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { TracedEligibility } from "@/lib/study/derive/eligibility-finding";
import { eligibilityStatement } from "./statements";
import { waivedIn } from "./waived-criteria";
import { writeSignature } from "./write-signature";

export const ConfirmEligibility = actInput({ patientId: z.uuid(), password: z.string().min(1, "Type your password.").max(200) });
export type ConfirmEligibility = z.infer<typeof ConfirmEligibility>;

/** The forms whose values decide eligibility; a change in any of them takes the confirmation away. */
const READ_FOR_ELIGIBILITY = ["consent", "demography", "aml_history", "vital_signs", "chemistry", "cardiac", "eligibility"] as const;

/**
 * An investigator confirms what the rules found, naming what the sponsor waived. Without this signature the database randomises nobody.
 */
export const confirmEligibility = defineAct({
  verb: "eligibility.confirm", input: ConfirmEligibility, confirm: "password", load: (tx, { patientId }) => lockPatient(tx, patientId), run,
});

async function run({ tx }: Deed, patient: Patient): Promise<{ readonly signatureId: string }> {
  if (patient.status !== "screening") throw refuse("not_in_screening");
  const found = await tx.finding.findFirst({ where: { patientId: patient.id, kind: "eligibility" }, select: { value: true, trace: true } });
  if (found?.value !== "eligible" && found?.value !== "waived") throw refuse("not_eligible");
  const { criteria } = found.trace as unknown as { readonly criteria: readonly TracedEligibility[] };
  return { signatureId: await writeSignature(tx, patient.id, "eligibility", READ_FOR_ELIGIBILITY, eligibilityStatement(waivedIn(criteria))) };
}
