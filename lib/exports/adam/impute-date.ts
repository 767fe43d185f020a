import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { earliestDay, isWholeDate, latestDay, type PartialDate } from "@/lib/kernel/partial-date";

/** "D": the day was imputed, "M": month and day; null: nothing was (ADaM's DATEFL). */
export interface AnalysisDate {
  readonly on: CalendarDate | null;
  readonly flag: "D" | "M" | null;
}

const flagOf = (date: PartialDate): AnalysisDate["flag"] => ({ 4: "M", 7: "D" } as const)[date.length as 4 | 7] ?? null;

/**
 * The start of an event: of a partial date the first day that it can be, but the first day of treatment where that is one of them and the event
 * cannot have been over before it: an event that may have begun under treatment counts as begun under it. A date of which nothing is known stays empty.
 */
export function imputedStart(start: PartialDate | null, end: PartialDate | null, firstDose: CalendarDate | null): AnalysisDate {
  if (start === null) return { on: null, flag: null };
  const [first, last] = [earliestDay(start), latestDay(start)];
  const isUnderTreatment = firstDose !== null && first <= firstDose && firstDose <= last && (end === null || latestDay(end) >= firstDose);
  return { on: isUnderTreatment ? firstDose : first, flag: flagOf(start) };
}

/** The end of an event: of a partial date the last day that it can be, but never after death nor before the start. */
export function imputedEnd(end: PartialDate | null, start: CalendarDate | null, death: CalendarDate | null): AnalysisDate {
  if (end === null) return { on: null, flag: null };
  if (isWholeDate(end)) return { on: end, flag: null };
  const last = latestDay(end);
  const alive = death !== null && death < last && death >= earliestDay(end) ? death : last;
  return { on: start !== null && alive < start && start <= last ? start : alive, flag: flagOf(end) };
}
