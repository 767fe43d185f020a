import "server-only";
import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { refuse } from "@/lib/kernel/refusal";

/** argon2id (the library's default), 64 MiB, three passes: OWASP Password Storage Cheat Sheet, above its minimum. */
const COST = { memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 };
const AT_ONCE = 3;    // 192 MiB; more at once would be no quicker on the few threads that do the work
const WAITING_MOST = 60;

const waiting: (() => void)[] = [];
let busy = 0;

/** A flood of sign-ins costs time, never the memory of the machine. Throws `too_busy` when too many wait already. */
async function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  if (busy >= AT_ONCE) {
    if (waiting.length >= WAITING_MOST) throw refuse("too_busy");
    await new Promise<void>((done) => waiting.push(done)); // whoever leaves hands the place over
  } else busy++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next(); else busy--;
  }
}

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, COST));

let nobodys: Promise<string> | undefined;

/** Exact comparison. With no stored hash it takes the same time and says no. */
export async function isPassword(stored: string | null | undefined, given: string): Promise<boolean> {
  nobodys ??= hash(randomBytes(16), COST);
  const against = stored ?? (await nobodys);
  const right = await inTurn(() => verify(against, given));
  return right && stored != null;
}

/** Made with other parameters than today's. */
export const isOutdated = (stored: string): boolean => !stored.startsWith(`$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$`);
