import "server-only";
import { z } from "zod";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Arm } from "@/lib/study/patient-record";
import type { Patient } from "./patient";
import { lockPatient, readRecord } from "./patient-store";
import { storeFindings } from "./store-findings";
import { syncSchedule } from "./sync-schedule";

export const RandomisePatient = actInput({ patientId: z.uuid() });
export type RandomisePatient = z.infer<typeof RandomisePatient>;

/**
 * Draws the next place of the patient's stratum from the concealed list. The database draws and itself refuses anyone who is not
 * eligible with a standing confirmation; what is checked here only says so in words.
 */
export const randomisePatient = defineAct({ verb: "patient.randomise", input: RandomisePatient, load: (tx, { patientId }) => lockPatient(tx, patientId), run });

async function run({ tx }: Deed, patient: Patient): Promise<{ arm: Arm }> {
  if (patient.status === "randomised") throw refuse("already_randomised");
  if (!(await mayBeRandomised(tx, patient.id))) throw refuse("not_eligible");
  const [drawn] = await tx.$queryRaw<{ arm: Arm }[]>`SELECT arm FROM ctx.randomise(${patient.id}::uuid)`;
  if (!drawn) throw refuse("not_eligible");
  await syncSchedule(tx, patient.siteId, await readRecord(tx, patient.id));
  await storeFindings(tx, patient.siteId, await readRecord(tx, patient.id));
  return { arm: drawn.arm };
}

/** Eligible as derived, and confirmed by an investigator's signature of which nothing has fallen. */
async function mayBeRandomised(tx: Deed["tx"], patientId: string): Promise<boolean> {
  const [eligible, confirmed] = await Promise.all([
    tx.finding.count({ where: { patientId, kind: "eligibility", value: { in: ["eligible", "waived"] } } }),
    tx.signature.count({ where: { patientId, meaning: "eligibility", voids: { none: {} } } }),
  ]);
  return eligible > 0 && confirmed > 0;
}
