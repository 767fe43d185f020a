import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Actor } from "@/lib/kernel/actor";
import { refuse } from "@/lib/kernel/refusal";
import { leavesOpen, sqlState, troubleOf } from "./database-fault";
import { db, type Tx } from "./db";

export { sqlState };

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
const TRIES = 4;
const PATIENCE = 2_000; // ms beyond a transaction's own limit, after which a connection that says nothing is given up

/**
 * One transaction, one person, and it is the database that says who: the first statement carries the token in and the actor out.
 * What was certainly rolled back by a conflict, or by a connection lost before COMMIT was sent, runs again.
 * @throws Refusal `outcome_unknown` when the connection was lost while COMMIT was on its way.
 */
export async function withActor<Value>(token: string | null, errand: Errand, work: (tx: Tx, actor: Actor) => Promise<Value>): Promise<Value> {
  if (!token) throw refuse("not_signed_in");
  for (let attempt = 1; ; attempt++) {
    const step = { isCommitting: false };
    try {
      return await inTime(step, errand, transact(token, errand, async (tx, actor) => {
        const value = await work(tx, actor);
        step.isCommitting = true;
        return value;
      }));
    } catch (error) {
      if (step.isCommitting && leavesOpen(error)) throw refuse("outcome_unknown");
      const state = sqlState(error) ?? "";
      const runsAgain = MAY_RUN_AGAIN.has(state) || (troubleOf(error) === "away" && state !== "25006");
      if (attempt >= TRIES || !runsAgain) throw error;
      await sleep(MAY_RUN_AGAIN.has(state) ? 10 * 2 ** attempt * Math.random() : 100 * 3 ** (attempt - 1)); // 1.3 s in all for a server that is coming back
    }
  }
}

const limitOf = ({ snapshot }: Errand): number => (snapshot ? 120_000 : 10_000);

function transact<Value>(token: string, errand: Errand, work: (tx: Tx, actor: Actor) => Promise<Value>): Promise<Value> {
  const options = { maxWait: 5_000, timeout: limitOf(errand), ...(errand.snapshot ? { isolationLevel: "RepeatableRead" as const } : {}) };
  return db.$transaction(async (client) => {
    const [entered] = await client.$queryRaw<Entered[]>`
      SELECT account_id, full_name, grants FROM ctx.enter(${token}, ${errand.requestId}, ${errand.name}, ${errand.reason ?? ""}, ${errand.touch ?? !errand.snapshot})`;
    if (!entered) throw refuse("not_signed_in");
    return work(client as Tx, { id: entered.account_id, name: entered.full_name, grants: entered.grants });
  }, options);
}

/** An answer also from a database that keeps the connection and says nothing. By then the transaction's own limit has passed, and no COMMIT is begun any more. */
async function inTime<Value>(step: { readonly isCommitting: boolean }, errand: Errand, running: Promise<Value>): Promise<Value> {
  const over = new AbortController();
  const silence = sleep(5_000 + limitOf(errand) + PATIENCE, null, { signal: over.signal, ref: false }).then(() => { throw refuse(step.isCommitting ? "outcome_unknown" : "database_away"); }, () => running);
  try { return await Promise.race([running, silence]); } finally { over.abort(); }
}
