import betaQuantile from "@stdlib/stats-base-dists-beta-quantile";

export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** The exact (Clopper–Pearson) two-sided interval of a proportion, as fractions of 1. Throws when the counts cannot be a proportion. */
export function exactInterval(successes: number, total: number, confidence = 0.95): Interval {
  if (!Number.isInteger(successes) || !Number.isInteger(total) || successes < 0 || total < 1 || successes > total) {
    throw new RangeError(`${successes} of ${total} is not a proportion`);
  }
  const tail = (1 - confidence) / 2;
  return {
    lower: successes === 0 ? 0 : betaQuantile(tail, successes, total - successes + 1),
    upper: successes === total ? 1 : betaQuantile(1 - tail, successes + 1, total - successes),
  };
}
