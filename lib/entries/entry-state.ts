import type { Progress } from "./entry";

/** What an icon shows of one form, from least to most settled. */
export const ENTRY_STATES = ["not_started", "in_progress", "complete", "not_done", "verified", "signed", "locked"] as const;
export type EntryState = (typeof ENTRY_STATES)[number];

export interface EntryFacts {
  readonly progress: Progress;
  /** Values recorded, and how many of them are verified against source at this moment. */
  readonly answered: number;
  readonly verified: number;
  readonly signed: boolean;
  readonly locked: boolean;
}

export function entryState({ progress, answered, verified, signed, locked }: EntryFacts): EntryState {
  if (locked) return "locked";
  if (progress !== "complete") return progress;
  if (signed) return "signed";
  return answered > 0 && verified >= answered ? "verified" : "complete";
}

/** A form in a visit. One that the visit can do without is missed by nobody until something is entered in it. */
export interface FormOfVisit {
  readonly state: EntryState;
  readonly recorded: boolean;
  readonly optional: boolean;
}

/** The forms that count: all that were begun, and the empty ones without which the visit is not complete. */
export const formsThatCount = <Entry extends FormOfVisit>(entries: readonly Entry[]): readonly Entry[] => entries.filter(({ optional, recorded }) => !optional || recorded);

/** A parent shows its least settled child; a form that was not done does not hold the others back. */
export function rollUp(states: readonly EntryState[]): EntryState {
  if (states.length === 0) return "not_started";
  const settled = states.filter((state) => state !== "not_done");
  if (settled.length === 0) return "not_done";
  const rank = (state: EntryState) => ENTRY_STATES.indexOf(state);
  if (settled.some((state) => state !== "not_started") && settled.includes("not_started")) return "in_progress";
  return settled.reduce((least, state) => (rank(state) < rank(least) ? state : least));
}
