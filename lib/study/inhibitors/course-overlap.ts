import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { earliestDay, isPartialDate, latestDay, type PartialDate } from "@/lib/kernel/partial-date";

/** The days that count as "during treatment", both included. */
export interface ExposureWindow {
  readonly firstDay: CalendarDate;
  readonly lastDay: CalendarDate;
}

/** From when to when a medication was taken, as far as it is known. */
export interface TakenDates {
  readonly start: PartialDate | null;
  readonly stop: PartialDate | null;
  readonly ongoing: boolean;
}

export type Answer = "YES" | "NO" | "POSSIBLE";

const EVER_BEFORE = "0000-01-01";
const EVER_AFTER = "9999-12-31";
const known = (date: PartialDate | null): PartialDate | null => (date !== null && isPartialDate(date) ? date : null);
const earlier = (a: CalendarDate, b: CalendarDate) => (a < b ? a : b);
const later = (a: CalendarDate, b: CalendarDate) => (a > b ? a : b);

/**
 * Whether the medication was taken on at least one day of the window: YES when every reading of the partial dates says so, NO when
 * none does. A missing stop date means "not known", unless the medication is ongoing. Dates in the wrong order say NO only when
 * both lie on the same side of the window.
 */
export function overlapOf({ start, stop, ongoing }: TakenDates, { firstDay, lastDay }: ExposureWindow): Answer {
  const from = known(start);
  const to = known(stop);
  const startMin = from === null ? EVER_BEFORE : earliestDay(from);
  const startMax = from === null ? EVER_AFTER : latestDay(from);
  const stopMin = to === null ? (ongoing ? EVER_AFTER : EVER_BEFORE) : earliestDay(to);
  const stopMax = to === null || ongoing ? EVER_AFTER : latestDay(to);
  if (stopMax < startMin) return (stopMin > lastDay && startMin > lastDay) || (stopMax < firstDay && startMax < firstDay) ? "NO" : "POSSIBLE";
  if (startMin > lastDay || stopMax < firstDay) return "NO";
  const startLatest = earlier(startMax, stopMax);
  const stopEarliest = later(stopMin, startMin);
  return startLatest <= lastDay && stopEarliest >= firstDay ? "YES" : "POSSIBLE";
}
