import "server-only";
import { refuse, type Refusal } from "@/lib/kernel/refusal";

interface DriverError { cause?: { originalCode?: string; kind?: string } }

/** PostgreSQL's own code. Prisma wraps the driver's error, except the one that comes at COMMIT, which arrives bare. */
export function sqlState(error: unknown): string | undefined {
  const { meta, cause } = (error ?? {}) as DriverError & { meta?: { driverAdapterError?: DriverError } };
  return (meta?.driverAdapterError?.cause ?? cause)?.originalCode;
}

/** What the database could not do just now, though nothing is wrong with what was asked. */
export type Trouble = "busy" | "held" | "away" | "full";

const TROUBLE_OF_STATE: readonly (readonly [RegExp, Trouble])[] = [
  [/^55P03$/, "held"],                          // lock_timeout: somebody else writes this record
  [/^(57014|25P0[34]|53300|53400|40001|40P01)$/, "busy"], // too slow, idle too long, no connection left, a conflict that came four times
  [/^(53100|53200|58030)$/, "full"],            // disk, memory, an error of the disk itself
  [/^(57P0.|08...|25006)$/, "away"],            // shutting down, starting up, connection lost; a standby that takes no writes yet
];
const TROUBLE_OF_CODE: Readonly<Record<string, Trouble>> = {
  P1001: "away", P1002: "away", P1008: "away", P1017: "away", P2024: "busy", P2028: "busy", P2034: "busy", P2037: "busy",
  ECONNREFUSED: "away", ECONNRESET: "away", ETIMEDOUT: "away", EPIPE: "away", ENOTFOUND: "away", EHOSTUNREACH: "away",
};
const TROUBLE_OF_TEXT: readonly (readonly [RegExp, Trouble])[] = [
  [/timeout exceeded when trying to connect|Query read timeout/, "busy"],
  [/Connection terminated|connection error and is not queryable|ConnectionClosed|SocketTimeout|DatabaseNotReachable/, "away"],
];

/** Null for an error that is not the database's: a mistake of ours, to be looked into. */
export function troubleOf(error: unknown): Trouble | null {
  const state = sqlState(error);
  if (state !== undefined) return TROUBLE_OF_STATE.find(([pattern]) => pattern.test(state))?.[1] ?? null;
  const { code, message = "", cause } = (error ?? {}) as { code?: string; message?: string } & DriverError;
  if (code !== undefined && TROUBLE_OF_CODE[code]) return TROUBLE_OF_CODE[code];
  const text = cause?.kind ?? message;
  return TROUBLE_OF_TEXT.find(([pattern]) => pattern.test(text) || pattern.test(message))?.[1] ?? null;
}

/** An error at COMMIT that leaves open whether it happened: everything but PostgreSQL's own refusal, and Prisma's, which came before it was sent. */
export function leavesOpen(error: unknown): boolean {
  if (error instanceof Error && error.message.includes("expired transaction")) return false;
  return sqlState(error) === undefined || troubleOf(error) === "away";
}

/** As something to tell: nothing was changed, and what to do. Null where the error is no trouble of the database. */
export function refusalOf(error: unknown): Refusal | null {
  const trouble = troubleOf(error);
  if (trouble === null) return null;
  return refuse(({ busy: "busy", held: "record_held", away: "database_away", full: "storage_full" } as const)[trouble]);
}

/** One line for who watches the server: people are told what to do, and this says what it was. */
export function reportTrouble(error: unknown, { code }: Refusal): void {
  console.error({ event: "database", told: code, code: sqlState(error) ?? (error as { code?: string }).code, error });
}
