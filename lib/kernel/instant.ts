import { MONTHS } from "./calendar-date";
import { zoneName } from "./zone-name";

/** "21-Oct-2024 14:29 CDT (19:29 UTC)": an instant as a site reads it, with the zone named and UTC beside it; the day in UTC too where it is another one. */
export function sayInstant(instant: string, timeZone: string): string {
  const local = partsOf(instant, timeZone);
  const utc = partsOf(instant, "UTC");
  const says = `${sayDayOf(local)} ${local.hour}:${local.minute}`;
  if (timeZone === "UTC") return `${says} UTC`;
  const elsewhere = utc.day === local.day ? "" : `${utc.day}-${MONTHS[Number(utc.month) - 1]} `;
  return `${says} ${zoneNameAt(instant, timeZone)} (${elsewhere}${utc.hour}:${utc.minute} UTC)`;
}

/** "14:29 CDT": the clock on the wall of a place, where the day is known. */
export function sayClock(instant: string, timeZone: string): string {
  const { hour, minute } = partsOf(instant, timeZone);
  return `${hour}:${minute} ${zoneNameAt(instant, timeZone)}`;
}

/** "21-Oct-2024": the day of an instant at a place. */
export const sayDay = (instant: string, timeZone: string): string => sayDayOf(partsOf(instant, timeZone));

/** "America/Chicago (CDT)": a zone with the short name that it goes by at this instant. */
export function sayZone(timeZone: string, instant: string): string {
  const short = zoneNameAt(instant, timeZone);
  return short === timeZone ? timeZone : `${timeZone} (${short})`;
}

/** The calendar day of an instant at a place, "2024-10-21". */
export function dayIn(instant: string, timeZone: string): string {
  const { year, month, day } = partsOf(instant, timeZone);
  return `${year}-${month}-${day}`;
}

/** The clock on the wall at a place, "2024-10-21T14:29". */
export function wallTimeIn(instant: string, timeZone: string): string {
  const { year, month, day, hour, minute } = partsOf(instant, timeZone);
  return `${year}-${month}-${day}T${hour}:${minute}`;
}

/**
 * Minutes since 1970, UTC, of a clock on the wall of a place, "2024-10-21T14:29". A time that comes twice when the clocks go back is the first of
 * the two; one that they skip counts from what they showed before.
 */
export function minuteOfWallTime(wallTime: string, timeZone: string): number {
  const shown = Date.parse(`${wallTime.slice(0, 16)}Z`) / 60_000;
  const [before, after] = [offsetAt(shown - MINUTES_A_DAY, timeZone), offsetAt(shown + MINUTES_A_DAY, timeZone)];
  return [shown - Math.max(before, after), shown - Math.min(before, after)].find((minute) => minute + offsetAt(minute, timeZone) === shown) ?? shown - before;
}

const MINUTES_A_DAY = 24 * 60;

/** Whether the clocks at a place show the same distance from UTC the day before the one and the day after the other wall time. */
export function keepsOneClock(from: string, to: string, timeZone: string): boolean {
  const minuteShown = (wallTime: string) => Date.parse(`${wallTime.slice(0, 16)}Z`) / 60_000;
  return offsetAt(minuteShown(from) - MINUTES_A_DAY, timeZone) === offsetAt(minuteShown(to) + MINUTES_A_DAY, timeZone);
}

type Part = "year" | "month" | "day" | "hour" | "minute";
type Parts = Readonly<Record<Part, string>>;

const sayDayOf = ({ day, month, year }: Parts): string => `${day}-${MONTHS[Number(month) - 1]}-${year}`;
const zoneNameAt = (instant: string, timeZone: string): string => zoneName(timeZone, offsetAt(minuteAt(instant), timeZone));
const minuteAt = (instant: string): number => Math.floor(Date.parse(instant) / 60_000);

/** Asking a formatter takes a hundred times as long as looking here, and pages ask for thousands of times: per zone, how far ahead of UTC it was at a minute. */
const offsets = new Map<string, Map<number, number>>();
const MOST_OFFSETS = 20_000; // of a zone; then they are gathered anew

/** Minutes by which the clocks of a place are ahead of UTC at a minute since 1970. */
function offsetAt(minute: number, timeZone: string): number {
  if (timeZone === "UTC" && !Number.isNaN(minute)) return 0; // what is no time is refused below, for every place
  const ofZone = offsets.get(timeZone) ?? new Map<number, number>();
  offsets.set(timeZone, ofZone);
  const known = ofZone.get(minute);
  if (known !== undefined) return known;
  if (ofZone.size >= MOST_OFFSETS) ofZone.clear();
  const offset = minuteShown(minute, timeZone) - minute;
  ofZone.set(minute, offset);
  return offset;
}

/** Making a formatter costs twenty times what using it does, so one per zone is kept; zones are few. */
const formatters = new Map<string, Intl.DateTimeFormat>();
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const kept = formatters.get(timeZone);
  if (kept) return kept;
  const made = new Intl.DateTimeFormat("en-GB", { timeZone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  formatters.set(timeZone, made);
  return made;
}

/** What the clocks of a place show, as the minute since 1970 at which those of UTC show it. */
function minuteShown(minute: number, timeZone: string): number {
  const shown = Object.fromEntries(formatterOf(timeZone).formatToParts(new Date(minute * 60_000)).map(({ type, value }) => [type, Number(value)])) as Readonly<Record<Part, number>>;
  return Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute) / 60_000;
}

function partsOf(instant: string, timeZone: string): Parts {
  const minute = minuteAt(instant);
  const shown = new Date((minute + offsetAt(minute, timeZone)) * 60_000).toISOString();
  return { year: shown.slice(0, 4), month: shown.slice(5, 7), day: shown.slice(8, 10), hour: shown.slice(11, 13), minute: shown.slice(14, 16) };
}
