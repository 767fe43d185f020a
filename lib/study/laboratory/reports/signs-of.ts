import type { CalendarDate } from "@/lib/kernel/calendar-date";
import type { Report } from "./read-report";
import { dayOrderOf, readDay, type DayOrder } from "./report-day";
import { decimalSignOf, type DecimalSign } from "./report-number";

export interface Signs {
  readonly decimal: DecimalSign | null;
  readonly order: DayOrder | null;
  readonly day: CalendarDate | null;
}

/** What a report tells of itself: how its numbers and dates are written, reference ranges included, and the day of the sample. Null is for a person to say. */
export function signsOf({ lines, day }: Pick<Report, "lines" | "day">): Signs {
  const numbers = lines.flatMap(({ text, range }) => [text, ...range.split(/[^\d.,'’]+/)]).filter((text) => /\d/.test(text));
  const order = dayOrderOf([...lines.map((line) => line.day), day]);
  const said = readDay(day, order);
  return { decimal: decimalSignOf(numbers), order, day: said.kind === "day" ? said.day : null };
}
