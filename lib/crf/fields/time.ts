import { z } from "zod";
import { describeField, ownColumn, type Field, type FieldSpec } from "../field";

export interface TimeField extends Field<string> {
  readonly kind: "time";
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** True for "00:00" to "23:59". Midnight at the end of a day is 00:00 of the next. */
export const isTime = (text: string): boolean => TIME.test(text);

/** "9:05", "905", "9.05", "9h05" → "09:05"; null when it is no time of a day. */
export function parseTypedTime(typed: string): string | null {
  const [, hour = "", minute = ""] = /^(\d{1,2})\s*[:.h]\s*(\d{2})$/i.exec(typed.trim()) ?? /^(\d{1,2})(\d{2})$/.exec(typed.trim()) ?? [];
  const time = `${hour.padStart(2, "0")}:${minute}`;
  return isTime(time) ? time : null;
}

export function time(spec: FieldSpec): TimeField {
  return describeField(spec, {
    kind: "time",
    schema: z
      .string({ error: "Type the time, for example 14:32." })
      .refine(isTime, { error: "This is not a time. Type hours and minutes from 00:00 to 23:59, for example 14:32." }),
    says: "Time of day, 00:00 to 23:59, at the site",
    fromText: parseTypedTime,
    toText: (value) => value,
    cells: ownColumn(),
  });
}
