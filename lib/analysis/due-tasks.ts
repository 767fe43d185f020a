import { daysBetween, sayDate, type CalendarDate } from "@/lib/kernel/calendar-date";
import { sayLate } from "@/lib/kernel/say-age";
import { formById } from "@/lib/study/study";
import type { Standing } from "@/lib/study/standing";
import type { DueVisit } from "./read-due-visits";
import { minutesFor, type Task, type TaskKind } from "./task";

/** As many forms as a line names. */
const NAMED = 3;

type StandingOf<State extends Standing["state"]> = Extract<Standing, { readonly state: State }>;
interface Of<State extends Standing["state"]> { readonly due: DueVisit; readonly standing: StandingOf<State> }

export const withState = <State extends Standing["state"]>(visits: readonly DueVisit[], state: State): readonly Of<State>[] =>
  visits.flatMap((due) => (due.standing.state === state ? [{ due, standing: due.standing as StandingOf<State> }] : []));

/** "Haematology, Bone marrow and 2 more" */
function sayForms(formIds: readonly string[]): string {
  const titles = formIds.map((formId) => formById(formId)?.title ?? formId);
  const more = titles.length - NAMED;
  return more > 0 ? `${titles.slice(0, NAMED).join(", ")} and ${more} more` : titles.join(", ");
}

const taskOf = ({ patient, patientId, siteCode, scheduled, missing, values, href }: DueVisit, kind: TaskKind, when: string, told: string): Task => ({
  key: `${kind} ${patientId} ${scheduled.visit.code}`, kind, siteCode, patient, what: scheduled.visit.title, detail: [told, sayForms(missing)].filter(Boolean).join(" · "), when,
  minutes: values === 0 ? null : minutesFor(values), href,
});

/** Visits whose days and whose days of grace have passed, the longest first. */
export function overdueTasks(visits: readonly DueVisit[]): readonly Task[] {
  const late = withState(visits, "overdue").toSorted((one, other) => other.standing.days - one.standing.days);
  return late.map(({ due, standing: { since } }) => taskOf(due, "overdue", sayLate(since, due.today), `its planned days are over since ${sayDate(since)}: enter it, or say why it was not done`));
}

/** Visits to be done or entered now, the nearest end first; those without a last day come after them. */
export function dueTasks(visits: readonly DueVisit[]): readonly Task[] {
  const end = ({ standing }: Of<"due">): CalendarDate => standing.until ?? "9999";
  const now = withState(visits, "due").toSorted((one, other) => (end(one) < end(other) ? -1 : end(one) > end(other) ? 1 : 0));
  return now.map(({ due, standing: { until, enterBy } }) => {
    if (until === null || enterBy === null) return taskOf(due, "due", "open", "");
    const left = daysBetween(due.today, until);
    return left >= 0 ? taskOf(due, "due", left === 0 ? "last day today" : `window to ${sayDate(until)}`, left === 0 ? "" : `${left} ${left === 1 ? "day" : "days"} left`)
      : taskOf(due, "due", `enter by ${sayDate(enterBy)}`, `its days ended ${sayDate(until)}`);
  });
}

/** Patients who have nothing to do now. */
export const hasNothingDue = (visits: readonly DueVisit[], patientId: string): boolean =>
  !visits.some((visit) => visit.patientId === patientId && (visit.standing.state === "due" || visit.standing.state === "overdue"));
