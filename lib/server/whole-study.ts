import "server-only";
import type { Tx } from "./db";

/**
 * For the rest of a transaction that reads every patient: what belongs together is found by hashes, in memory. Under row security the planner takes a table of thousands
 * for one row, and would look up each of them in the other in a loop. Not for what looks for a few among many.
 */
export const joinByHash = (tx: Tx) => tx.$executeRaw`SELECT set_config('enable_nestloop', 'off', true), set_config('work_mem', '32MB', true)`;
/** The same for what is counted by site or patient: without it the rows would be sorted for that, on disk. */
export const countByHash = (tx: Tx) => tx.$executeRaw`SELECT set_config('enable_sort', 'off', true), set_config('work_mem', '32MB', true)`;
