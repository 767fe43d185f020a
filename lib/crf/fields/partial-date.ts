import * as z from "zod/mini";
import { earliestDay, isPartialDate, parseTypedDate, sayPartialDate, sayUnreadable, type PartialDate } from "@/lib/kernel/partial-date";
import { describeField, ownColumn, type Field, type FieldSpec } from "../field";
import { isPossibleYear } from "./date";

export interface PartialDateField extends Field<PartialDate> {
  readonly kind: "partialDate";
}

export function partialDate(spec: FieldSpec): PartialDateField {
  return describeField(spec, {
    kind: "partialDate",
    schema: z
      .string({ error: "Type as much of the date as is known, for example Mar 2024." })
      .check(z.refine((value) => isPartialDate(value) && isPossibleYear(value), {
        error: ({ input }) => sayUnreadable(String(input)) ?? "This date cannot be read. Type what is known: 21-Oct-2024, un Oct 2024, or 2024.",
      })),
    says: "Date, of which the day or the day and month may be unknown",
    fromText: parseTypedDate,
    toText: sayPartialDate,
    cells: ownColumn(),
    earliest: earliestDay,
  });
}
