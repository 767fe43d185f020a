import { earliestDay, isPartialDate, parseTypedDate, sayPartialDate, sayUnreadable, type PartialDate } from "@/lib/kernel/partial-date";
import { describeField, ownColumn, type Field, type FieldSpec } from "../field";
import { isPossibleYear } from "./date";

export interface PartialDateField extends Field<PartialDate> {
  readonly kind: "partialDate";
}

export function partialDate(spec: FieldSpec): PartialDateField {
  return describeField(spec, {
    kind: "partialDate",
    fault: (answer) => {
      if (typeof answer !== "string") return "Type as much of the date as is known, for example Mar 2024.";
      return isPartialDate(answer) && isPossibleYear(answer) ? null : sayUnreadable(answer) ?? "This date cannot be read. Type what is known: 21-Oct-2024, un Oct 2024, or 2024.";
    },
    says: "Date, of which the day or the day and month may be unknown",
    fromText: parseTypedDate,
    toText: sayPartialDate,
    cells: ownColumn(),
    earliest: earliestDay,
  });
}
