/** A calendar day as ISO 8601, "2024-03-05". Such strings order as the days do. No zone, no clock. */
export type CalendarDate = string;

const DAY_MS = 86_400_000;
export const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

const atNoon = (date: CalendarDate) => Date.parse(`${date}T12:00:00Z`);
const isoDay = (instant: number) => new Date(instant).toISOString().slice(0, 10);

/** True for a day that exists: "2023-02-29" does not. */
export function isCalendarDate(text: string): text is CalendarDate {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Number(text.slice(8)) : 0;
  return day >= 1 && day <= daysIn(Number(text.slice(0, 4)), Number(text.slice(5, 7)));
}

/** Days of a month, 0 for a month that does not exist; arithmetic, because every rule asks this of every date. */
function daysIn(year: number, month: number): number {
  if (month < 1 || month > 12) return 0;
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Whole days from one day to another; the same day is 0, backwards is negative. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number => Math.round((atNoon(to) - atNoon(from)) / DAY_MS);

export const addDays = (date: CalendarDate, days: number): CalendarDate => isoDay(atNoon(date) + days * DAY_MS);

/** The same day of the month `months` later, or that month's last day when it is shorter (31 Jan + 1 month = 28 or 29 Feb). */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return isoDay(Date.UTC(year, month - 1 + months, Math.min(day, lastDay), 12));
}

/** Study day of a date: the first day of treatment is D1, the day before it D−1; there is no day 0 (SDTM IG 4.4.4). */
export function studyDay(first: CalendarDate, date: CalendarDate): number {
  const days = daysBetween(first, date);
  return days >= 0 ? days + 1 : days;
}

/** "D1", "D−2" with a true minus. */
export const sayStudyDay = (day: number): string => `D${day < 0 ? "−" : ""}${Math.abs(day)}`;

/** "21-Oct-2024", as every screen and document shows it. */
export function sayDate(date: CalendarDate): string {
  const [year, month, day] = date.split("-");
  return `${day}-${MONTHS[Number(month) - 1]}-${year}`;
}
