import { countOf } from "./blocker-tallies";
import type { LockLedger } from "./read-lock-ledger";

/** What would refuse a lock now, in the order in which the act asks. */
export type LockRefusal =
  | { readonly kind: "already_locked" }
  | { readonly kind: "locked_above"; readonly what: string }
  | { readonly kind: "blockers"; readonly count: number; readonly patients: number }
  | { readonly kind: "not_frozen" | "signed_since"; readonly patients: number };

/** What a lock of this scope would do now, had data management asked for it. Nothing is written. */
export interface Rehearsal {
  /** Everything that the act, or the database, would say no to; empty when it would lock. */
  readonly refusals: readonly LockRefusal[];
  readonly patients: readonly { readonly number: string; readonly blockers: number; readonly lacks: LockLedger["patients"][number]["lacks"]; readonly held: LockLedger["patients"][number]["held"] }[];
  /** Could be locked one by one although the whole cannot. */
  readonly ready: number;
}

type Rehearsed = Pick<LockLedger, "patients" | "tallies" | "above" | "state">;

/** Says of a ledger what `placeLock` and the guard of app.lock would say of its scope. */
export function rehearseLock(ledger: Rehearsed): Rehearsal {
  const counts = new Map<string, number>();
  for (const { patient, count } of ledger.tallies) counts.set(patient, (counts.get(patient) ?? 0) + count);
  const rows = ledger.patients.map(({ number, held, lacks }) => ({ number, held, lacks, blockers: counts.get(number) ?? 0 }));
  return {
    refusals: refusalsOf(ledger, counts.size), patients: rows,
    ready: rows.filter(({ blockers, lacks, held }) => blockers === 0 && lacks === null && held !== "lock").length,
  };
}

function refusalsOf({ patients, tallies, above, state }: Rehearsed, blocked: number): readonly LockRefusal[] {
  const lacking = (kind: "not_frozen" | "signed_since") => ({ kind, patients: patients.filter(({ lacks }) => lacks === kind).length });
  return [
    ...(state === "lock" ? [{ kind: "already_locked" } as const] : []),
    ...(above === null ? [] : [{ kind: "locked_above", what: above.what } as const]),
    ...(blocked === 0 ? [] : [{ kind: "blockers", count: countOf(tallies), patients: blocked } as const]),
    ...[lacking("not_frozen"), lacking("signed_since")].filter((refusal) => refusal.patients > 0),
  ];
}
