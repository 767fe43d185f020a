import { daysBetween, sayDate, type CalendarDate } from "./calendar-date";

/** Beyond so many days a number of days says nothing any more: the day itself does. */
export const COUNTED_DAYS = 90;

/** "today", "3 d", "since 12-Feb-2007": how long something has waited. */
export function sayAge(since: CalendarDate, today: CalendarDate): string {
  const days = daysBetween(since, today);
  if (days <= 0) return "today";
  return days > COUNTED_DAYS ? `since ${sayDate(since)}` : `${days} d`;
}

/** "3 d late", "late since 12-Feb-2007"; `since` is the first day that was too late. */
export function sayLate(since: CalendarDate, today: CalendarDate): string {
  const days = daysBetween(since, today) + 1;
  return days > COUNTED_DAYS ? `late since ${sayDate(since)}` : `${days} d late`;
}
