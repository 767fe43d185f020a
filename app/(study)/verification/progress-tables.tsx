import { DataTable } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import { ProgressBar } from "@/app/_ui/progress-bar";
import { TextLink } from "@/app/_ui/text-link";
import { sayInstant } from "@/lib/kernel/instant";
import { sayShare } from "@/lib/kernel/say-share";
import type { MonitorProgress, PatientProgress, Progress, SiteProgress } from "@/lib/review/read-verification-progress";
import { CRITICALITIES, CRITICALITY_WORDS, plannedFor } from "@/lib/study/verification-plan";

const COUNTS = [{ key: "verified", label: "Verified of planned", numeric: true }, { key: "changed", label: "Changed since", numeric: true }, { key: "asked", label: "Under a query", numeric: true }] as const;

function Counts({ progress: { values, verified, changed, asked }, says }: { readonly progress: Progress; readonly says: string }) {
  return (
    <>
      <td className="number verification-share" data-label="Verified"><b>{verified}</b>/{values} <span className="dim">{sayShare(verified, values)}</span><ProgressBar done={verified} of={values} tone="ver" label={`${says}: ${verified} of ${values} verified`} /></td>
      <td className="number" data-label="Changed since">{changed === 0 ? <span className="dim">0</span> : <b className="tone-due">{changed}</b>}</td>
      <td className="number" data-label="Under a query">{asked === 0 ? <span className="dim">0</span> : asked}</td>
    </>
  );
}

/** Site by site; then what kind of value it is, for the plan asks for each by another rule. */
export function SitesTable({ sites }: { readonly sites: readonly SiteProgress[] }) {
  const columns = [{ key: "site", label: "Site" }, ...COUNTS, ...CRITICALITIES.map((key) => ({ key, label: CRITICALITY_WORDS[key], numeric: true }))];
  return (
    <DataTable caption="Source verification by site" columns={columns} className="table-stacked">
      {sites.map((site) => (
        <tr key={site.site}>
          <th scope="row" className="verification-site"><TextLink href={`/verification?site=${site.site}#patients`}>{site.site}</TextLink> {site.name}<small>{site.patients} {site.patients === 1 ? "patient" : "patients"}</small></th>
          <Counts progress={site} says={`Site ${site.site}`} />
          {CRITICALITIES.map((key) => <td key={key} className="number" data-label={CRITICALITY_WORDS[key]}>{site.by[key].verified}/{site.by[key].values} <span className="dim">{sayShare(site.by[key].verified, site.by[key].values)}</span></td>)}
        </tr>
      ))}
    </DataTable>
  );
}

export function MonitorsTable({ monitors, zone }: { readonly monitors: readonly MonitorProgress[]; readonly zone: string }) {
  if (monitors.length === 0) return <EmptyState title="Nobody has verified anything yet">What each monitor verifies is counted here, site by site.</EmptyState>;
  const columns = [{ key: "who", label: "Monitor" }, { key: "site", label: "Site" }, { key: "standing", label: "Stand", numeric: true }, { key: "plan", label: "Of the plan", numeric: true }, { key: "fell", label: "Fell with a change", numeric: true }, { key: "back", label: "Taken back", numeric: true }, { key: "last", label: "Last" }];
  return (
    <DataTable caption="Source verification by monitor" columns={columns} className="table-stacked">
      {monitors.map(({ byName, site, standing, ofPlan, fallen, withdrawn, lastAt }) => (
        <tr key={`${byName} ${site}`}>
          <th scope="row">{byName}</th><td data-label="Site">{site}</td><td className="number" data-label="Stand"><b>{standing}</b></td><td className="number" data-label="Of the plan">{ofPlan}</td>
          <td className="number" data-label="Fell with a change">{fallen}</td><td className="number" data-label="Taken back">{withdrawn}</td><td className="nowrap" data-label="Last">{sayInstant(lastAt, zone)}</td>
        </tr>
      ))}
    </DataTable>
  );
}

/** "in full", or what beyond the critical values was drawn. */
export function sayDrawn(number: string): string {
  const planned = plannedFor(number);
  if (planned.length === CRITICALITIES.length) return "in full";
  const drawn = planned.filter((each) => each === "safety" || each === "administrative");
  return drawn.length === 0 ? "critical values" : `critical values and ${drawn.map((each) => CRITICALITY_WORDS[each].toLowerCase()).join(", ")}`;
}

export function PatientsTable({ patients }: { readonly patients: readonly PatientProgress[] }) {
  return (
    <DataTable caption="Source verification by patient" columns={[{ key: "patient", label: "Patient" }, { key: "plan", label: "The plan compares" }, ...COUNTS]} className="table-stacked">
      {patients.map((patient) => (
        <tr key={patient.number}>
          <th scope="row"><TextLink href={`/verification/${patient.number}`}>{patient.number}</TextLink></th>
          <td data-label="Plan">{sayDrawn(patient.number)}</td>
          <Counts progress={patient} says={patient.number} />
        </tr>
      ))}
    </DataTable>
  );
}
