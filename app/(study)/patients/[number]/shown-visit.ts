import { sayDayMonth } from "@/app/_figures/day-axis";
import type { State } from "@/app/_ui/state-drawings";
import { sayDate, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { PatientRecord } from "@/lib/study/patient-record";
import { saySpan, sayStanding } from "@/lib/study/say-standing";
import { expectedRows, scheduledVisit, scheduleOf } from "@/lib/study/schedule";
import { standingOf, type Standing, type VisitEntry } from "@/lib/study/standing";
import { dayOfEntry } from "@/lib/study/visit-day";
import { PHASES, phaseOf, titleInPhase, type Phase } from "@/lib/study/visits";
import type { Casebook } from "./casebook";
import { stateOfLines, visitLines, type FormLine } from "./visit-line";

/** A visit as the casebook shows it. */
export interface ShownVisit {
  readonly id: string;
  /** Where a link from the matrix leads. */
  readonly code: string;
  readonly phase: Phase;
  readonly title: string;
  readonly fullTitle: string;
  readonly state: State;
  readonly standing: Standing;
  /** Where it stands, in words. */
  readonly says: string;
  /** The planned days; null while they are not known, and for a visit without. */
  readonly planned: string | null;
  /** Why an unscheduled visit was added. */
  readonly reason: string | null;
  readonly lines: readonly FormLine[];
  readonly mayMarkNotDone: boolean;
  readonly mayTakeBack: boolean;
}

/** A day is not broken at its hyphens. Months of a follow-up that lasts two years need their year. */
const sayDays = (phase: Phase) => (day: CalendarDate) => (phase === "follow_up" ? sayDate(day) : sayDayMonth(day)).replaceAll("-", "\u2011");

function entriesOf(record: PatientRecord, entries: Casebook["visits"][number]["entries"]): readonly VisitEntry[] {
  return entries.filter(({ removed }) => !removed).map(({ id, formId, recorded, notDone, optional }) => {
    const entry = record.entries.find((one) => one.id === id);
    return { formId, recorded, notDone, optional, day: entry ? dayOfEntry(entry) : null };
  });
}

/** What of a casebook its visits are shown from. */
export type OfVisits = Pick<Casebook, "patient" | "record" | "today" | "visits" | "mayMarkVisitNotDone">;

function shownVisit({ patient, record, today, mayMarkVisitNotDone }: OfVisits, schedule: ReturnType<typeof scheduleOf>, visit: Casebook["visits"][number]): readonly ShownVisit[] {
  const scheduled = scheduledVisit(schedule, visit.code);
  if (scheduled === undefined) return [];
  const facts = { notDoneReason: visit.notDoneReason, entries: entriesOf(record, visit.entries), rows: expectedRows(visit.code, record.arm, record.protocolVersion) };
  const standing: Standing = patient.status === "screen_failed" ? { state: "not_called_for" } : standingOf(scheduled, facts, today);
  const lines = visitLines(patient.number, record, visit);
  const phase = phaseOf(scheduled.visit);
  const untouched = lines.every(({ state }) => state === "not_started" || state === "not_done");
  return [{
    id: visit.id, code: visit.code, phase, title: titleInPhase(scheduled.visit), fullTitle: scheduled.visit.title, lines, standing, reason: visit.reason,
    state: visit.notDoneReason !== null ? "not_done" : standing.state === "overdue" ? "overdue" : stateOfLines(lines),
    says: sayStanding(standing, sayDays(phase)), planned: scheduled.days && saySpan(scheduled.days, sayDays(phase)),
    mayMarkNotDone: mayMarkVisitNotDone && visit.notDoneReason === null && untouched && (standing.state === "due" || standing.state === "overdue"),
    mayTakeBack: mayMarkVisitNotDone && visit.notDoneReason !== null,
  }];
}

export interface ShownPhase { readonly phase: Phase; readonly title: string; readonly visits: readonly ShownVisit[] }

/** The visits of a casebook under the parts of the schedule, parts without a visit left out. */
export function shownPhases(casebook: OfVisits): readonly ShownPhase[] {
  const schedule = scheduleOf(casebook.record);
  const shown = casebook.visits.flatMap((visit) => shownVisit(casebook, schedule, visit));
  return (Object.keys(PHASES) as Phase[]).map((phase) => ({ phase, title: PHASES[phase], visits: shown.filter((visit) => visit.phase === phase) })).filter(({ visits }) => visits.length > 0);
}

/** The visit to look at first: the oldest that is overdue, else one that is due, else one that was begun. */
export function currentVisit(phases: readonly ShownPhase[]): ShownVisit | undefined {
  const shown = phases.flatMap(({ visits }) => visits);
  return shown.find(({ standing }) => standing.state === "overdue") ?? shown.find(({ standing }) => standing.state === "due") ?? shown.find(({ state }) => state === "in_progress");
}
