import { addDays, daysBetween, isCalendarDate, type CalendarDate } from "@/lib/kernel/calendar-date";

const MINUTE_MS = 60_000;
export const MINUTES_PER_HOUR = 60;

/** A stretch of time in minutes of the wall clock; `to` is no longer in it. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Minutes on the site's clock of "YYYY-MM-DDTHH:MM", for differences only; null for what is no such time. */
export function wallMinutes(time: string | null): number | null {
  if (time === null || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(time) || !isCalendarDate(time.slice(0, 10))) return null;
  const instant = Date.parse(`${time}Z`);
  return Number.isNaN(instant) ? null : instant / MINUTE_MS;
}

/** The calendar days from the one to the other, both included. */
export const daysFrom = (first: CalendarDate, last: CalendarDate): readonly CalendarDate[] =>
  Array.from({ length: Math.max(0, daysBetween(first, last) + 1) }, (_, day) => addDays(first, day));

/** A calendar day, from midnight to midnight. */
export function dayStretch(date: CalendarDate): Stretch {
  const from = Date.parse(`${date}T00:00Z`) / MINUTE_MS;
  return { from, to: from + 24 * MINUTES_PER_HOUR };
}

export const overlapMinutes = (one: Stretch, other: Stretch): number => Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from));

/** Stretches that touch or overlap become one; none is counted twice. */
export function merged(stretches: readonly Stretch[]): readonly Stretch[] {
  const whole: Stretch[] = [];
  for (const next of stretches.toSorted((one, other) => one.from - other.from || one.to - other.to)) {
    const last = whole.at(-1);
    if (last !== undefined && next.from <= last.to) whole[whole.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    else whole.push(next);
  }
  return whole;
}

/** "96 h", "94 h 30 min", "45 min". */
export function sayMinutes(minutes: number): string {
  const [hours, rest] = [Math.trunc(minutes / MINUTES_PER_HOUR), minutes % MINUTES_PER_HOUR];
  return [...(hours > 0 || rest === 0 ? [`${hours} h`] : []), ...(rest > 0 ? [`${rest} min`] : [])].join(" ");
}
