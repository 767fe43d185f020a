import "server-only";
import type { Tx } from "./db";

/**
 * For the rest of a transaction that reads every patient: what belongs together is found by hashes, in memory. Under row security the planner takes a table of thousands
 * for one row, and would look up each of them in the other in a loop. Not for what looks for a few among many.
 */
export const joinByHash = (tx: Tx) => tx.$executeRaw`SELECT set_config('enable_nestloop', 'off', true), set_config('work_mem', '32MB', true)`;
/** Reads what is counted by site or patient of a whole study: without this its rows would be sorted for that, on disk. What is read afterwards may be sorted again. */
export async function countByHash<Value>(tx: Tx, read: (tx: Tx) => Promise<Value>): Promise<Value> {
  await tx.$executeRaw`SELECT set_config('enable_sort', 'off', true), set_config('work_mem', '32MB', true)`;
  const counted = await read(tx);
  await tx.$executeRaw`SELECT set_config('enable_sort', 'on', true)`;
  return counted;
}
