import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { ResponseBadge } from "@/app/_ui/response-badge";
import { TextLink } from "@/app/_ui/text-link";
import { sayDate, sayStudyDay } from "@/lib/kernel/calendar-date";
import type { ResponseProfile } from "@/lib/study/patient-record";
import { visitByCode } from "@/lib/study/visits";
import { PROFILE_TITLES } from "@/lib/study/words";
import { bestOf, responsesOf, type Casebook } from "./casebook";

const PROFILES = ["SEED", "IWG2003", "ELN2022"] as const satisfies readonly ResponseProfile[];

/** The response of every visit and the best of all, under the trial's own criteria and the two published ones. */
export function ResponsesCard({ casebook: { findings } }: { readonly casebook: Casebook }) {
  const responses = responsesOf(findings);
  const best = bestOf(findings);
  const columns = [{ key: "visit", label: "Visit" }, ...PROFILES.map((profile) => ({ key: profile, label: PROFILE_TITLES[profile] })), { key: "investigator", label: "Investigator" }];
  return (
    <Card title="Response under three profiles" note="the trial's own criteria, SEED, decide">
      <DataTable caption="Response by visit and profile" columns={columns} className="casebook-responses">
        {responses.map(({ visit, on, profiles, investigator }) => (
          <tr key={visit}>
            <th scope="row">{visitByCode(visit)?.shortTitle ?? visit}<small>{on === null ? "no day yet" : sayDate(on)}</small></th>
            {PROFILES.map((profile) => <td key={profile}><ResponseBadge status={profiles[profile].status} /></td>)}
            <td>{investigator === null ? <span className="dim">none yet</span> : <Investigator {...investigator} />}</td>
          </tr>
        ))}
        <tr className="selected">
          <th scope="row">Best overall</th>
          {PROFILES.map((profile) => <td key={profile}>{best === null ? "" : <Best {...best[profile]} />}</td>)}
          <td />
        </tr>
      </DataTable>
    </Card>
  );
}

function Best({ status, on, studyDay }: NonNullable<ReturnType<typeof bestOf>>[ResponseProfile]) {
  return <><ResponseBadge status={status} />{on !== null && <small>{studyDay === null ? "" : `${sayStudyDay(studyDay)}, `}{sayDate(on)}</small>}</>;
}

function Investigator({ response, agrees, source }: { readonly response: string; readonly agrees: boolean; readonly source: { readonly entryId: string; readonly field: string } | null }) {
  const badge = <ResponseBadge status={response} />;
  return <>{source ? <TextLink href={`/entries/${source.entryId}#${source.field}`}>{badge}</TextLink> : badge}<small>{agrees ? "agrees" : "differs"}</small></>;
}
