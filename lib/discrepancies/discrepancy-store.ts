import "server-only";
import { refuse } from "@/lib/kernel/refusal";
import { lockPatient } from "@/lib/patients/patient-store";
import type { Tx } from "@/lib/server/db";
import type { Discrepancy, DiscrepancyState, DiscrepancyStep } from "./discrepancy";

/** Holds the patient, then the query, until the transaction ends; so of two people who answer at once the second is told. */
export async function lockDiscrepancy(tx: Tx, id: string): Promise<Discrepancy> {
  const found = await tx.discrepancy.findUnique({ where: { id }, select: { patientId: true } });
  if (!found) throw refuse("not_found", { what: "This query" });
  await lockPatient(tx, found.patientId);
  const [discrepancy] = await tx.$queryRaw<Discrepancy[]>`
    SELECT id, site_id AS "siteId", patient_id AS "patientId", entry_id AS "entryId", field, origin, rule_id AS "ruleId", state
    FROM app.discrepancy WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  if (!discrepancy) throw refuse("not_found", { what: "This query" });
  return discrepancy;
}

/** Asks the site about a field, with the question as the thread's first message. Returns the new query's id. */
export async function writeQuestion(tx: Tx, about: Pick<Discrepancy, "siteId" | "patientId" | "entryId" | "field">, question: string): Promise<string> {
  const { siteId, patientId, entryId, field } = about;
  const { id } = await tx.discrepancy.create({ data: { siteId, patientId, entryId, field, question, origin: "manual" }, select: { id: true } });
  await tx.discrepancyMessage.create({ data: { discrepancyId: id, siteId, patientId, step: "raised", body: question }, select: { id: true } });
  return id;
}

/** Moves a query to its next state and says so in the thread: never one without the other. */
export async function writeStep(tx: Tx, { id, siteId, patientId }: Discrepancy, to: { readonly state: DiscrepancyState; readonly step: DiscrepancyStep; readonly body: string }): Promise<void> {
  await tx.discrepancy.update({ where: { id }, data: { state: to.state }, select: { id: true } });
  await tx.discrepancyMessage.create({ data: { discrepancyId: id, siteId, patientId, step: to.step, body: to.body }, select: { id: true } });
}
