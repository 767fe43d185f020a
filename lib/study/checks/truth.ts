import type { Truth } from "@/lib/crf/condition";
import { daysBetween, type CalendarDate } from "@/lib/kernel/calendar-date";
import { earliestDay, latestDay, type PartialDate } from "@/lib/kernel/partial-date";

type Present<Values extends readonly unknown[]> = { readonly [Index in keyof Values]: NonNullable<Values[Index]> };

/** Unknown while any value is missing; otherwise what the rule says of them. */
export function whenKnown<const Values extends readonly unknown[]>(values: Values, holds: (...values: Present<Values>) => boolean): Truth {
  if (values.some((value) => value === null || value === undefined)) return "unknown";
  return holds(...(values as Present<Values>)) ? "yes" : "no";
}

/** No only when the first date is certainly later: an unknown day or month gets the benefit of the doubt. */
export const notAfter = (first: PartialDate | null, second: PartialDate | null): Truth =>
  whenKnown([first, second], (one, other) => earliestDay(one) <= latestDay(other));

export const withinDays = (first: CalendarDate | null, second: CalendarDate | null, days: number): Truth =>
  whenKnown([first, second], (one, other) => Math.abs(daysBetween(one, other)) <= days);
