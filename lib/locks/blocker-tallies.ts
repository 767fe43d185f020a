import { OWNERS, type BlockerKind, type Owner } from "./blocker-words";

/** How many blockers of one kind and owner a patient has. */
export interface BlockerTally {
  readonly patient: string;
  readonly kind: BlockerKind;
  readonly owner: Owner;
  readonly count: number;
  /** Whole days since the oldest came up; null when nobody can say of any. */
  readonly oldestDays: number | null;
}

/** Which blockers are asked for, and under what they are listed. */
export interface BlockerChoice {
  readonly owner?: Owner | undefined;
  readonly kind?: BlockerKind | undefined;
  readonly by?: "owner" | "patient" | undefined;
}

/** Under one owner or one patient: all that are there, and as many of them as are shown. */
export interface BlockerGroup<Line> {
  /** An owner, or a patient's number. */
  readonly of: string;
  readonly count: number;
  readonly lines: readonly Line[];
}

/** Of a site or the study a group shows so many, and so many where one owner or kind is chosen; by patient so many patients. */
export const LINES_A_GROUP = 25;
export const LINES_OF_CHOICE = 100;
export const PATIENTS_SHOWN = 25;

const DAY_MS = 86_400_000;
/** Whole days since then; null when nobody can say. */
export const ageDaysOf = (since: Date | null, now: Date): number | null => (since === null ? null : Math.max(0, Math.floor((now.getTime() - since.getTime()) / DAY_MS)));

/** Oldest first; what has no age comes last. */
export const byAge = (one: number | null, other: number | null): number => (other ?? -1) - (one ?? -1);
export const inOrder = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Only these. */
export const chosenOf = <Of extends { readonly owner: Owner; readonly kind: BlockerKind }>(all: readonly Of[], { owner, kind }: BlockerChoice): readonly Of[] =>
  all.filter((one) => (owner === undefined || one.owner === owner) && (kind === undefined || one.kind === kind));

export const countOf = (tallies: readonly BlockerTally[]): number => tallies.reduce((sum, { count }) => sum + count, 0);

/** Blockers that were all read, counted. */
export function talliesOf(blockers: readonly Omit<BlockerTally & { readonly ageDays: number | null }, "count" | "oldestDays">[]): readonly BlockerTally[] {
  const tallies = new Map<string, BlockerTally>();
  for (const { patient, kind, owner, ageDays } of blockers) {
    const [key, known] = [`${patient} ${kind} ${owner}`, tallies.get(`${patient} ${kind} ${owner}`)];
    tallies.set(key, { patient, kind, owner, count: (known?.count ?? 0) + 1, oldestDays: known === undefined || byAge(ageDays, known.oldestDays) < 0 ? ageDays : known.oldestDays });
  }
  return [...tallies.values()];
}

/**
 * The patients with the first lines of every group: of each owner, those whose oldest blocker is the oldest. So many patients have so many lines at least, none of which comes after a line of anybody else.
 */
export function patientsOfFirst(tallies: readonly BlockerTally[], choice: BlockerChoice): readonly string[] {
  const chosen = chosenOf(tallies, choice);
  if (choice.by === "patient") return [...new Set(chosen.map(({ patient }) => patient))].toSorted().slice(0, PATIENTS_SHOWN);
  const found = OWNERS.flatMap((owner) => {
    const oldest = new Map<string, number | null>();
    for (const tally of chosen) if (tally.owner === owner && !(byAge(tally.oldestDays, oldest.get(tally.patient) ?? null) > 0)) oldest.set(tally.patient, tally.oldestDays);
    return [...oldest].toSorted((one, other) => byAge(one[1], other[1]) || inOrder(one[0], other[0])).slice(0, linesOf(choice)).map(([patient]) => patient);
  });
  return [...new Set(found)];
}

const linesOf = ({ owner, kind }: BlockerChoice): number => (owner === undefined && kind === undefined ? LINES_A_GROUP : LINES_OF_CHOICE);

/** What was counted, with those lines of it that are shown; `lines` in their order, those of `patientsOfFirst` at least. `whole`: all of them are shown. */
export function groupBlockers<Line extends { readonly patient: string; readonly owner: Owner; readonly kind: BlockerKind }>(tallies: readonly BlockerTally[], lines: readonly Line[], choice: BlockerChoice, whole: boolean): readonly BlockerGroup<Line>[] {
  const [counted, shown] = [chosenOf(tallies, choice), chosenOf(lines, choice)];
  const most = whole ? Infinity : choice.by === "patient" ? LINES_A_GROUP : linesOf(choice);
  const of = choice.by === "patient" ? (one: { readonly patient: string }) => one.patient : (one: { readonly owner: Owner }) => one.owner;
  const keys = choice.by === "patient" ? patientsOfFirst(tallies, choice) : OWNERS;
  const at = (one: BlockerTally | Line): string => (of as (one: BlockerTally | Line) => string)(one);
  return keys.map((key) => ({ of: key, count: countOf(counted.filter((one) => at(one) === key)), lines: shown.filter((one) => at(one) === key).slice(0, most) })).filter(({ count }) => count > 0);
}
