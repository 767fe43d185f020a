import type { Decimal } from "decimal.js";
import { daysBetween, sayDate } from "@/lib/kernel/calendar-date";
import { figure, perMicrolitre } from "@/lib/study/response/blood-count";
import type { BloodReading, MarrowReading, ResponseInput } from "@/lib/study/response/response-input";
import type { CountBound } from "@/lib/study/response/response-profiles";
import { responseParameters } from "@/lib/study/response/response-profiles";

/** The blood values that may be held against the marrow, per µL and in per cent; null is unknown. */
export interface UsableCounts {
  readonly neutrophils: Decimal | null;
  /** True when the neutrophils were computed from the white cells. */
  readonly neutrophilsDerived: boolean;
  readonly platelets: Decimal | null;
  readonly blastsPct: Decimal | null;
  readonly outOfWindow: boolean;
  /** Why none of the values may be used; null when they may. */
  readonly unusableBecause: string | null;
}

/** Reads the counts against a profile's bounds: out of the window, or of a day that nobody wrote down, they say nothing (row 0). */
export function usableCounts(input: ResponseInput, bound: CountBound): UsableCounts {
  const unusableBecause = whyUnusable(input);
  const outOfWindow = isOutOfWindow(input);
  if (unusableBecause !== null) {
    return { neutrophils: null, neutrophilsDerived: false, platelets: null, blastsPct: null, outOfWindow, unusableBecause };
  }
  const { anc, platelets, blastsPct } = input.blood;
  const reported = perMicrolitre(anc);
  const derived = reported === null ? derivedNeutrophils(input.blood, bound) : null;
  return {
    neutrophils: reported ?? derived,
    neutrophilsDerived: derived !== null,
    platelets: perMicrolitre(platelets),
    blastsPct: figure(blastsPct),
    outOfWindow,
    unusableBecause: null,
  };
}

function isOutOfWindow({ marrow, blood }: ResponseInput): boolean {
  if (!wasTaken(marrow) || marrow.date === null || blood.date === null) return false;
  return Math.abs(daysBetween(marrow.date, blood.date)) > responseParameters.countsWithinDays.value;
}

/** Counts stand beside a marrow; where none was taken, or nobody wrote anything about one, they stand alone. */
const wasTaken = ({ done, date, blastPct }: MarrowReading) => done === "Y" || (done === null && (date !== null || blastPct !== null));

function whyUnusable(input: ResponseInput): string | null {
  const { marrow, blood } = input;
  if (isOutOfWindow(input)) {
    const days = responseParameters.countsWithinDays.value;
    return `The counts of ${sayDate(blood.date ?? "")} are more than ${days} days from the marrow of ${sayDate(marrow.date ?? "")}`;
  }
  if (!wasTaken(marrow)) return null;
  if (marrow.date === null) return "The date of the marrow is missing, so the counts cannot be placed beside it";
  if (blood.date === null) return "The date of the counts is missing, so they cannot be placed beside the marrow";
  return null;
}

/**
 * Neutrophils per µL = white cells × (neutrophils + bands) / 100.
 * Without the bands the neutrophils alone are a lower limit: enough to pass the bound, never to fail it.
 */
function derivedNeutrophils(blood: BloodReading, bound: CountBound): Decimal | null {
  const white = perMicrolitre(blood.wbc);
  const segmented = figure(blood.neutrophilsPct);
  if (white === null || segmented === null) return null;
  const bands = figure(blood.bandsPct);
  const count = white.times(segmented.plus(bands ?? 0)).dividedBy(100);
  return bands !== null || meets(count, bound) ? count : null;
}

export const meets = (count: Decimal, { relation, perMicrolitre: limit }: CountBound): boolean =>
  relation === "above" ? count.greaterThan(limit) : count.greaterThanOrEqualTo(limit);
