import "server-only";
import { Socket } from "node:net";
import { PrismaClient, type Prisma } from "@/prisma/generated/client";
import { beginAtOnce, keepsPlans, PrismaPgByLine } from "./direct-line";
import { env } from "./env";
import { ONE_PLAN } from "./sql";

const WAIT_FOR_A_CONNECTION = 4_000; // ms
/** No pooler stands between: a connection keeps what was prepared on it, and takes the next statement before it has answered the one before. */
const isDirect = env.PREPARED_STATEMENTS === "on";

/** `silence`: ms after which a connection in use that says nothing is given up. Whoever waits is told, and the next one gets another. */
const pool = (connectionString: string, max: number, silence: number) => new PrismaClient({
  adapter: new PrismaPgByLine({ connectionString, max, connectionTimeoutMillis: WAIT_FOR_A_CONNECTION, keepAlive: true, stream: () => attentive(silence), ...(isDirect ? { pipeline: true, onConnect: beginAtOnce } : {}) }, { schema: "app", ...(isDirect ? { statementNameGenerator: nameOf } : {}) }),
});

const MOST_NAMES = 500;
const READS = /^\s*(SELECT|WITH)\b/;
const SWITCHED_OFF = /\$\d+(::\w+(\[\])?)? (IS (NOT )?NULL|= 'all')/;
const names = new Map<string, string>();

/**
 * Under its name a connection keeps a statement's plan, which for a long one costs more than carrying it out. BEGIN and COMMIT have no plan and travel as plain text.
 * Beyond so many texts a statement goes without: no connection fills up with those that are put together. So does one with conditions that a parameter
 * switches off: after five times the database would keep one plan for all that they may mean, and for a list of everybody that of a single patient.
 * One that is given nothing means the same each time.
 */
function nameOf({ sql, args }: { readonly sql: string; readonly args: readonly unknown[] }): string {
  const isKept = args.length === 0 ? READS.test(sql) : !SWITCHED_OFF.test(sql) && (keepsPlans() || sql.trimStart().startsWith(ONE_PLAN.sql));
  if (!isKept) return "";
  const known = names.get(sql) ?? (names.size < MOST_NAMES ? `s${names.size}` : "");
  if (known !== "") names.set(sql, known);
  return known;
}

function attentive(silence: number): Socket {
  const socket = new Socket();
  return socket.setTimeout(silence, () => socket.destroy(new Error("Connection terminated: the database said nothing")));
}

/** Sees no row outside `withActor`: row-level security, and no session in the connection. */
export const db = pool(env.APP_DATABASE_URL, env.DATABASE_POOL, 11_000);
/** How long reading one state of the whole study may take: a cut of thousands of patients copies millions of records. Each statement of it has a limit of its own. */
export const SNAPSHOT_MS = 600_000;
/** The same for what reads one state of the whole study, which takes its time: it keeps nobody who saves from a connection. */
export const snapshotDb = pool(env.APP_DATABASE_URL, 2, SNAPSHOT_MS + 5_000);
/** May call the few functions of signing in and out, and nothing else. */
export const authDb = pool(env.AUTH_DATABASE_URL, 3, 11_000);

/** A handle that only exists inside `withActor`; the bare client is not assignable to it by accident. */
declare const inTransaction: unique symbol;
export type Tx = Prisma.TransactionClient & { readonly [inTransaction]: true };

/** What may be written into a jsonb column. */
export type Json = Prisma.InputJsonObject;
