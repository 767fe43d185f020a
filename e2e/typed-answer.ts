import type { AnyField } from "@/lib/crf/any-field";
import type { CalendarDate } from "@/lib/kernel/calendar-date";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** "2jun25" */
const typedDay = (day: CalendarDate): string => `${Number(day.slice(8))}${MONTHS[Number(day.slice(5, 7)) - 1]}${day.slice(2, 4)}`;

/** A figure inside the bounds: small, because most bounds are wide. */
function figureWithin([lowest, highest]: readonly [string | number, string | number], digits: number): string {
  const middle = (Number(lowest) + Math.min(Number(highest), Number(lowest) * 10 + 20)) / 2;
  return String(Number(middle.toFixed(digits)));
}

/** An answer that any field of the kind takes, as a hand types it: the first option, a figure within the bounds, the day of the visit. */
export function typedAnswer(field: AnyField, day: CalendarDate): string {
  switch (field.kind) {
    case "text": return "Seen in the chart";
    case "integer": return figureWithin(field.possible, 0);
    case "decimal": return figureWithin(field.possible, 1);
    case "choice": return Object.values(field.options)[0] ?? "";
    case "date": case "partialDate": return typedDay(day);
    case "time": return "10:00";
    case "dateTime": return `${typedDay(day)} 10:00`;
    case "quantity": {
      const [unit, ...others] = Object.values(field.units);
      if (unit === undefined) return "";
      return others.length === 0 ? figureWithin(unit.possible, 1) : `${figureWithin(unit.possible, 1)} ${unit.says}`;
    }
    case "coded": return "Nausea";
  }
}
