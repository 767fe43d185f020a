import hypergeometric from "@stdlib/stats-base-dists-hypergeometric-pmf";

/** Responders among all patients of one group. */
export interface Group {
  readonly successes: number;
  readonly total: number;
}

export interface FisherResult {
  /** Sum of the probabilities of all tables that are at most as likely as the one observed. */
  readonly twoSided: number;
  /** Probability of as few successes in the first group, or fewer. */
  readonly firstLower: number;
  /** Probability of as many successes in the first group, or more. */
  readonly firstHigher: number;
}

/** Tables that are equally likely in theory differ by rounding; R's fisher.test allows the same. */
const RELATIVE_TOLERANCE = 1e-7;

/** Fisher's exact test of a 2 × 2 table with fixed margins. Throws when a group holds more successes than patients. */
export function fisherExact(first: Group, second: Group): FisherResult {
  for (const { successes, total } of [first, second]) {
    if (!Number.isInteger(successes) || !Number.isInteger(total) || successes < 0 || successes > total) throw new RangeError(`${successes} of ${total} is not a proportion`);
  }
  const patients = first.total + second.total;
  const successes = first.successes + second.successes;
  const fewest = Math.max(0, successes - second.total);
  const most = Math.min(first.total, successes);
  const tables = Array.from({ length: most - fewest + 1 }, (_, index) => ({
    inFirst: fewest + index,
    probability: hypergeometric(fewest + index, patients, successes, first.total),
  }));
  const observed = tables[first.successes - fewest]?.probability ?? 1;
  const sum = (some: typeof tables) => Math.min(1, some.reduce((total, { probability }) => total + probability, 0));
  return {
    twoSided: sum(tables.filter(({ probability }) => probability <= observed * (1 + RELATIVE_TOLERANCE))),
    firstLower: sum(tables.filter(({ inFirst }) => inFirst <= first.successes)),
    firstHigher: sum(tables.filter(({ inFirst }) => inFirst >= first.successes)),
  };
}
