import { Fragment, type ReactNode } from "react";
import { ResponseBadge } from "@/app/_ui/response-badge";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { TextLink } from "@/app/_ui/text-link";
import { sayDate, sayStudyDay, studyDay, type CalendarDate } from "@/lib/kernel/calendar-date";
import { exposureWindowOf } from "@/lib/study/derive/exposure-windows";
import { entriesOfForm, figureOf } from "@/lib/study/derive/record-reading";
import { scheduledVisit, scheduleOf } from "@/lib/study/schedule";
import { visitByCode } from "@/lib/study/visits";
import { sayAdjudicated } from "@/lib/study/response/adjudication";
import { PROFILE_TITLES } from "@/lib/study/words";
import { bestOf, responsesOf, type AssessedResponse, type Casebook } from "./casebook";
import { medicationRowsOf } from "./medication-rows";

/** The best response so far, why, what it rests on, what the investigator says, and the exposure that decides who is counted. */
export function Verdict({ casebook }: { readonly casebook: Casebook }) {
  const responses = responsesOf(casebook.findings);
  const best = bestOf(casebook.findings)?.[casebook.record.profile] ?? null;
  const deciding = responses.find(({ visit }) => visit === best?.visit) ?? responses.at(-1);
  return (
    <div className="verdict">
      <ResponseBadge status={best?.status ?? "NE"} big />
      <p className="verdict-says">{deciding ? sayWhy(deciding) : "No response was assessed yet."}</p>
      <dl>
        {deciding && <><dt>Based on</dt><dd><BasedOn casebook={casebook} response={deciding} /></dd></>}
        {deciding && <><dt>Investigator</dt><dd><Investigator response={deciding} /></dd></>}
        {deciding && deciding.status !== "CR" && <NotMet response={deciding} />}
        <dt>Exposure</dt><dd><ExposureSaid casebook={casebook} /></dd>
        <dt>Best so far</dt><dd><Course casebook={casebook} responses={responses} bestVisit={best?.visit ?? null} /></dd>
      </dl>
    </div>
  );
}

/** What decided: a reviewer, or the row of the decision table. */
const sayWhy = ({ adjudication, derived, profiles, profile, awaiting }: AssessedResponse): string =>
  adjudication === null ? `${profiles[profile].because}${awaiting ? "; awaits adjudication" : ""}` : `Adjudicated by ${sayAdjudicated(adjudication, derived)}`;

const sayVisitDay = (first: CalendarDate | null, visit: string, on: CalendarDate | null): string =>
  on !== null && first !== null ? sayStudyDay(studyDay(first, on)) : visitByCode(visit)?.shortTitle ?? visit;

function BasedOn({ casebook: { record, first, ruleVersion, visits }, response: { visit, on, profiles } }: { readonly casebook: Casebook; readonly response: AssessedResponse }) {
  const blasts = figureOf(entriesOfForm(record, "marrow", visit)[0], "blastPct");
  const source = profiles[record.profile].criteria.find((criterion) => criterion.source !== null)?.source;
  const says = `${blasts === null ? "Findings" : `Marrow ${blasts} % and counts`} of ${sayVisitDay(first, visit, on)}${on === null ? "" : `, ${sayDate(on)}`}`;
  const open = visits.find(({ code }) => code === visit)?.entries.filter(({ removed, optional, recorded }) => !removed && (!optional || recorded)).some(({ state }) => state === "not_started" || state === "in_progress");
  return <>{source ? <TextLink href={`/entries/${source.entryId}#${source.field}`} underlined>{says}</TextLink> : says} · {PROFILE_TITLES[record.profile]} rules {ruleVersion}{open && ` · provisional until every form of ${visitByCode(visit)?.shortTitle ?? visit} is complete`}</>;
}

/** What stands between this assessment and CR, each with its value and its field. */
function NotMet({ response: { profiles, profile } }: { readonly response: AssessedResponse }) {
  const open = profiles[profile].criteria.filter(({ state }) => state !== "met");
  if (open.length === 0) return null;
  return (
    <>
      <dt>Missing for CR</dt>
      <dd>{open.map(({ id, label, value, source }, at) => {
        const says = `${label}: ${value ?? "unknown"}`;
        return <Fragment key={id}>{at > 0 && "; "}{source ? <TextLink href={`/entries/${source.entryId}#${source.field}`}>{says}</TextLink> : says}</Fragment>;
      })}</dd>
    </>
  );
}

function Investigator({ response: { investigator } }: { readonly response: AssessedResponse }) {
  if (investigator === null) return <>has not assessed this visit yet</>;
  const says = <>says <b>{investigator.response}</b>: {investigator.agrees ? "agrees" : "differs"}</>;
  return investigator.source ? <TextLink href={`/entries/${investigator.source.entryId}#${investigator.source.field}`}>{says}</TextLink> : says;
}

const EXPOSURE = {
  exposed: { state: "exposed", says: "Exposed." },
  possible: { state: "possible", says: "Possibly exposed." },
  not_exposed: { state: "outside", says: "Not exposed." },
} as const;

function ExposureSaid({ casebook: { findings, record, first } }: { readonly casebook: Casebook }): ReactNode {
  const window = exposureWindowOf(record);
  const found = EXPOSURE[findings.find(({ kind }) => kind === "patient_exposure")?.value as keyof typeof EXPOSURE];
  if (first === null || window === null || !found) return <span className="muted">Not known until start and stop of the infusion are recorded.</span>;
  const span = { from: window.firstDay, to: window.lastDay };
  const inhibitors = medicationRowsOf(record, findings, first, span).filter(({ mark }) => mark !== "none");
  return (
    <>
      <StateIcon state={inhibitors.length === 0 ? "met" : found.state} label="" /><b>{found.says}</b>{" "}
      {inhibitors.length === 0 && "No inhibitor recorded"}
      {inhibitors.map(({ entryId, label, note }, at) => <Fragment key={entryId}>{at > 0 && "; "}<TextLink href={`/entries/${entryId}`} underlined>{label}</TextLink> {note}</Fragment>)}
      {" "}<span className="muted">(window {sayDate(span.from)} to {sayDate(span.to)})</span>
    </>
  );
}

/** Every assessed response in order, the best one loud, and when the next is due. */
function Course({ casebook, responses, bestVisit }: { readonly casebook: Casebook; readonly responses: readonly AssessedResponse[]; readonly bestVisit: string | null }) {
  const { record, first } = casebook;
  return (
    <>
      {responses.length === 0 && "nothing assessed"}
      {responses.map(({ visit, on, status }, at) => {
        const assessment = entriesOfForm(record, "response_assessment", visit)[0];
        const says = `${status} on ${sayVisitDay(first, visit, on)}`;
        const link = assessment ? <TextLink href={`/entries/${assessment.id}`} underlined>{says}</TextLink> : says;
        return <Fragment key={visit}>{at > 0 && <> <span className="arrow" aria-label="then">→</span> </>}{visit === bestVisit ? <b>{link}</b> : link}</Fragment>;
      })}
      <NextAssessment casebook={casebook} assessed={responses.map(({ visit }) => visit)} />
    </>
  );
}

/** The next visit that asks for an assessment, once its days are known. */
function NextAssessment({ casebook: { visits, record }, assessed }: { readonly casebook: Casebook; readonly assessed: readonly string[] }) {
  const schedule = scheduleOf(record);
  const next = visits.filter(({ code, notDoneReason }) => notDoneReason === null && !assessed.includes(code)).map(({ code }) => scheduledVisit(schedule, code))
    .find((scheduled) => scheduled?.calledFor && scheduled.days !== null && scheduled.visit.forms.some(({ formId, optional }) => formId === "response_assessment" && !optional));
  return next?.days ? <span className="muted">, next assessment {next.visit.shortTitle}, {sayDate(next.days.from)} to {sayDate(next.days.to)}</span> : null;
}
