import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { ResponseBadge } from "@/app/_ui/response-badge";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { TextLink } from "@/app/_ui/text-link";
import { sayDate, sayStudyDay } from "@/lib/kernel/calendar-date";
import { sayInstant } from "@/lib/kernel/instant";
import type { AwaitingAdjudication } from "@/lib/review/read-awaiting-adjudication";
import { decidingCriterion, sayReasons } from "@/lib/study/response/adjudication";
import type { ResponseProfile } from "@/lib/study/patient-record";
import { visitByCode } from "@/lib/study/visits";
import { PROFILE_TITLES } from "@/lib/study/words";
import { Adjudicate } from "./adjudicate.client";
import { bestOf, responsesOf, type AssessedResponse, type Casebook } from "./casebook";

const PROFILES = ["SEED", "IWG2003", "ELN2022"] as const satisfies readonly ResponseProfile[];
const shortTitle = (visit: string) => visitByCode(visit)?.shortTitle ?? visit;

interface Props {
  readonly casebook: Casebook;
  /** What the reader may decide now; without the right to, nothing. */
  readonly adjudicable: readonly AwaitingAdjudication[];
}

/** The response of every visit and the best of all, under the study's own criteria and the others, and what a reviewer decided. */
export function ResponsesCard({ casebook, adjudicable }: Props) {
  const { findings, record, patient } = casebook;
  const responses = responsesOf(findings);
  const best = bestOf(findings);
  const columns = [{ key: "visit", label: "Visit" }, ...PROFILES.map((profile) => ({ key: profile, label: PROFILE_TITLES[profile] })), { key: "investigator", label: "Investigator" }];
  return (
    <Card id="responses" title="Response under three profiles" note={`${PROFILE_TITLES[record.profile]} decides in this study`}>
      <DataTable caption="Response by visit and profile" columns={columns} className="casebook-responses">
        {responses.flatMap((response) => [
          <tr key={response.visit}>
            <th scope="row">{shortTitle(response.visit)}<small>{response.on === null ? "no day yet" : sayDate(response.on)}</small></th>
            {PROFILES.map((profile) => <td key={profile}>{profile === record.profile ? <Standing response={response} /> : <ResponseBadge status={response.profiles[profile].status} />}</td>)}
            <td>{response.investigator === null ? <span className="dim">none yet</span> : <Investigator {...response.investigator} />}</td>
          </tr>,
          <Review key={`${response.visit} review`} response={response} patientNumber={patient.number} timeZone={patient.timeZone} adjudicable={adjudicable} />,
        ])}
        <tr className="selected">
          <th scope="row">Best overall</th>
          {PROFILES.map((profile) => <td key={profile}>{best === null ? "" : <Best {...best[profile]} />}</td>)}
          <td />
        </tr>
      </DataTable>
    </Card>
  );
}

const Standing = ({ response: { status, derived, adjudication } }: { readonly response: AssessedResponse }) =>
  <><ResponseBadge status={status} />{adjudication !== null && <small>adjudicated, derived {derived}</small>}</>;

interface ReviewProps { readonly response: AssessedResponse; readonly patientNumber: string; readonly timeZone: string; readonly adjudicable: Props["adjudicable"] }

/** Who decided and why, or what waits for a decision; nothing for a response that the criteria settle. */
function Review({ response, patientNumber, timeZone, adjudicable }: ReviewProps) {
  const { visit, derived, reasons, awaiting, adjudication, fallen } = response;
  if (adjudication === null && !awaiting && fallen === null) return null;
  const mine = adjudicable.find((one) => one.visit === visit);
  return (
    <tr className={`indented${awaiting ? " warned" : ""}`}>
      <td colSpan={PROFILES.length + 2} className="casebook-review">
        {adjudication !== null && <p><StateIcon state="signed" label="" /> <b>{adjudication.verdict}</b> adjudicated by {adjudication.byName}, {sayInstant(adjudication.at, timeZone)}: {adjudication.reason} <span className="muted">The criteria say {derived}.</span></p>}
        {awaiting && <p><StateIcon state="overdue" label="" /> Awaits adjudication: {sayReasons(reasons)}.{" "}
          {mine ? <Adjudicate visitId={mine.visitId} of={`${shortTitle(visit)} of ${patientNumber}`} inputsHash={mine.inputsHash} facts={factsOf(response)} /> : <span className="muted">{reasons.every((reason) => reason === "disagreement") ? "First the site explains or corrects; then a monitor decides." : "A monitor of the site decides."}</span>}</p>}
        {fallen !== null && <p className="muted">{fallen.verdict} was adjudicated by {fallen.byName}, {sayInstant(fallen.at, timeZone)}, on other data: “{fallen.reason}”. It does not count while they differ.</p>}
      </td>
    </tr>
  );
}

/** What a reviewer should have before their eyes while deciding. */
function factsOf({ profile, derived, reasons, investigator, profiles }: AssessedResponse): readonly string[] {
  const deciding = decidingCriterion(profiles[profile].criteria);
  return [
    `${sayReasons(reasons)}.`,
    `The criteria say ${derived}: ${profiles[profile].because}. The investigator says ${investigator?.response ?? "nothing yet"}.`,
    ...(deciding === null ? [] : [`${deciding.label}: ${deciding.value ?? "not known"}${deciding.on === null ? "" : `, ${sayDate(deciding.on)}`}.`]),
  ];
}

function Best({ status, on, studyDay }: NonNullable<ReturnType<typeof bestOf>>[ResponseProfile]) {
  return <><ResponseBadge status={status} />{on !== null && <small>{studyDay === null ? "" : `${sayStudyDay(studyDay)}, `}{sayDate(on)}</small>}</>;
}

function Investigator({ response, agrees, source }: { readonly response: string; readonly agrees: boolean; readonly source: { readonly entryId: string; readonly field: string } | null }) {
  const badge = <ResponseBadge status={response} />;
  return <>{source ? <TextLink href={`/entries/${source.entryId}#${source.field}`}>{badge}</TextLink> : badge}<small>{agrees ? "agrees" : "differs"}</small></>;
}
