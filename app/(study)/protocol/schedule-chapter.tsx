import { DataTable, GroupRow } from "@/app/_ui/data-table";
import { TextLink } from "@/app/_ui/text-link";
import { sayStudyDay } from "@/lib/kernel/calendar-date";
import type { ProtocolVersionId } from "@/lib/study/patient-record";
import { ENTRY_GRACE } from "@/lib/study/standing";
import { formById } from "@/lib/study/study";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { logs, PHASES, phaseOf, titleInPhase, unscheduledCode, visitByCode, type Phase, type PlannedVisit } from "@/lib/study/visits";
import { HandbookCard } from "./handbook-card";

const DAYS = [{ key: "visit", label: "Visit" }, { key: "days", label: "Study days" }, { key: "when", label: "Called for" }, { key: "source", label: "Source" }];
const WHEN: Readonly<Record<PlannedVisit["calledFor"], string>> = { always: "always", second_course: "when an assessment plans a second course", while_alive: "while the patient lives" };

/** Which forms at which visit, and within which days, under each version of the protocol. */
export function ScheduleChapter() {
  return (
    <HandbookCard chapter="schedule" note="D1 is the first day of cenersen in the course; there is no day 0">
      {Object.values(protocolVersions).map(({ id, title }) => (
        <section key={id} className="handbook-part">
          <h3>{title}</h3>
          <FormsByVisit version={id} title={title} />
          <DaysOfVisits version={id} title={title} />
        </section>
      ))}
      <p className="card-foot">
        A visit is due until its last day and overdue {ENTRY_GRACE.days} days later, when it still lacks a form ({ENTRY_GRACE.source}). Nothing is awaited whose days had not passed at death.
        Forms come and go with what is answered; one that holds anything stays.
      </p>
    </HandbookCard>
  );
}

interface OfVersion { readonly version: ProtocolVersionId; readonly title: string }

interface ColumnOfForms { readonly key: string; readonly label: string; readonly fullTitle: string; readonly phase: Phase; readonly visit: PlannedVisit }

/** One column a visit; follow-up asks for the same each time and has one column. */
function columnsOf(version: ProtocolVersionId): readonly ColumnOfForms[] {
  const unscheduled = visitByCode(unscheduledCode(1));
  const planned = [...protocolVersions[version].visits, ...(unscheduled ? [unscheduled] : [])];
  const columns = planned.map((visit) => ({ key: visit.code, label: titleInPhase(visit), fullTitle: visit.title, phase: phaseOf(visit), visit }));
  const followUp = columns.filter(({ phase }) => phase === "follow_up");
  return columns.filter((column) => column.phase !== "follow_up" || column === followUp[0]).map((column) => {
    if (column.phase === "follow_up") return { ...column, label: `${followUp[0]?.label} to ${followUp.at(-1)?.label}`, fullTitle: `Follow-up, ${followUp.length} visits` };
    return column.phase === "unscheduled" ? { ...column, label: "U", fullTitle: "Unscheduled visits" } : column;
  });
}

function FormsByVisit({ version, title }: OfVersion) {
  const columns = columnsOf(version);
  const formIds = [...new Set(columns.flatMap(({ visit }) => visit.forms.map(({ formId }) => formId)))];
  const head = columns.map(({ key, label, fullTitle, phase }) => ({ key, label: <span title={fullTitle}>{label}<small>{PHASES[phase]}</small></span> }));
  return (
    <>
      <DataTable caption={`Forms by visit, ${title}`} dense className="handbook-matrix" columns={[{ key: "form", label: "Form" }, ...head]}>
        {formIds.map((formId) => (
          <tr key={formId}><th scope="row" className="nowrap"><TextLink href={`/protocol/forms/${formId}`}>{titleOf(formId)}</TextLink></th>{columns.map(({ key, visit }) => <td key={key}><Mark visit={visit} formId={formId} /></td>)}</tr>
        ))}
        <GroupRow span={columns.length + 1} label="At any time, belonging to the patient" />
        {logs.map((formId) => <tr key={formId}><th scope="row" colSpan={columns.length + 1}><TextLink href={`/protocol/forms/${formId}`}>{titleOf(formId)}</TextLink>{repeats(formId) && <span className="dim"> a row each</span>}</th></tr>)}
      </DataTable>
      <p className="dim">● asked for · ○ filled in if it was done · ● B, C only in these arms · + a row for each</p>
    </>
  );
}

const titleOf = (formId: string) => formById(formId)?.title ?? formId;
const repeats = (formId: string) => formById(formId)?.repeats ?? false;

/** How much a visit asks for a form: shape, arms, rows; said in words to who cannot see it. */
function Mark({ visit, formId }: { readonly visit: PlannedVisit; readonly formId: string }) {
  const planned = visit.forms.find((form) => form.formId === formId);
  if (!planned) return null;
  const words = [planned.optional ? "if done" : "asked for", planned.arms && `arms ${planned.arms.join(", ")}`, repeats(formId) && "a row each"].filter(Boolean).join(", ");
  return <><span aria-hidden="true">{planned.optional ? "○" : "●"}{planned.arms && ` ${planned.arms.join(", ")}`}{repeats(formId) && " +"}</span><span className="unseen">{words}</span></>;
}

/** Follow-up is one row with the days of each month, for all else of it is the same. */
function DaysOfVisits({ version, title }: OfVersion) {
  const { visits } = protocolVersions[version];
  const followUp = visits.filter((visit) => phaseOf(visit) === "follow_up");
  return (
    <DataTable caption={`Days of the visits, ${title}`} columns={DAYS}>
      {visits.filter((visit) => phaseOf(visit) !== "follow_up").map((visit) => <DaysRow key={visit.code} visit={visit} title={visit.title} code={visit.code} days={sayDays(visit)} />)}
      {followUp[0] && <DaysRow visit={followUp[0]} title="Follow-up" code={followUp.map(({ code }) => code).join(", ")} days={followUp.map(sayDays).join(", ")} />}
    </DataTable>
  );
}

function DaysRow({ visit, title, code, days }: { readonly visit: PlannedVisit; readonly title: string; readonly code: string; readonly days: string }) {
  return (
    <tr>
      <td><b>{title}</b><small>{code}</small></td>
      <td>{days}</td>
      <td>{WHEN[visit.calledFor]}{visit.startsWithin && <small>day 1 within {visit.startsWithin.days} days of randomisation. {visit.startsWithin.source}</small>}</td>
      <td>{visit.window?.source}</td>
    </tr>
  );
}

/** "D14 to D21 of course 2" */
const sayDays = ({ window, course }: PlannedVisit): string => (window === null ? "any" : `${sayStudyDay(window.from)} to ${sayStudyDay(window.to)}${course === 2 ? " of course 2" : ""}`);
