import { remembered } from "./remembered";

/** A calendar day as ISO 8601, "2024-03-05". Such strings order as the days do. No zone, no clock. */
export type CalendarDate = string;

const DAY_MS = 86_400_000;
export const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** A study knows few days, and every rule asks for them again and again. */
const MOST_DAYS = 20_000;
const atNoon = remembered((date: CalendarDate) => date, (date) => Date.parse(`${date}T12:00:00Z`), MOST_DAYS);
const isoDay = remembered((instant: number) => instant, (instant) => new Date(instant).toISOString().slice(0, 10), MOST_DAYS);

/** True for a day that exists: "2023-02-29" does not. */
export function isCalendarDate(text: string): text is CalendarDate {
  return text.length === 10 && isDay(text);
}

const isDay = remembered((text: string) => text, (text) => {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Number(text.slice(8)) : 0;
  return day >= 1 && day <= daysIn(Number(text.slice(0, 4)), Number(text.slice(5, 7)));
}, MOST_DAYS);

/** Days of a month, 0 for a month that does not exist. */
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
