import { Decimal } from "decimal.js";

/** What was given against the plan, in dose and in time. Times in one unit of the caller's choice. */
export interface IntensityInputs {
  readonly plannedMg: string;
  readonly givenMg: string;
  readonly plannedTime: number;
  readonly actualTime: number;
}

export interface DoseIntensity {
  /** Dose part × time part, in per cent, to 1 decimal: "91.7". */
  readonly relativePct: string;
  /** Given of planned dose: the dose ratio of a fixed course. */
  readonly dosePct: string;
  /** Planned of actual time: below 100 when the course took longer than planned. */
  readonly timePct: string;
}

const percent = (part: Decimal): string => part.times(100).toFixed(1, Decimal.ROUND_HALF_UP);

/**
 * Relative dose intensity = (given / actual time) / (planned / planned time); Hryniuk and Bush 1984. A course that ended early
 * counts its planned time, so that what is missing lowers it. Null without a planned dose or time.
 */
export function doseIntensity({ plannedMg, givenMg, plannedTime, actualTime }: IntensityInputs): DoseIntensity | null {
  const planned = new Decimal(plannedMg);
  if (!planned.greaterThan(0) || plannedTime <= 0) return null;
  const time = Math.max(plannedTime, actualTime);
  const dose = new Decimal(givenMg).dividedBy(planned);
  const relative = new Decimal(givenMg).times(plannedTime).dividedBy(planned.times(time));
  return { relativePct: percent(relative), dosePct: percent(dose), timePct: percent(new Decimal(plannedTime).dividedBy(time)) };
}
