import "server-only";
import type { Tx } from "@/lib/server/db";
import { readCriticalEntries } from "./critical-fields";
import { readLackingRows } from "./read-lacking-rows";

/** How much is left to do before these patients can be locked, counted as the ledger lists it. */
export async function countBlockers(tx: Tx, patientIds: readonly string[]): Promise<number> {
  const [[found], critical, lacking] = await Promise.all([
    tx.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM unnest(${patientIds as string[]}::uuid[]) AS p (id), ctx.lock_blockers(p.id)`,
    readCriticalEntries(tx, patientIds),
    readLackingRows(tx, patientIds),
  ]);
  return (found?.count ?? 0) + lacking.length + critical.filter(({ unverified }) => unverified.length > 0).length;
}
