import { addMonths, daysBetween, MONTHS, type CalendarDate } from "@/lib/kernel/calendar-date";
import { enrolmentPlan, plannedAfter, type EnrolmentPlan } from "@/lib/study/enrolment-plan";

export interface EnrolledMonth {
  /** The first day of the month. */
  readonly from: CalendarDate;
  /** "Feb 2004" */
  readonly label: string;
  readonly randomised: number;
  readonly total: number;
  /** Planned until the end of the month. */
  readonly planned: number;
  /** The month has begun. */
  readonly isPast: boolean;
}

/**
 * Every month from that of the first randomisation to the end of the plan or of the last randomisation, whichever is later, and on to
 * today's while patients are wanting. `days`: how many were randomised on each day. Nothing while nobody is randomised.
 */
export function enrolmentMonths(days: readonly { readonly on: CalendarDate; readonly patients: number }[], today: CalendarDate, plan: EnrolmentPlan = enrolmentPlan): readonly EnrolledMonth[] {
  const first = days.map(({ on }) => on).toSorted()[0];
  if (first === undefined) return [];
  const start = `${first.slice(0, 7)}-01`;
  const isWanting = days.reduce((sum, { patients }) => sum + patients, 0) < plan.patients;
  const end = [addMonths(first, plan.months), ...days.map(({ on }) => on), ...(isWanting ? [today] : [])].toSorted().at(-1) ?? today;
  const months: EnrolledMonth[] = [];
  for (let at = 0, total = 0, from = start; from <= end; at += 1, from = addMonths(start, at)) {
    const next = addMonths(start, at + 1);
    const randomised = days.filter(({ on }) => from <= on && on < next).reduce((sum, { patients }) => sum + patients, 0);
    total += randomised;
    months.push({ from, label: `${MONTHS[Number(from.slice(5, 7)) - 1]} ${from.slice(0, 4)}`, randomised, total, planned: plannedAfter(daysBetween(first, next), plan), isPast: from <= today });
  }
  return months;
}
