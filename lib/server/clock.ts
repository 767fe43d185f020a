import "server-only";
import { authDb } from "./db";

/** Seconds by which two clocks may differ before somebody has to look. Half of what a one-time code allows would already be felt. */
const TOLERATED = 2;
const LOOK_AGAIN = 5_000; // ms

let last: { readonly at: number; readonly seconds: Promise<number> } | null = null;

/**
 * Seconds by which the application's clock is ahead of the database's (negative: behind), looked at every five seconds at most;
 * 0 within what is tolerated. The trail, sessions and one-time codes go by the database's clock; days that pages call today by the application's.
 */
export function clockDifference(): Promise<number> {
  const at = performance.now();
  if (last === null || at - last.at > LOOK_AGAIN) last = { at, seconds: look() };
  return last.seconds;
}

async function look(): Promise<number> {
  const before = Date.now();
  const [{ now } = { now: before }] = await authDb.$queryRaw<{ now: number }[]>`SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now`;
  const after = Date.now();
  const beyond = Math.max(before - now, now - after, 0); // however long the question took, it was answered between the two
  if (beyond <= TOLERATED * 1_000) return 0;
  console.error({ event: "clocks differ", told: `${Math.round(((before + after) / 2 - now) / 100) / 10} s` });
  return ((before + after) / 2 - now) / 1_000;
}

/** For whoever asks whether this instance serves: whether it reaches its database, and whether somebody should look at it. */
export async function health(): Promise<{ readonly ok: boolean; readonly attention: boolean }> {
  try {
    return { ok: true, attention: (await clockDifference()) !== 0 };
  } catch (error) {
    last = null;
    console.error({ event: "health", error });
    return { ok: false, attention: true };
  }
}
