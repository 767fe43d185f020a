import "server-only";
import { z } from "zod";
import { refuse } from "@/lib/kernel/refusal";
import type { Patient } from "@/lib/patients/patient";
import { lockPatient } from "@/lib/patients/patient-store";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { TracedEligibility } from "@/lib/study/derive/eligibility-finding";
import { assertNamed } from "./assert-named";
import { eligibilityScope } from "./scope";
import { eligibilityStatement } from "./statements";
import { waivedIn } from "./waived-criteria";
import { writeSignature } from "./write-signature";

export const ConfirmEligibility = actInput({
  patientId: z.uuid(), password: z.string().min(1, "Type your password.").max(200),
  /** The signer's own user name; needed at the first signature of a session. */
  username: z.string().max(200).nullable().default(null),
  /** The hash of what was shown; without it the values are signed as they stand. */
  seen: z.string().regex(/^[0-9a-f]{64}$/).nullable().default(null),
});
export type ConfirmEligibility = z.infer<typeof ConfirmEligibility>;

/** The forms whose values decide eligibility; a change in any of them takes the confirmation away. */
export const READ_FOR_ELIGIBILITY = ["consent", "demography", "aml_history", "vital_signs", "chemistry", "cardiac", "eligibility"] as const;

/**
 * An investigator confirms what the rules found, naming what the sponsor waived. Without this signature the database randomises nobody.
 */
export const confirmEligibility = defineAct({
  verb: "eligibility.confirm", input: ConfirmEligibility, confirm: "password", load: (tx, { patientId }) => lockPatient(tx, patientId), run,
});

async function run({ tx }: Deed, patient: Patient, { username, seen }: ConfirmEligibility): Promise<{ readonly signatureId: string }> {
  await assertNamed(tx, username);
  if (patient.status !== "screening") throw refuse("not_in_screening");
  const found = await tx.finding.findFirst({ where: { patientId: patient.id, kind: "eligibility" }, select: { value: true, trace: true } });
  if (found?.value !== "eligible" && found?.value !== "waived") throw refuse("not_eligible");
  const { criteria } = found.trace as unknown as { readonly criteria: readonly TracedEligibility[] };
  return { signatureId: await writeSignature(tx, eligibilityScope(patient.id), { forms: READ_FOR_ELIGIBILITY, statement: eligibilityStatement(waivedIn(criteria)), seen, number: patient.number }) };
}
