import "server-only";
import { z } from "zod";
import type { Patient } from "@/lib/patients/patient";
import { lockPatient } from "@/lib/patients/patient-store";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { casebookScope } from "./scope";
import { writeSignature } from "./write-signature";

export const SignCasebook = actInput({ patientId: z.uuid(), password: z.string().min(1, "Type your password.").max(200) });
export type SignCasebook = z.infer<typeof SignCasebook>;

/**
 * Signs a casebook as it stands when the act arrives. For scripts that enter data, such as the demonstration, where nobody reads a page:
 * no route leads here. A browser signs what it showed (`sign-records.ts`).
 */
export const signCasebook = defineAct({
  verb: "casebook.sign", input: SignCasebook, confirm: "password", load: (tx, { patientId }) => lockPatient(tx, patientId), run,
});

async function run({ tx }: Deed, patient: Patient): Promise<{ readonly signatureId: string }> {
  return { signatureId: await writeSignature(tx, casebookScope(patient.id)) };
}
