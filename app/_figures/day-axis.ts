import { addDays, type CalendarDate, daysBetween, MONTHS, sayStudyDay, studyDay } from "@/lib/kernel/calendar-date";

/** A calendar date, or a wall time of the site "2024-09-17T09:50". */
export type Moment = string;

export interface DayAxis {
  /** The first infusion day, D1. */
  readonly first: CalendarDate;
  /** First and last day drawn. */
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** x of a moment, in the drawing's units: a date is the start of its day. */
  readonly x: (moment: Moment) => number;
  /** x of the end of a day. */
  readonly endOf: (date: CalendarDate) => number;
  /** True for a moment within the days drawn. */
  readonly holds: (moment: Moment) => boolean;
  /** Width of one day. */
  readonly day: number;
}

const dateOf = (moment: Moment): CalendarDate => moment.slice(0, 10);

/** Part of the day that has passed: "…T06:00" is 0.25, a bare date 0. */
function partOfDay(moment: Moment): number {
  const [hours = 0, minutes = 0] = moment.slice(11, 16).split(":").map(Number);
  return (hours + minutes / 60) / 24;
}

/** Days laid out between two margins. Moments beyond the days drawn fall on the nearer margin, so that a long bar is cut and not lost. */
export function dayAxis(span: { readonly first: CalendarDate; readonly from: CalendarDate; readonly to: CalendarDate }, left: number, right: number): DayAxis {
  const day = (right - left) / (daysBetween(span.from, span.to) + 1);
  const clamp = (x: number) => Math.round(Math.min(right, Math.max(left, x)) * 10) / 10;
  const x = (moment: Moment) => clamp(left + day * (daysBetween(span.from, dateOf(moment)) + partOfDay(moment)));
  return { ...span, x, endOf: (date) => x(addDays(date, 1)), holds: (moment) => dateOf(moment) >= span.from && dateOf(moment) <= span.to, day };
}

export interface Tick {
  readonly date: CalendarDate;
  readonly label: string;
}

/** Ticks at the study days asked for that lie on the axis, "D−7", "D1", "D14". */
export function ticksAt(axis: DayAxis, studyDays: readonly number[]): readonly Tick[] {
  return studyDays
    .map((day) => ({ date: addDays(axis.first, day > 0 ? day - 1 : day), label: sayStudyDay(day) }))
    .filter(({ date }) => axis.holds(date));
}

/** "21-Oct": the year stands in the page's title. */
export const sayDayMonth = (date: CalendarDate): string => `${date.slice(8, 10)}-${MONTHS[Number(date.slice(5, 7)) - 1]}`;

/** "D−1 to D6" */
export const sayDays = (first: CalendarDate, from: CalendarDate, to: CalendarDate): string =>
  `${sayStudyDay(studyDay(first, from))} to ${sayStudyDay(studyDay(first, to))}`;
