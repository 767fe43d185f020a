import { exactInterval, type Interval } from "@/lib/stats/proportion-interval";

/** Fewer closed queries than this say nothing about a check. */
export const NOISE_NEEDS_CLOSED = 10;
/** A check is named when even the lower end of the interval lies above this share. */
export const NOISE_ABOVE = 0.5;

export interface Noise {
  /** Closed without a change of data, of those closed; a fraction of 1. */
  readonly share: number;
  /** Exact (Clopper–Pearson), 95 %. */
  readonly interval: Interval;
  /** To be looked at for retirement: it asks, people answer, and the data stay. */
  readonly isCandidate: boolean;
}

/** How much of what was asked led to nothing. Null where nothing is closed. */
export function noiseOf(closedUnchanged: number, closed: number): Noise | null {
  if (closed === 0) return null;
  const interval = exactInterval(closedUnchanged, closed);
  return { share: closedUnchanged / closed, interval, isCandidate: closed >= NOISE_NEEDS_CLOSED && interval.lower > NOISE_ABOVE };
}
