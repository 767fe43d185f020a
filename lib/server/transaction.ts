import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Actor } from "@/lib/kernel/actor";
import { refuse } from "@/lib/kernel/refusal";
import { db, type Tx } from "./db";

/** What the trail says of a transaction: which act, which request, why. */
export interface Errand {
  readonly name: string;
  readonly requestId: string;
  readonly reason?: string | null;
  /** A page that refreshes itself must not keep an abandoned session alive. */
  readonly touch?: boolean;
  /** A cut of the whole study reads one state of the data while people work. */
  readonly snapshot?: boolean;
}

interface Entered { account_id: string; full_name: string; grants: Actor["grants"] }

const MAY_RUN_AGAIN = new Set(["40001", "40P01"]); // serialization failure, deadlock: certainly rolled back
interface DriverError { cause?: { originalCode?: string } }

/** PostgreSQL's own code. Prisma wraps the driver's error, except the one that comes at COMMIT, which arrives bare. */
export function sqlState(error: unknown): string | undefined {
  const { meta, cause } = error as DriverError & { meta?: { driverAdapterError?: DriverError } };
  return (meta?.driverAdapterError?.cause ?? cause)?.originalCode;
}

/** One transaction, one person, and it is the database that says who: the first statement carries the token in and the actor out. */
export async function withActor<Value>(token: string | null, errand: Errand, work: (tx: Tx, actor: Actor) => Promise<Value>): Promise<Value> {
  if (!token) throw refuse("not_signed_in");
  const options = { maxWait: 5_000, timeout: errand.snapshot ? 120_000 : 10_000, ...(errand.snapshot ? { isolationLevel: "RepeatableRead" as const } : {}) };

  for (let attempt = 0; ; attempt++) {
    try {
      return await db.$transaction(async (client) => {
        const [entered] = await client.$queryRaw<Entered[]>`
          SELECT account_id, full_name, grants FROM ctx.enter(${token}, ${errand.requestId}, ${errand.name}, ${errand.reason ?? ""}, ${errand.touch ?? !errand.snapshot})`;
        if (!entered) throw refuse("not_signed_in");
        return work(client as Tx, { id: entered.account_id, name: entered.full_name, grants: entered.grants });
      }, options);
    } catch (error) {
      if (attempt >= 3 || !MAY_RUN_AGAIN.has(sqlState(error) ?? "")) throw error;
      await sleep(10 + 20 * 2 ** attempt * Math.random());
    }
  }
}
