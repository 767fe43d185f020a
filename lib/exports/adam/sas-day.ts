import { addDays, daysBetween, studyDay, type CalendarDate } from "@/lib/kernel/calendar-date";

const EPOCH = "1960-01-01";

/** A day as SAS counts it: 0 is 1 January 1960. */
export const sasDay = (day: CalendarDate | null): number | null => (day === null ? null : daysBetween(EPOCH, day));

export const calendarDay = (sas: number): CalendarDate => addDays(EPOCH, sas);

/** The day of treatment that a date is: the first is 1, the day before it -1; null without either. */
export const analysisDay = (first: CalendarDate | null, date: CalendarDate | null): number | null => (first === null || date === null ? null : studyDay(first, date));
