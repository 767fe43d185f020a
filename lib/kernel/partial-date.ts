import { addDays, isCalendarDate, MONTHS, type CalendarDate } from "@/lib/kernel/calendar-date";

/** As much of a date as is known: "2024", "2024-03" or "2024-03-05". Nothing unknown is ever filled in. */
export type PartialDate = string;

/** What "t" and "v" stand for while someone types. */
export interface TypingContext {
  readonly today?: CalendarDate | undefined;
  readonly visit?: CalendarDate | undefined;
}

/** True for a year, a month of a year or a day that exists. */
export function isPartialDate(text: string): text is PartialDate {
  return /^\d{4}$/.test(text) || /^\d{4}-(0[1-9]|1[0-2])$/.test(text) || isCalendarDate(text);
}

/** The first day that the date can mean: "2024-03" is 2024-03-01. */
export const earliestDay = (date: PartialDate): CalendarDate => `${date}${"-01-01".slice(date.length - 4)}`;

/** The last day that the date can mean: "2024-02" is 2024-02-29. */
export function latestDay(date: PartialDate): CalendarDate {
  if (date.length === 10) return date;
  const [year, month] = date.split("-");
  return new Date(Date.UTC(Number(year), Number(month ?? 12), 0)).toISOString().slice(0, 10);
}

/** True when the whole date is known, so that days can be counted from it. */
export const isWholeDate = (date: PartialDate): date is CalendarDate => date.length === 10;

/** "05-Mar-2024", "??-Mar-2024", "??-???-2024": what is not known is shown as not known. */
export function sayPartialDate(date: PartialDate): string {
  const [year, month, day] = date.split("-");
  return `${day ?? "??"}-${month === undefined ? "???" : MONTHS[Number(month) - 1]}-${year}`;
}

const UNKNOWN_PART = /^(un|unk|uk|nk|\?+)$/;
const PIVOT = 30;

/** Four digits stand; two digits are 1930 to 2029. Anything else is no year. */
function yearOf(part: string): string | null {
  if (/^(19|20)\d{2}$/.test(part)) return part;
  if (!/^\d{2}$/.test(part)) return null;
  return `${Number(part) < PIVOT ? "20" : "19"}${part}`;
}

const MONTH_NAMES = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/** "3", "03", "mar", "sept", "March" → "03". */
function monthOf(part: string): string | null {
  const named = part.length < 3 ? -1 : MONTH_NAMES.findIndex((name) => name.startsWith(part));
  const number = /^\d{1,2}$/.test(part) ? Number(part) : named + 1;
  return number >= 1 && number <= 12 ? String(number).padStart(2, "0") : null;
}

/** Day first. An unknown day keeps month and year, an unknown month only the year; a known day of an unknown month is nothing. */
function fromDayMonthYear(dayPart: string, monthPart: string, yearPart: string): PartialDate | null {
  const year = yearOf(yearPart);
  const dayUnknown = UNKNOWN_PART.test(dayPart);
  if (year === null) return null;
  if (UNKNOWN_PART.test(monthPart)) return dayUnknown ? year : null;

  const month = monthOf(monthPart);
  if (month === null) return null;
  if (dayUnknown) return `${year}-${month}`;
  const whole = `${year}-${month}-${dayPart.padStart(2, "0")}`;
  return isCalendarDate(whole) ? whole : null;
}

function fromParts(parts: readonly string[]): PartialDate | null {
  const [first = "", second = "", third = ""] = parts;
  if (parts.length === 1) return /^\d{4}$/.test(first) ? yearOf(first) : null;
  if (parts.length === 2 && /^\d{4}$/.test(second)) return fromDayMonthYear("un", first, second);
  if (parts.length === 3 && /^[a-z]/.test(first) && /^\d{1,2}$/.test(second) && !UNKNOWN_PART.test(first)) {
    return /^\d{4}$/.test(third) ? fromDayMonthYear(second, first, third) : null;
  }
  return parts.length === 3 ? fromDayMonthYear(first, second, third) : null;
}

const SHORTCUT = /^([tvy])([+-]\d{1,3})?$/;

function fromShortcut(text: string, { today, visit }: TypingContext): CalendarDate | null {
  const [, letter, days = "0"] = SHORTCUT.exec(text) ?? [];
  const start = letter === "v" ? visit : today;
  return letter === undefined || start === undefined ? null : addDays(start, Number(days) - (letter === "y" ? 1 : 0));
}

/**
 * Reads a date as people at a site type it: 5mar24, 5.3.24, 05-Mar-2024, 05032024, 050324, March 5, 2024, 2024-03-05, 20240305,
 * 2024-03, un mar 2024, mar 2024, 3/2024, 2024, t (today), y (yesterday), v (the visit's day), t-1. Days stand before months;
 * two-digit years are 1930 to 2029. Null when it cannot be read with certainty ("3/25/24", "mar 24"): it never guesses.
 */
export function parseTypedDate(typed: string, context: TypingContext = {}): PartialDate | null {
  const text = typed.trim().toLowerCase();
  const shortcut = fromShortcut(text.replace(/\s/g, ""), context);
  if (shortcut !== null) return shortcut;

  const [, year = "", month = "", day = ""] = /^((?:19|20)\d{2})[-/.]?(\d{1,2})?[-/.]?(\d{1,2})?$/.exec(text) ?? [];
  if (year !== "" && day !== "" && /[-/.]/.test(text)) return fromDayMonthYear(day, month, year);
  if (year !== "" && month !== "" && day === "" && /^\d{4}[-/.]/.test(text)) return fromDayMonthYear("un", month, year);
  if (/^\d{8}$/.test(text)) {
    return fromDayMonthYear(text.slice(6), text.slice(4, 6), text.slice(0, 4)) ?? fromDayMonthYear(text.slice(0, 2), text.slice(2, 4), text.slice(4));
  }
  if (/^\d{6}$/.test(text)) return fromDayMonthYear(text.slice(0, 2), text.slice(2, 4), text.slice(4));
  return fromParts(text.match(/\d+|[a-z]+|\?+/g) ?? []);
}

/** One part less of a date as typed: the day, then the month. From a blank box "un ", for month and year to follow; null when there is nothing to leave out. */
export function withUnknownPart(typed: string, context: TypingContext = {}): string | null {
  if (typed.trim() === "") return "un ";
  const date = parseTypedDate(typed, context);
  return date === null || date.length === 4 ? null : sayPartialDate(date.slice(0, date.length - 3));
}

/** Why a typed date cannot be read, where more can be said than that it cannot; null otherwise. */
export function sayUnreadable(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  if (SHORTCUT.test(text.replace(/\s/g, ""))) return text.startsWith("v") ? "No day of the visit is known yet, so “v” stands for none. Type the date." : null;
  const [, first = "", second = "", year = ""] = /^(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{2}|\d{4})$/.exec(text) ?? [];
  const swapped = Number(second) > 12 ? fromDayMonthYear(second, first, year) : null;
  if (swapped !== null) return `Days stand before months here, and there is no month ${Number(second)}. For ${sayPartialDate(swapped)} type ${Number(second)}${(MONTHS[Number(first) - 1] ?? "").toLowerCase()}${year}.`;
  const [, word = "", short = ""] = /^([a-z]{3,})[-/. ]*(\d{2})$/.exec(text) ?? [];
  const month = monthOf(word);
  return month === null ? null : `“${typed.trim()}” may be a day or a year. Type the year with four digits, for example ${MONTHS[Number(month) - 1]} 20${short}.`;
}
