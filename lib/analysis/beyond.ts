import type { TaskKind } from "./task";

/** A group of My day shows so many lines, the list of one kind so many. Of kinds that may wait by the thousand no more are read. */
export const LINES = 12;
export const LINES_OF_ONE = 300;

/** What of My day is asked for: where a site or a patient is chosen, all of it is read. */
export interface Only {
  readonly site?: string | undefined;
  readonly patient?: string | undefined;
}
export const isWhole = ({ site, patient }: Only): boolean => site === undefined && patient === undefined;

/** Of a kind at a site more waits than was read: how much, or null where that was not counted. */
export interface Beyond {
  readonly kind: TaskKind;
  readonly siteCode: string;
  readonly count: number | null;
}

export interface Counted {
  readonly count: number;
  /** True where it may be more. */
  readonly atLeast: boolean;
}

/** What was read, and what was not. */
export const countAll = (read: number, beyond: readonly Beyond[]): Counted => ({ count: beyond.reduce((sum, { count }) => sum + (count ?? 0), read), atLeast: beyond.some(({ count }) => count === null) });

/** "858", or "300+" where it may be more. */
export const sayCounted = ({ count, atLeast }: Counted): string => `${count}${atLeast ? "+" : ""}`;
