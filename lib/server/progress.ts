import "server-only";
import type { Tx } from "./db";

/**
 * How far a long transaction is, for whoever knows its request. Nothing that a transaction writes is seen before COMMIT; the locks that it holds are, on
 * every instance, and they go with it however it ends. So each per cent that it reached is a lock that nobody waits for.
 */
export function openProgress(tx: Tx, requestId: string, steps: number) {
  let [done, told] = [0, 0];
  return {
    /** So many more steps are done, or parts of one. Says so where they make a per cent. */
    async step(more: number): Promise<void> {
      done += more;
      const percent = Math.floor((100 * Math.round(done)) / steps);
      if (percent === told) return;
      told = percent;
      await tx.$queryRaw`SELECT pg_try_advisory_xact_lock_shared(hashtext(${nameOf(requestId)}), ${percent}::int) AS told`;
    },
  };
}

/** Per cent of the transaction of this request; null where none runs, or none that says so. */
export async function readProgress(tx: Tx, requestId: string): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ percent: number | null }[]>`
    SELECT max(l.objid::bigint)::int AS percent FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
    WHERE l.locktype = 'advisory' AND l.objsubid = 2 AND l.classid::bigint = (hashtext(${nameOf(requestId)})::bigint & 4294967295)`;
  return row?.percent ?? null;
}

const nameOf = (requestId: string): string => `progress ${requestId}`;
