/** One time observed in whole days, and whether it ended in the event. */
export interface ObservedTime {
  readonly days: number;
  readonly event: boolean;
}

/** The estimate from one event time until the next, as fractions of 1. The interval is null where the variance is not defined. */
export interface SurvivalStep {
  readonly days: number;
  readonly atRisk: number;
  readonly events: number;
  readonly survival: number;
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface SurvivalEstimate {
  readonly patients: number;
  readonly events: number;
  /** One step per day with an event, in order. */
  readonly steps: readonly SurvivalStep[];
  /** The last day on which anybody was still observed; beyond it nothing is estimated. Null without patients. */
  readonly observedUntil: number | null;
}

/** 97.5th percentile of the standard normal distribution: two-sided 95 % intervals. */
const Z = 1.959963984540054;
/** Products of fractions miss 1/2 by rounding; closer than this is 1/2. */
const TOLERANCE = 1e-12;

/**
 * The product-limit estimate of Kaplan and Meier with Greenwood's variance and log-log 95 % intervals, which stay between 0 and 1.
 * Times censored on the day of an event are at risk on it. Throws a RangeError for a time that is no whole number of days from 0 on.
 */
export function kaplanMeier(times: readonly ObservedTime[]): SurvivalEstimate {
  for (const { days } of times) if (!Number.isInteger(days) || days < 0) throw new RangeError(`${days} is no number of days`);
  const inOrder = times.toSorted((one, other) => one.days - other.days);
  const steps: SurvivalStep[] = [];
  let [survival, greenwood, before] = [1, 0, 0];
  while (before < inOrder.length) {
    const days = inOrder[before]?.days ?? 0;
    const after = inOrder.findIndex((one, at) => at >= before && one.days > days);
    const onDay = inOrder.slice(before, after === -1 ? undefined : after);
    const events = onDay.filter(({ event }) => event).length;
    const atRisk = inOrder.length - before;
    if (events > 0) {
      survival *= (atRisk - events) / atRisk;
      greenwood += events / (atRisk * (atRisk - events));
      steps.push({ days, atRisk, events, survival, ...logLogInterval(survival, greenwood) });
    }
    before += onDay.length;
  }
  return { patients: times.length, events: times.filter(({ event }) => event).length, steps, observedUntil: inOrder.at(-1)?.days ?? null };
}

/** survival ^ exp(± z · se(log(−log S))). Nothing is said of 0 and 1, where the variance of the logarithm is not defined. */
function logLogInterval(survival: number, greenwood: number): Pick<SurvivalStep, "lower" | "upper"> {
  if (survival <= 0 || survival >= 1) return { lower: null, upper: null };
  const spread = (Z * Math.sqrt(greenwood)) / Math.abs(Math.log(survival));
  return { lower: survival ** Math.exp(spread), upper: survival ** Math.exp(-spread) };
}

/** The estimate on a day; null beyond the last observation, and without patients. Before the first event everybody is free of it. */
export function survivalAt({ steps, observedUntil }: SurvivalEstimate, days: number): Pick<SurvivalStep, "survival" | "lower" | "upper"> | null {
  const step = steps.findLast((one) => one.days <= days);
  if (observedUntil === null || (days > observedUntil && step?.survival !== 0)) return null;
  return step ?? { survival: 1, lower: null, upper: null };
}

/** How many are observed for at least so long. */
export const atRiskOn = (times: readonly ObservedTime[], days: number): number => times.filter((time) => time.days >= days).length;

/** The first day on which the estimate is at most one half, with the days on which the ends of its interval are; null where it never falls so far. */
export function medianSurvival({ steps }: SurvivalEstimate): { readonly days: number | null; readonly lower: number | null; readonly upper: number | null } {
  const firstAtHalf = (of: (step: SurvivalStep) => number | null) => steps.find((step) => (of(step) ?? 1) <= 0.5 + TOLERANCE)?.days ?? null;
  return { days: firstAtHalf(({ survival }) => survival), lower: firstAtHalf(({ lower }) => lower), upper: firstAtHalf(({ upper }) => upper) };
}
