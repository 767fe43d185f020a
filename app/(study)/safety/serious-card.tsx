import { Badge } from "@/app/_ui/badge";
import { Callout } from "@/app/_ui/callout";
import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import type { State, Tone } from "@/app/_ui/state-drawings";
import { LinkButton, TextLink } from "@/app/_ui/text-link";
import type { SeriousEvent } from "@/lib/analysis/read-safety";
import { safetyHref, type SafetyFilters } from "@/lib/analysis/safety-filters";
import { sayPartialDate } from "@/lib/kernel/partial-date";
import { REPORT_WITHIN_HOURS, sayReporting, type Reporting } from "@/lib/study/adverse-events/report-deadline";
import { eventFields } from "@/lib/study/adverse-events/event-fields";
import { armOfAll } from "@/lib/study/words";

const COLUMNS = [
  { key: "patient", label: "Patient" }, { key: "event", label: "Event" }, { key: "grade", label: "Grade", numeric: true }, { key: "started", label: "Started" }, { key: "related", label: "Related to" },
  { key: "outcome", label: "Outcome" }, { key: "aware", label: "Aware since" }, { key: "report", label: "Report" }, { key: "open", label: "Open", unseen: true },
];

const LOOKS: Readonly<Record<Reporting["state"], { readonly tone: Tone; readonly state: State }>> = {
  overdue: { tone: "q", state: "overdue" }, due: { tone: "due", state: "in_progress" }, no_awareness: { tone: "due", state: "unknown" }, reported_late: { tone: "due", state: "overdue" }, reported: { tone: "ok", state: "complete" },
};

/** What nobody may miss: serious events that are known for longer than they may stay unreported. */
export function OverdueCallout({ overdue }: { readonly overdue: number }) {
  if (overdue === 0) return null;
  return (
    <div className="safety-overdue">
      <Callout tone="hard" icon="overdue" title={`${overdue} serious ${overdue === 1 ? "event is" : "events are"} not reported more than ${REPORT_WITHIN_HOURS} h after awareness.`}>The site records the time of the report on the event itself.</Callout>
    </div>
  );
}

/** More rows than this are drawn only for whoever asks for all. */
const MOST_ROWS = 100;

interface SeriousCardProps {
  readonly title: string;
  readonly serious: readonly SeriousEvent[];
  /** Which of them come first. */
  readonly order: string;
  readonly filters: SafetyFilters;
}

/** Serious events with the time since anyone at the site knew. */
export function SeriousCard({ title, serious, order, filters }: SeriousCardProps) {
  const shown = filters.rows === "all" ? serious : serious.slice(0, MOST_ROWS);
  return (
    <Card title={title} note={serious.length}>
      {serious.length === 0 ? <p className="card-pad dim">None under this choice.</p> : (
        <DataTable caption={title} columns={COLUMNS} className="serious-table">{shown.map((one) => <SeriousRow key={one.event.entryId} {...one} />)}</DataTable>
      )}
      {shown.length < serious.length && <p className="card-foot">The first {shown.length} of {serious.length}, {order}. Narrow the choice above, or <TextLink href={safetyHref(filters, { rows: "all" })} underlined>draw all of them</TextLink>.</p>}
    </Card>
  );
}

function SeriousRow({ event, reporting }: SeriousEvent) {
  const { patient, entryId, term, verbatim, grade, start, relation, outcome, awareAt } = event;
    const href = `/entries/${entryId}${reporting.state === "overdue" || reporting.state === "due" ? "#reportedAt" : reporting.state === "no_awareness" ? "#awareAt" : ""}`;
  return (
    <tr className={reporting.state === "overdue" ? "warned" : undefined}>
      <td className="nowrap"><TextLink href={`/patients/${patient.number}`}>{patient.number}</TextLink>{patient.arm && <small>{armOfAll(patient.arm)}</small>}</td>
      <td><TextLink href={`/entries/${entryId}`} underlined>{term}</TextLink>{verbatim !== null && verbatim.toLowerCase() !== term.toLowerCase() && <small>{verbatim}</small>}</td>
      <td className="number">{grade ?? "–"}</td>
      <td className="nowrap">{start ? sayPartialDate(start) : "not known"}</td>
      <td>{relation}</td>
      <td>{eventFields.outcome.show(outcome)}</td>
      <td className="nowrap">{awareAt ? eventFields.awareAt.show(awareAt) : "–"}</td>
      <td className="nowrap"><Badge {...LOOKS[reporting.state]}>{sayReporting(reporting)}</Badge></td>
      <td><LinkButton href={href} small label={`Open ${patient.number}, ${term}`}>Open</LinkButton></td>
    </tr>
  );
}
