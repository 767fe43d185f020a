import "server-only";
import { z } from "zod";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Tx } from "@/lib/server/db";
import type { Arm } from "@/lib/study/patient-record";
import { formVersionOf } from "@/lib/study/schedule";
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
  const eligibility = await confirmedEligibility(tx, patient.id);
  if (patient.status !== "screening" || eligibility === null) throw refuse("not_eligible");
  const [drawn] = await tx.$queryRaw<{ arm: Arm }[]>`SELECT arm FROM ctx.randomise(${patient.id}::uuid)`;
  if (!drawn) throw refuse("not_eligible");
  await writeForm(tx, patient, eligibility);
  await syncSchedule(tx, patient.siteId, await readRecord(tx, patient.id));
  await storeFindings(tx, patient.siteId, await readRecord(tx, patient.id));
  return { arm: drawn.arm };
}

/** Eligible or waived as derived, and confirmed by an investigator's signature of which nothing has fallen; otherwise null. */
async function confirmedEligibility(tx: Tx, patientId: string): Promise<"eligible" | "waived" | null> {
  const [found, confirmed] = await Promise.all([
    tx.finding.findFirst({ where: { patientId, kind: "eligibility" }, select: { value: true } }),
    tx.signature.count({ where: { patientId, meaning: "eligibility", voids: { none: {} } } }),
  ]);
  if (confirmed === 0) return null;
  return found?.value === "eligible" || found?.value === "waived" ? found.value : null;
}

/** The draw as a form of the casebook. The database takes no other arm, stratum or day than what it drew itself. */
async function writeForm(tx: Tx, { id, siteId, protocolVersion }: Patient, enteredAs: "eligible" | "waived"): Promise<void> {
  const [drawn] = await tx.$queryRaw<{ randomisedOn: string; randomisedAt: string; stratum: string; arm: string }[]>`
    SELECT to_char(p.randomised_at AT TIME ZONE s.time_zone, 'YYYY-MM-DD') AS "randomisedOn", to_char(p.randomised_at AT TIME ZONE s.time_zone, 'HH24:MI') AS "randomisedAt", p.stratum, p.arm
    FROM app.patient p JOIN app.site s ON s.id = p.site_id WHERE p.id = ${id}::uuid`;
  if (!drawn) throw refuse("not_found", { what: "This patient" });
  const formVersion = formVersionOf(protocolVersion, "randomisation");
  await tx.entry.create({ data: { siteId, patientId: id, formId: "randomisation", formVersion, answers: { ...drawn, protocolVersion, enteredAs }, progress: "complete" }, select: { id: true } });
}
