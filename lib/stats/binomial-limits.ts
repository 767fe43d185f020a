import binomialCdf from "@stdlib/stats-base-dists-binomial-cdf";

/** Counts from `lower` to `upper`, both included, are inside. */
export interface CountLimits {
  readonly lower: number;
  readonly upper: number;
}

/**
 * The exact binomial control limits of a count of `total` at a rate (a fraction of 1): with no difference at all a count falls below with a
 * probability of at most (1 − coverage) / 2, and above likewise. Throws when the arguments are no trial.
 * Source: Spiegelhalter, Funnel plots for comparing institutional performance, Stat Med 2005; 24:1185, without its interpolation.
 */
export function binomialLimits(total: number, rate: number, coverage: number): CountLimits {
  if (!Number.isInteger(total) || total < 1 || !(rate >= 0 && rate <= 1) || !(coverage > 0 && coverage < 1)) throw new RangeError(`${total} at ${rate} is no trial`);
  const tail = (1 - coverage) / 2;
  return { lower: firstWhere(total, (count) => binomialCdf(count, total, rate) > tail), upper: firstWhere(total, (count) => binomialCdf(count, total, rate) >= 1 - tail) };
}

/** The smallest count from 0 to `total` for which it holds; from there on it holds for all. */
function firstWhere(total: number, holds: (count: number) => boolean): number {
  let [from, to] = [0, total];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
