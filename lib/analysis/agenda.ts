import { addDays, daysBetween, type CalendarDate } from "@/lib/kernel/calendar-date";
import { withState } from "./due-tasks";
import type { DueVisit } from "./read-due-visits";

/** How far ahead a visit is announced; of the first days each is shown, be it empty. */
const AHEAD_DAYS = 14;
const SHOWN_DAYS = 7;

export interface AgendaItem {
  readonly patient: string;
  readonly says: string;
  readonly href: string;
}

export interface AgendaDay {
  readonly date: CalendarDate;
  readonly items: readonly AgendaItem[];
}

/** What comes on which day: visits that begin, and windows that close. Days of a weekend, and the second week, only where something stands in them. */
export function agendaOf(visits: readonly DueVisit[], today: CalendarDate): readonly AgendaDay[] {
  const dated = [
    ...withState(visits, "not_due").flatMap(({ due, standing: { from } }) => (from === null ? [] : [itemOn(from, due, sayBeginning(due))])),
    ...withState(visits, "due").flatMap(({ due, standing: { until } }) => (until === null ? [] : [itemOn(until, due, due.scheduled.days?.from === until ? due.scheduled.visit.title : `${due.scheduled.visit.shortTitle} window closes`)])),
  ];
  const days = Array.from({ length: AHEAD_DAYS + 1 }, (_, ahead) => addDays(today, ahead));
  return days.flatMap((date, ahead): readonly AgendaDay[] => {
    const items = dated.filter((one) => one.date === date).map(({ item }) => item).toSorted((one, other) => (one.patient < other.patient ? -1 : 1));
    return items.length > 0 || (ahead < SHOWN_DAYS && (ahead === 0 || !isWeekend(date))) ? [{ date, items }] : [];
  });
}

/** The next visit after these days, so that a quiet fortnight says when it ends. */
export function nextVisit(visits: readonly DueVisit[], today: CalendarDate): { readonly patient: string; readonly title: string; readonly from: CalendarDate } | null {
  const coming = withState(visits, "not_due").flatMap(({ due, standing: { from } }) => (from !== null && from >= today ? [{ patient: due.patient, title: due.scheduled.visit.title, from }] : []));
  return coming.toSorted((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0))[0] ?? null;
}

const itemOn = (date: CalendarDate, { patient, href }: DueVisit, says: string) => ({ date, item: { patient, says, href } });

function sayBeginning({ scheduled: { visit, days } }: DueVisit): string {
  const length = days === null ? 0 : daysBetween(days.from, days.to);
  return length > 0 ? `${visit.title}, for ${length + 1} days` : visit.title;
}

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
const LONG_WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;
const weekdayOf = (date: CalendarDate): number => new Date(`${date}T12:00:00Z`).getUTCDay();
const isWeekend = (date: CalendarDate): boolean => [0, 6].includes(weekdayOf(date));

/** "Tue 22", and "Tuesday". */
export const sayWeekday = (date: CalendarDate): string => `${WEEKDAYS[weekdayOf(date)]} ${Number(date.slice(8))}`;
export const sayLongWeekday = (date: CalendarDate): string => LONG_WEEKDAYS[weekdayOf(date)] ?? "";
