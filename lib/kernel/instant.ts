import { MONTHS } from "./calendar-date";

/** "21-Oct-2024 14:29 GMT-5 (19:29 UTC)": an instant as a site reads it, with the zone named and UTC beside it. */
export function sayInstant(instant: string, timeZone: string): string {
  const local = partsOf(instant, timeZone);
  const utc = partsOf(instant, "UTC");
  const says = `${local.day}-${MONTHS[Number(local.month) - 1]}-${local.year} ${local.hour}:${local.minute}`;
  return timeZone === "UTC" ? `${says} UTC` : `${says} ${local.timeZoneName} (${utc.hour}:${utc.minute} UTC)`;
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

type Part = "year" | "month" | "day" | "hour" | "minute" | "timeZoneName";

/** Making a formatter costs twenty times what using it does, so one per zone is kept; zones are few. */
const formatters = new Map<string, Intl.DateTimeFormat>();
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const kept = formatters.get(timeZone);
  if (kept) return kept;
  const made = new Intl.DateTimeFormat("en-GB", { timeZone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" });
  formatters.set(timeZone, made);
  return made;
}

const partsOf = (instant: string, timeZone: string): Readonly<Record<Part, string>> =>
  Object.fromEntries(formatterOf(timeZone).formatToParts(new Date(instant)).map(({ type, value }) => [type, value])) as Record<Part, string>;
