import binomialCdf from "@stdlib/stats-base-dists-binomial-cdf";

/** CR rate of first salvage that the trial expected, and against which each arm was watched (Estey, Blood 1996;88:756). */
export const EXPECTED_CR_RATE = 0.14;

/** Probability of at most `successes` among `total` if each succeeded with probability `rate`. The boundary for stopping is not public. */
export function probabilityOfAtMost(successes: number, total: number, rate: number): number {
  if (!Number.isInteger(successes) || !Number.isInteger(total) || successes < 0 || successes > total) throw new RangeError(`${successes} of ${total} is not a proportion`);
  return binomialCdf(successes, total, rate);
}
