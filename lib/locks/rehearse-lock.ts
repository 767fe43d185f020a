import type { LockLedger } from "./read-lock-ledger";

/** What a lock of this scope would do now, had it been asked for. Nothing is written. */
export interface Rehearsal {
  /** Would be locked by it: nobody in scope has a blocker. */
  readonly passes: boolean;
  readonly patients: readonly { readonly number: string; readonly blockers: number; readonly held: LockLedger["patients"][number]["held"]; readonly forms: number; readonly values: number }[];
  /** Could be locked one by one although the whole cannot. */
  readonly ready: number;
  readonly forms: number;
  readonly values: number;
}

export function rehearseLock({ patients, blockers, above }: Pick<LockLedger, "patients" | "blockers" | "above">): Rehearsal {
  const counts = new Map<string, number>();
  for (const { patient } of blockers) counts.set(patient, (counts.get(patient) ?? 0) + 1);
  const rows = patients.map(({ number, held, forms, values }) => ({ number, held, forms, values, blockers: counts.get(number) ?? 0 }));
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0);
  return { passes: blockers.length === 0 && above === null, patients: rows, ready: rows.filter((row) => row.blockers === 0 && row.held !== "lock").length, forms: sum(({ forms }) => forms), values: sum(({ values }) => values) };
}
