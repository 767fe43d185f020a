import { isCalendarDate, type CalendarDate } from "@/lib/kernel/calendar-date";

/** How a date of digits with slashes is meant. */
export type DayOrder = "day_first" | "month_first";

export type DayText =
  | { readonly kind: "day"; readonly day: CalendarDate; readonly time: string | null; readonly order: DayOrder | null }
  /** 03/04/2024: 3 April, or 4 March. */
  | { readonly kind: "ambiguous"; readonly dayFirst: CalendarDate; readonly monthFirst: CalendarDate }
  | { readonly kind: "none" };

const MONTHS = ["jan", "feb", "mar|mär|mrz|maer", "apr", "may|mai", "jun", "jul", "aug", "sep", "oct|okt", "nov", "dec|dez"];
const MONTH = `(?:${MONTHS.join("|")})`;
const FORMS = {
  iso: /(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/,
  yearFirst: /(?<!\d)(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)/,
  dotted: /(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?!\d)/,
  slashed: /(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(?!\d)/,
  named: new RegExp(`(?<!\\d)(\\d{1,2})[\\s.-]*(${MONTH})[a-zä]*[\\s.,-]*(\\d{4}|\\d{2})(?!\\d)`, "i"),
  monthNamed: new RegExp(`(${MONTH})[a-zä]*[\\s.]*(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})`, "i"),
  compact: /^(\d{4})(\d{2})(\d{2})$/,
};
const PIVOT = 30;

const fullYear = (year: string) => (year.length === 4 ? year : `${Number(year) < PIVOT ? "20" : "19"}${year}`);
const monthNumber = (name: string) => MONTHS.findIndex((names) => names.split("|").some((each) => name.toLowerCase().startsWith(each))) + 1;

function day(year: string, month: string | number, date: string): CalendarDate | null {
  const iso = `${fullYear(year)}-${String(month).padStart(2, "0")}-${date.padStart(2, "0")}`;
  return isCalendarDate(iso) ? iso : null;
}

function parts(text: string, order: DayOrder | null): DayText | CalendarDate | null {
  const [iso, yearFirst, dotted, named, monthNamed, compact] = [FORMS.iso, FORMS.yearFirst, FORMS.dotted, FORMS.named, FORMS.monthNamed, FORMS.compact].map((form) => form.exec(text));
  if (iso) return day(iso[1]!, iso[2]!, iso[3]!);
  if (yearFirst) return day(yearFirst[1]!, yearFirst[2]!, yearFirst[3]!);
  if (dotted) return day(dotted[3]!, dotted[2]!, dotted[1]!);
  if (named) return day(named[3]!, monthNumber(named[2]!), named[1]!);
  if (monthNamed) return day(monthNamed[3]!, monthNumber(monthNamed[1]!), monthNamed[2]!);
  if (compact) return day(compact[1]!, compact[2]!, compact[3]!);
  const slashed = FORMS.slashed.exec(text);
  return slashed === null ? null : fromSlashes(slashed, order);
}

function fromSlashes([, one = "", other = "", year = ""]: RegExpExecArray, order: DayOrder | null): DayText | null {
  const [dayFirst, monthFirst] = [day(year, other, one), day(year, one, other)];
  if (dayFirst !== null && monthFirst !== null && dayFirst !== monthFirst && order === null) return { kind: "ambiguous", dayFirst, monthFirst };
  const chosen = dayFirst === null || monthFirst === null ? (dayFirst ?? monthFirst) : order === "month_first" ? monthFirst : dayFirst;
  if (chosen === null) return null;
  return { kind: "day", day: chosen, time: null, order: dayFirst === null ? "month_first" : monthFirst === null ? "day_first" : null };
}

/** The day, and the time if one follows, anywhere in the text. Dots put the day first; slashes may do either, and `order` settles it. */
export function readDay(text: string, order: DayOrder | null): DayText {
  const found = parts(text.trim(), order);
  const time = /(?:^|[\sT,])(\d{1,2}:\d{2})(?::\d{2})?(?!\d)/.exec(text)?.[1]?.padStart(5, "0") ?? null;
  if (found === null) return { kind: "none" };
  if (typeof found === "string") return { kind: "day", day: found, time, order: null };
  return found.kind === "day" ? { ...found, time } : found;
}

const MONTH_WORD = new RegExp(`^${MONTH}`, "i");

/** True for a cell that is a date, with or without a time, and nothing else: "Collected 21-Oct-2024" is none. */
export function isDayCell(text: string): boolean {
  const rest = text.trim().replace(/[\sT,]\d{1,2}:\d{2}(:\d{2})?.{0,8}$/, "");
  const words = rest.match(/\p{L}{2,}/gu) ?? [];
  return rest.length <= 20 && words.every((word) => MONTH_WORD.test(word)) && readDay(rest, "day_first").kind === "day";
}

/** How the dates of a report are ordered, from those that can be read in one way only. */
export function dayOrderOf(texts: readonly string[]): DayOrder | null {
  const found = new Set(texts.flatMap((text) => { const read = readDay(text, null); return read.kind === "day" && read.order !== null ? [read.order] : []; }));
  return found.size === 1 ? ([...found][0] ?? null) : null;
}
