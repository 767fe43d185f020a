import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { TokenScope } from "@/lib/access/token-scopes";
import type { Actor } from "@/lib/kernel/actor";
import { refuse } from "@/lib/kernel/refusal";
import type { Prisma } from "@/prisma/generated/client";
import { leavesOpen, sqlState, troubleOf } from "./database-fault";
import { db, SNAPSHOT_MS, snapshotDb, type Tx } from "./db";
import { transactionOn } from "./direct-line";
import { ONE_PLAN } from "./sql";
import { underName } from "./timing";

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
  /**
   * Its statements are of one record, or of little: a connection keeps their plans. A list of the whole study is planned anew each time: from the sixth
   * on the database may take one plan for whatever could be asked, and with five hundred patients such a one took sixteen seconds instead of a quarter.
   */
  readonly keepsPlans?: boolean;
  /** One that writes much at once takes longer than the ten seconds of the others. */
  readonly withinMs?: number;
}

interface Entered { account_id: string; full_name: string; grants: Actor["grants"]; now: Date }

/** What a program of somebody's sends along, and what it asks to read. It proves nothing by itself either. */
export interface BearerKey {
  readonly bearer: string;
  readonly scope: TokenScope;
}

/** Who asks: the token of a browser's session, or that of a program. By the latter nothing can be written. */
export type Key = string | BearerKey;

/** What is done inside. `now` is when the transaction began, by the database's clock: whatever instance asks, there is one time. */
type Work<Value> = (tx: Tx, actor: Actor, now: Date) => Promise<Value>;

const CONFLICTS = new Set(["40001", "40P01"]); // serialization failure, deadlock: certainly rolled back
const TRIES = 4;
const RETRY_WITHIN = 3_000; // ms: after that somebody has waited long enough to be told
const SILENT_COMMIT = 4_000; // ms after which it is not known what became of a COMMIT

/**
 * One transaction, one person, and it is the database that says who: the first statement carries the token in and the actor out.
 * What was certainly rolled back by a conflict, or by a connection lost before COMMIT was sent, runs again.
 * @throws Refusal `outcome_unknown` when the connection was lost, or fell silent, while COMMIT was on its way.
 */
export async function withActor<Value>(key: Key | null, errand: Errand, work: Work<Value>): Promise<Value> {
  if (!key) throw refuse("not_signed_in");
  const began = performance.now();
  for (let attempt = 1; ; attempt++) {
    const commit = openCommit(errand);
    try {
      return await Promise.race([commit.silent, transact(key, errand, async (...given) => {
        const value = await work(...given);
        commit.isOnItsWay();
        return value;
      })]);
    } catch (error) {
      if (commit.wasSent && leavesOpen(error)) throw refuse("outcome_unknown");
      const isConflict = CONFLICTS.has(sqlState(error) ?? "");
      if (attempt >= TRIES || !(isConflict || isLineCut(error)) || performance.now() - began > RETRY_WITHIN) throw error;
      await sleep(isConflict ? 10 * 2 ** attempt * Math.random() : 100 * 3 ** (attempt - 1));
    } finally {
      commit.close();
    }
  }
}

const isLineCut = (error: unknown): boolean => troubleOf(error) === "away" && sqlState(error) !== "25006";

/** When COMMIT was sent, and an alarm for the one that is never answered. */
function openCommit({ snapshot, withinMs }: Errand) {
  let alarm: NodeJS.Timeout | undefined;
  let ring: () => void = () => {};
  const silent = new Promise<never>((_, failed) => { ring = () => failed(refuse("outcome_unknown")); });
  return {
    silent, wasSent: false,
    isOnItsWay() { this.wasSent = true; alarm = setTimeout(ring, snapshot || withinMs ? 10 * SILENT_COMMIT : SILENT_COMMIT); },
    close: () => clearTimeout(alarm),
  };
}

function transact<Value>(key: Key, errand: Errand, work: Work<Value>): Promise<Value> {
  const options = { keepsPlans: errand.keepsPlans ?? false, maxWait: 5_000, timeout: errand.snapshot ? SNAPSHOT_MS : errand.withinMs ?? 10_000, ...(errand.snapshot ? { isolationLevel: "RepeatableRead" as const } : {}) };
  return underName(errand.name, () => transactionOn(errand.snapshot ? snapshotDb : db, async (client) => {
    if (errand.snapshot) await client.$executeRaw`SET LOCAL statement_timeout = '60s'`; // it goes through the whole study; the usual limit is for pages
    const entered = await enter(client, key, errand);
    if (!entered) throw refuse("not_signed_in");
    return work(client as Tx, { id: entered.account_id, name: entered.full_name, grants: entered.grants }, entered.now);
  }, options));
}

async function enter(client: Prisma.TransactionClient, key: Key, errand: Errand): Promise<Entered | undefined> {
  const [entered] = typeof key === "string"
    ? await client.$queryRaw<Entered[]>`
      ${ONE_PLAN} SELECT account_id, full_name, grants, transaction_timestamp() AS now FROM ctx.enter(${key}, ${errand.requestId}, ${errand.name}, ${errand.reason ?? ""}, ${errand.touch ?? !errand.snapshot})`
    : await client.$queryRaw<Entered[]>`
      SELECT account_id, full_name, grants, transaction_timestamp() AS now FROM ctx.enter_by_token(${key.bearer}, ${errand.requestId}, ${errand.name}, ${key.scope})`;
  return entered;
}
