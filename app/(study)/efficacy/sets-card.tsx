import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { ResponseBadge } from "@/app/_ui/response-badge";
import type { EfficacyPatient } from "@/lib/study/efficacy";
import { ANALYSIS_SETS, analysisSets, bestByProfile, evaluableAgainstExposed, responseBySet } from "@/lib/study/outcome/outcome-tables";
import type { ResponseProfile } from "@/lib/study/patient-record";
import { RateCell, sayArm } from "./numbers";
import { PROFILE_LABELS, PROFILES } from "./profiles";

interface Props {
  readonly patients: readonly EfficacyPatient[];
  readonly profile: ResponseProfile;
}

/** Response by arm over everybody, the evaluable and the unexposed, and the comparison that the interim report made. */
export function SetsCard({ patients, profile }: Props) {
  const { evaluable, exposed, p } = evaluableAgainstExposed(patients, profile);
  return (
    <Card title="Response by population" note="remissions, with exact 95 % intervals">
      <DataTable caption="Response by arm and population" columns={[{ key: "arm", label: "Arm" }, ...ANALYSIS_SETS.map((set) => ({ key: set, label: <>{analysisSets[set].title}<small className="muted"> {analysisSets[set].says}</small></>, numeric: true }))]}>
        {responseBySet(patients, profile).map(({ arm, sets }) => (
          <tr key={arm ?? "all"} className={arm === null ? "selected" : undefined}><th scope="row">{sayArm(arm)}</th>{sets.map(({ set, rate }) => <td key={set} className="number efficacy-rate"><RateCell rate={rate} /></td>)}</tr>
        ))}
      </DataTable>
      <p className="card-foot">Evaluable {evaluable.successes}/{evaluable.total} against exposed {exposed.successes}/{exposed.total}{p === null ? "" : `: Fisher two-sided p = ${p.toFixed(3)}`}. The interim report of the trial gave 6/18 per protocol against 0/16 exposed, p = 0.02.</p>
    </Card>
  );
}

/** Each best response under the three profiles, side by side. */
export function ProfilesCard({ patients }: Pick<Props, "patients">) {
  return (
    <Card title="Best response, profile by profile" note={`${patients.length} patients`}>
      <DataTable caption="Best response under three profiles" dense columns={[{ key: "status", label: "Best response" }, ...PROFILES.map((profile) => ({ key: profile, label: PROFILE_LABELS[profile], numeric: true }))]}>
        {bestByProfile(patients).map(({ status, counts }) => <tr key={status}><th scope="row"><ResponseBadge status={status} /></th>{PROFILES.map((profile) => <td key={profile} className="number">{counts[profile]}</td>)}</tr>)}
      </DataTable>
    </Card>
  );
}
