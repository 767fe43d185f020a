import { isCalendarDate, sayDate } from "@/lib/kernel/calendar-date";
import { isWholeDate, parseTypedDate, sayUnreadable, type TypingContext } from "@/lib/kernel/partial-date";
import { describeField, ownColumn, type Field, type FieldSpec } from "../field";
import { isPossibleYear } from "./date";
import { isTime, parseTypedTime } from "./time";

/** Wall time at the site, "2024-10-21T14:32"; its zone is the site's. */
export interface DateTimeField extends Field<string> {
  readonly kind: "dateTime";
}

const dayOf = (value: string): string => value.slice(0, 10);

/** The last word or two are the time; what stands before is the date: "21oct24 14:32", "2024-10-21T14:32", "t 930", "v 2:30pm". */
function parseTypedDateTime(typed: string, context?: TypingContext): string | null {
  const [, dayPart, timePart] = /^(.+?)[\sT,]+(\d{1,2}\s*[:.h]\s*\d{2}(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?|\d{3,4})$/i.exec(typed) ?? [];
  if (dayPart === undefined || timePart === undefined) return null;
  const day = parseTypedDate(dayPart, context);
  const clock = parseTypedTime(timePart);
  return day !== null && isWholeDate(day) && clock !== null ? `${day}T${clock}` : null;
}

export function dateTime(spec: FieldSpec): DateTimeField {
  return describeField(spec, {
    kind: "dateTime",
    fault: (answer) => {
      if (typeof answer !== "string") return "Type date and time, for example 21-Oct-2024 14:32.";
      const isStorable = isCalendarDate(dayOf(answer)) && isPossibleYear(answer) && answer[10] === "T" && isTime(answer.slice(11));
      return isStorable ? null : sayUnreadable(answer.replace(/\s+\S+$/, "")) ?? "This is not a date with a time. Type both, for example 21-Oct-2024 14:32.";
    },
    says: "Date and time, at the site",
    fromText: parseTypedDateTime,
    toText: (value) => `${sayDate(dayOf(value))} ${value.slice(11)}`,
    cells: ownColumn(),
    earliest: dayOf,
  });
}
