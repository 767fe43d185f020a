/** Under a freeze no data are entered, but questions may still be settled; under a lock nothing is written at all. */
export type LockKind = "freeze" | "lock";
export type LockScope = "entry" | "visit" | "patient" | "site" | "study";

export const LOCK_WORDS: Readonly<Record<LockKind, string>> = { freeze: "frozen", lock: "locked" };

/** What a lock covers, as its row says. Null where the scope is wider. `siteId` "all" is the whole study. */
export interface LockTarget {
  readonly scope: LockScope;
  readonly siteId: string | "all";
  readonly patientId: string | null;
  readonly visitId: string | null;
  readonly entryId: string | null;
}
