import { describeField, ownColumn, type Field, type FieldSpec } from "../field";

export interface TimeField extends Field<string> {
  readonly kind: "time";
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** True for "00:00" to "23:59". Midnight at the end of a day is 00:00 of the next. */
export const isTime = (text: string): boolean => TIME.test(text);

const HALF_OF_DAY = /\s*([ap])\.?m\.?$/i;

/** "9:05", "905", "9.05", "9h05", "9:05 am" → "09:05", "2pm" → "14:00"; null when it is no time of a day. */
export function parseTypedTime(typed: string): string | null {
  const [, half] = HALF_OF_DAY.exec(typed.trim()) ?? [];
  const clock = typed.trim().replace(HALF_OF_DAY, "");
  const [, hour = "", minute = half === undefined ? "" : "00"] = /^(\d{1,2})\s*[:.h]\s*(\d{2})$/i.exec(clock) ?? /^(\d{1,2})(\d{2})$/.exec(clock) ?? (half === undefined ? null : /^(\d{1,2})$/.exec(clock)) ?? [];
  const time = `${(half === undefined ? hour : onTwentyFour(hour, half)).padStart(2, "0")}:${minute}`;
  return isTime(time) ? time : null;
}

const NO_HOUR = "99";

/** 12 am is midnight and 12 pm noon; there is no 0 or 13 on such a clock. */
function onTwentyFour(hour: string, half: string): string {
  const number = Number(hour);
  if (number < 1 || number > 12) return NO_HOUR;
  return String((number % 12) + (half.toLowerCase() === "p" ? 12 : 0));
}

export function time(spec: FieldSpec): TimeField {
  return describeField(spec, {
    kind: "time",
    fault: (answer) => {
      if (typeof answer !== "string") return "Type the time, for example 14:32.";
      return isTime(answer) ? null : "This is not a time. Type hours and minutes from 00:00 to 23:59, for example 14:32.";
    },
    says: "Time of day, 00:00 to 23:59, at the site",
    fromText: parseTypedTime,
    toText: (value) => value,
    cells: ownColumn(),
  });
}
