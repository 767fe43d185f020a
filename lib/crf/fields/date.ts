import { isCalendarDate, sayDate } from "@/lib/kernel/calendar-date";
import { isWholeDate, parseTypedDate, sayUnreadable } from "@/lib/kernel/partial-date";
import { describeField, ownColumn, type Field, type FieldSpec } from "../field";

export interface DateField extends Field<string> {
  readonly kind: "date";
}

/** A year outside 1900 to 2099 is a typing error in any record of a living patient. */
export const isPossibleYear = (date: string): boolean => /^(19|20)\d\d/.test(date);

export function date(spec: FieldSpec): DateField {
  return describeField(spec, {
    kind: "date",
    fault: (answer) => {
      if (typeof answer !== "string") return "Type the date, for example 21-Oct-2024.";
      return isCalendarDate(answer) && isPossibleYear(answer) ? null : sayUnreadable(answer) ?? "This is not a whole date that exists. Type day, month and year, for example 21-Oct-2024.";
    },
    says: "Date, day, month and year known",
    fromText: (typed, context) => {
      const read = parseTypedDate(typed, context);
      return read !== null && isWholeDate(read) ? read : null;
    },
    toText: sayDate,
    cells: ownColumn(),
    earliest: (value) => value,
  });
}
