import { addDays, daysBetween, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { PlannedVisit } from "@/lib/study/planned-visit";
import type { ScheduledVisit } from "@/lib/study/schedule";
import { dosingVisitOf, phaseOf } from "@/lib/study/visits";

/** Days that a site has after the last day of a visit to enter what was done on it. */
export const ENTRY_GRACE = { days: 7, source: "Assumption: what was done is entered within a week, as monitoring plans commonly ask" } as const;

/** Of a visit whose forms were marked as not done one by one. */
const NO_FORM_DONE = "none of its forms was";

/** Where a visit stands today against the days planned for it. */
export type Standing =
  | { readonly state: "not_called_for" }
  | { readonly state: "not_done"; readonly reason: string }
  /** `from` null: day 1 of its course is not known yet. */
  | { readonly state: "not_due"; readonly from: CalendarDate | null }
  /** To be done until `until`, and entered until `enterBy`; null when nothing says by when. */
  | { readonly state: "due"; readonly until: CalendarDate | null; readonly enterBy: CalendarDate | null; readonly missing: readonly string[] }
  /** `since` is the first day after the planned ones; `days` counts from it, today included. */
  | { readonly state: "overdue"; readonly since: CalendarDate; readonly days: number; readonly missing: readonly string[] }
  | { readonly state: "done"; readonly on: Span | null; readonly timing: Timing | null };

export interface Span { readonly from: CalendarDate; readonly to: CalendarDate }

/** Against the planned days; `days` is how far outside the farthest form lies. Null: no planned days, or no day recorded. */
export interface Timing { readonly is: "in_window" | "early" | "late"; readonly days: number }

/** A form of a visit as the schedule looks at it. */
export interface VisitEntry {
  readonly formId: string;
  /** Anything was entered, or it was marked as not done. */
  readonly recorded: boolean;
  /** It was marked as not done. */
  readonly notDone?: boolean;
  readonly optional: boolean;
  /** The day it says it was done on; null for none, and where nobody asked. */
  readonly day: CalendarDate | null;
}

/** What there is of a visit. */
export interface VisitFacts {
  readonly notDoneReason: string | null;
  readonly entries: readonly VisitEntry[];
  /** The forms of which it needs a row, such as the doses of the arm. */
  readonly rows: readonly string[];
}

/** The forms that the visit lacks: empty ones that it cannot do without, and doses without a row. */
export function missingForms({ entries, rows }: Pick<VisitFacts, "entries" | "rows">): readonly string[] {
  const empty = entries.filter(({ recorded, optional }) => !recorded && !optional).map(({ formId }) => formId);
  return [...new Set([...empty, ...rows.filter((formId) => !entries.some((entry) => entry.formId === formId))])];
}

/** First and last day on which the forms that date the visit were done; null while none of them says one. */
export function actualDays(visit: PlannedVisit, entries: readonly VisitEntry[]): Span | null {
  const dated = entries.filter(({ formId, optional }) => visit.datedBy?.includes(formId) ?? !optional);
  const days = daysOf(dated).length > 0 ? daysOf(dated) : daysOf(entries);
  const [from, to] = [days.at(0), days.at(-1)];
  return from === undefined || to === undefined ? null : { from, to };
}

const daysOf = (entries: readonly VisitEntry[]): readonly CalendarDate[] => entries.flatMap(({ day }) => day ?? []).toSorted();

/** Where the visit stands on `today`, the calendar day at the site. A visit is never overdue before its last planned day and the days of grace have passed. */
export function standingOf({ visit, days, startBy, calledFor }: ScheduledVisit, facts: VisitFacts, today: CalendarDate): Standing {
  if (facts.notDoneReason !== null) return { state: "not_done", reason: facts.notDoneReason };
  const begun = facts.entries.some(({ recorded }) => recorded);
  if (!calledFor && !begun) return { state: "not_called_for" };
  const missing = missingForms(facts);
  if (begun && missing.length === 0) {
    if (facts.entries.every(({ recorded, notDone }) => !recorded || notDone)) return { state: "not_done", reason: NO_FORM_DONE };
    const on = actualDays(visit, facts.entries);
    return { state: "done", on, timing: timingOf(on, days) };
  }
  if (days !== null && today < days.from) return { state: "not_due", from: days.from };
  if (days === null && startBy === null && waitsForDayOne(visit)) return { state: "not_due", from: null };
  return dueOrOverdue(days?.to ?? startBy, missing, today);
}

/** A course's own dosing visit brings day 1 with it, and screening comes before it; all others wait for it. */
const waitsForDayOne = (visit: PlannedVisit): boolean => visit.course !== null && visit.code !== dosingVisitOf(visit.course) && phaseOf(visit) !== "screening";

function dueOrOverdue(until: CalendarDate | null, missing: readonly string[], today: CalendarDate): Standing {
  const enterBy = until === null ? null : addDays(until, ENTRY_GRACE.days);
  if (until === null || enterBy === null || today <= enterBy) return { state: "due", until, enterBy, missing };
  return { state: "overdue", since: addDays(until, 1), days: daysBetween(until, today), missing };
}

/** How the days on which it was done lie to those planned; of both sides the farther one is told. */
function timingOf(on: Span | null, days: Span | null): Timing | null {
  if (on === null || days === null) return null;
  const [early, late] = [daysBetween(on.from, days.from), daysBetween(days.to, on.to)];
  if (early <= 0 && late <= 0) return { is: "in_window", days: 0 };
  return early > late ? { is: "early", days: early } : { is: "late", days: late };
}
