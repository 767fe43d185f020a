import "server-only";
import { refuse } from "@/lib/kernel/refusal";
import type { Tx } from "@/lib/server/db";
import { assertState, type Discrepancy, type DiscrepancyState, type DiscrepancyStep } from "./discrepancy";

/** The query that an act is about, with the state it had when the act began; `writeStep` looks again. */
export async function loadDiscrepancy(tx: Tx, id: string): Promise<Discrepancy> {
  const found = await tx.discrepancy.findUnique({ where: { id }, select: { id: true, siteId: true, patientId: true, entryId: true, field: true, origin: true, ruleId: true, state: true } });
  if (!found) throw refuse("not_found", { what: "This query" });
  return found as Discrepancy;
}

/** Asks the site about a field, with the question as the thread's first message. Returns the new query's id. */
export async function writeQuestion(tx: Tx, about: Pick<Discrepancy, "siteId" | "patientId" | "entryId" | "field">, question: string): Promise<string> {
  const { siteId, patientId, entryId, field } = about;
  const { id } = await tx.discrepancy.create({ data: { siteId, patientId, entryId, field, question, origin: "manual" }, select: { id: true } });
  await tx.discrepancyMessage.create({ data: { discrepancyId: id, siteId, patientId, step: "raised", body: question }, select: { id: true } });
  return id;
}

interface Step { readonly from: readonly DiscrepancyState[]; readonly to: DiscrepancyState; readonly step: DiscrepancyStep; readonly body: string }

/**
 * Moves a query and says so in its thread: never one without the other. The message goes first, because writing it makes the
 * database hold the patient; only then is the state sure, and of two people who take a step at once the second is refused.
 */
export async function writeStep(tx: Tx, { id, siteId, patientId }: Discrepancy, { from, to, step, body }: Step): Promise<void> {
  await tx.discrepancyMessage.create({ data: { discrepancyId: id, siteId, patientId, step, body }, select: { id: true } });
  assertState(await loadDiscrepancy(tx, id), from);
  await tx.discrepancy.update({ where: { id }, data: { state: to }, select: { id: true } });
}
