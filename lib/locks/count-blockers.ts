import "server-only";
import type { Tx } from "@/lib/server/db";
import { readCriticalEntries } from "./critical-fields";
import { isInside, WHOLE_CASEBOOK, type Within } from "./blockers-within";
import { readLackingRows } from "./read-lacking-rows";

/** Patients whom, as a whole or in one visit or form, no freeze holds that came after the last signature there. */
export async function countUnfrozen(tx: Tx, patientIds: readonly string[], { visitId, entryId }: Within = WHOLE_CASEBOOK): Promise<number> {
  const [found] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM unnest(${patientIds as string[]}::uuid[]) AS p (id) WHERE ctx.lacks_freeze(p.id, ${visitId}::uuid, ${entryId}::uuid) IS NOT NULL`;
  return found?.count ?? 0;
}

/** How much is left to do before these patients, or one visit or form of one of them, can be locked, counted as the ledger lists it. */
export async function countBlockers(tx: Tx, patientIds: readonly string[], within: Within = WHOLE_CASEBOOK): Promise<number> {
  const [[found], critical, lacking] = await Promise.all([
    tx.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM unnest(${patientIds as string[]}::uuid[]) AS p (id), ctx.lock_blockers(p.id, ${within.visitId}::uuid, ${within.entryId}::uuid)`,
    readCriticalEntries(tx, patientIds),
    readLackingRows(tx, patientIds),
  ]);
  const inside = isInside(within);
  return (found?.count ?? 0) + lacking.filter(inside).length + critical.filter((entry) => inside(entry) && entry.unverified.length > 0).length;
}
