import { Card } from "@/app/_ui/card";
import { QuestionCount, StateIcon, type State } from "@/app/_ui/state-icon";
import { TextLink } from "@/app/_ui/text-link";
import { sayDayMonth } from "@/app/_figures/day-axis";
import { sayDate, type CalendarDate } from "@/lib/kernel/calendar-date";
import { dayOf, entriesOfForm, textOf, cenersenInfusionOf } from "@/lib/study/derive/record-reading";
import { visitByCode, windowDates } from "@/lib/study/visits";
import type { Casebook } from "./casebook";
import { UnscheduledVisit, VisitNotDone } from "./visit-acts.client";
import { dayOfVisit, logLines, stateOfLines, visitLines, type FormLine } from "./visit-line";

/** Every visit with its forms, then the logs: one click to any form. */
export function VisitsCard({ casebook }: { readonly casebook: Casebook }) {
  const { patient, record, visits, logs, first, mayAddVisit } = casebook;
  const startAt = textOf(cenersenInfusionOf(record), "startAt");
  const shown = visits.map((visit) => visitOf(casebook, visit));
  const current = shown.find(({ state }) => state === "overdue")?.id ?? shown.find(({ state }) => state === "in_progress")?.id;
  const note = first === null || startAt === null ? "windows are counted from the first day of cenersen" : `windows from the actual start, ${sayDate(first)} ${startAt.slice(11)} at the site`;
  return (
    <Card title="Visits" note={note} actions={mayAddVisit && <UnscheduledVisit patientId={patient.id} />}>
      <div className="visit-cards casebook-visits" tabIndex={0} role="group" aria-label="Visits, scrolls sideways">
        {shown.map((visit) => <VisitCard key={visit.id} {...visit} current={visit.id === current} mayMarkNotDone={casebook.mayMarkVisitNotDone && visit.untouched} />)}
        <article id="LOG" className="visit-card">
          <h3>Logs</h3>
          <Lines lines={logLines(patient.number, logs)} />
        </article>
      </div>
    </Card>
  );
}

interface ShownVisit {
  readonly id: string;
  /** Where a link from the matrix leads. */
  readonly code: string;
  readonly title: string;
  readonly fullTitle: string;
  readonly state: State;
  readonly when: string;
  readonly notDoneReason: string | null;
  readonly lines: readonly FormLine[];
  /** Nothing was entered, so the visit can still be marked as not done. */
  readonly untouched: boolean;
}

function visitOf({ patient, record, first, today }: Casebook, visit: Casebook["visits"][number]): ShownVisit {
  const planned = visitByCode(visit.code);
  const lines = visitLines(patient.number, record, visit);
  const state = stateOfLines(lines);
  const window = planned && first !== null ? windowDates(planned, first) : null;
  const overdue = state === "not_started" && window !== null && window.to < today && !endedBefore(record, window.to);
  const day = dayOfVisit(record, visit.code);
  const when = day !== null ? sayDayMonth(day) : window === null ? "" : `${sayDayMonth(window.from)} to ${sayDayMonth(window.to)}`;
  return {
    id: visit.id, code: visit.code, title: planned?.shortTitle ?? visit.code, fullTitle: planned?.title ?? visit.code, state: overdue ? "overdue" : state, when, notDoneReason: visit.notDoneReason, lines,
    untouched: visit.notDoneReason === null && lines.every((line) => line.state === "not_started" || line.state === "not_done"),
  };
}

/** After death or the end of treatment nothing more is due. */
const endedBefore = (record: Casebook["record"], day: CalendarDate): boolean =>
  ([["death", "deathDate"], ["end_of_treatment", "endedOn"]] as const).some(([formId, field]) => { const ended = dayOf(entriesOfForm(record, formId)[0], field); return ended !== null && ended <= day; });

function VisitCard({ id, code, title, fullTitle, state, when, notDoneReason, lines, current, mayMarkNotDone }: ShownVisit & { readonly current: boolean; readonly mayMarkNotDone: boolean }) {
  return (
    <article id={code} className="visit-card" aria-current={current ? "true" : undefined} aria-label={fullTitle}>
      <h3 title={fullTitle}><StateIcon state={state} />{title}<span className="dim">{when}</span></h3>
      {notDoneReason !== null && <p className="small muted">Not done: {notDoneReason}</p>}
      <Lines lines={lines} />
      {mayMarkNotDone && <VisitNotDone visitId={id} title={fullTitle} />}
    </article>
  );
}

const Lines = ({ lines }: { readonly lines: readonly FormLine[] }) => (
  <ul>
    {lines.map(({ formId, title, href, state, open, answered, rows, mayStayEmpty }) => (
      <li key={formId}>
        {rows === 0 && mayStayEmpty ? <StateIcon state="not_planned" label="No rows" small /> : <StateIcon state={state} small />}
        <TextLink href={href}>{title}</TextLink>
        {rows !== null && <span className="dim">{rows}</span>}
        <QuestionCount open={open} answered={answered} />
      </li>
    ))}
  </ul>
);
