import { addDays, daysBetween, sayDate } from "@/lib/kernel/calendar-date";
import { formById } from "@/lib/study/study";
import type { Standing } from "@/lib/study/standing";
import type { DueVisit } from "./read-due-visits";
import type { Task, TaskGroup } from "./task";

/** How far ahead a visit is announced. */
const AHEAD_DAYS = 14;
/** As many forms as a line names. */
const NAMED = 3;

type StandingOf<State extends Standing["state"]> = Extract<Standing, { readonly state: State }>;
interface Of<State extends Standing["state"]> { readonly due: DueVisit; readonly standing: StandingOf<State> }

const withState = <State extends Standing["state"]>(visits: readonly DueVisit[], state: State): readonly Of<State>[] =>
  visits.flatMap((due) => (due.standing.state === state ? [{ due, standing: due.standing as StandingOf<State> }] : []));

/** "Haematology, Bone marrow and 2 more" */
function sayForms(formIds: readonly string[]): string {
  const titles = formIds.map((formId) => formById(formId)?.title ?? formId);
  const more = titles.length - NAMED;
  return more > 0 ? `${titles.slice(0, NAMED).join(", ")} and ${more} more` : titles.join(", ");
}

const taskOf = ({ patient, patientId, scheduled, missing, href }: DueVisit, told: Pick<Task, "kind" | "days" | "waits"> & { readonly when: string }): Task => ({
  key: `${patientId} ${scheduled.visit.code}`, kind: told.kind, patient, what: scheduled.visit.title, detail: [told.when, sayForms(missing)].filter(Boolean).join(" · "), days: told.days, href,
  ...(told.waits === undefined ? {} : { waits: told.waits }),
});

const groupOf = (title: string, tasks: readonly Task[], most: number): TaskGroup => ({ title, count: tasks.length, tasks: tasks.slice(0, most) });

/** Visits whose days and whose days of grace have passed, the longest first. */
export function overdueGroup(title: string, visits: readonly DueVisit[], most: number): TaskGroup {
  const late = withState(visits, "overdue").toSorted((one, other) => other.standing.days - one.standing.days);
  return groupOf(title, late.map(({ due, standing }) => taskOf(due, { kind: "overdue", days: standing.days, waits: `${standing.days} d late`, when: `overdue since ${sayDate(standing.since)}` })), most);
}

/** Visits to be done or entered now, the nearest end first; those without a last day come after them. */
export function dueGroup(visits: readonly DueVisit[], most: number): TaskGroup {
  const end = ({ standing }: Of<"due">) => standing.until ?? "9999";
  const now = withState(visits, "due").toSorted((one, other) => (end(one) < end(other) ? -1 : end(one) > end(other) ? 1 : 0));
  return groupOf("Due now", now.map(({ due, standing: { until, enterBy } }) => {
    if (until === null || enterBy === null) return taskOf(due, { kind: "due", days: 0, waits: "open", when: "" });
    const left = daysBetween(due.today, until);
    return taskOf(due, left >= 0 ? { kind: "due", days: 0, waits: left === 0 ? "last day" : `${left} d left`, when: `until ${sayDate(until)}` }
      : { kind: "due", days: -left, waits: "to be entered", when: `its days ended ${sayDate(until)}; enter it by ${sayDate(enterBy)}` });
  }), most);
}

/** Visits whose days begin within two weeks. */
export function comingGroup(visits: readonly DueVisit[], most: number): TaskGroup {
  const soon = withState(visits, "not_due").flatMap(({ due, standing: { from } }) => (from !== null && from <= addDays(due.today, AHEAD_DAYS) ? [{ due, from }] : []));
  const sorted = soon.toSorted((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0));
  return groupOf("Coming up", sorted.map(({ due, from }) => taskOf(due, { kind: "coming", days: 0, waits: `in ${daysBetween(due.today, from)} d`, when: `from ${sayDate(from)}` })), most);
}

/** Patients who have nothing to do now. */
export const hasNothingDue = (visits: readonly DueVisit[], patientId: string): boolean =>
  !visits.some((visit) => visit.patientId === patientId && (visit.standing.state === "due" || visit.standing.state === "overdue"));
