import "server-only";
import type { Entry } from "@/lib/entries/entry";
import { refuse } from "@/lib/kernel/refusal";
import type { Tx } from "@/lib/server/db";

/**
 * The form that a sponsor's act is about. It is not held: a row can be held only by who may change it, and sponsors may not.
 * Whatever a sponsor writes about a patient makes the database hold that patient until the transaction ends; what the act
 * depends on is therefore read again after the first write, and a refusal takes that write back.
 */
export async function loadEntry(tx: Tx, id: string): Promise<Entry> {
  const entry = await tx.entry.findUnique({
    where: { id },
    select: { id: true, siteId: true, patientId: true, visitId: true, formId: true, formVersion: true, rowNo: true, progress: true, version: true, answers: true, removedAt: true },
  });
  if (!entry) throw refuse("not_found", { what: "This form" });
  return entry as Entry;
}
