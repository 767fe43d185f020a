import { Badge } from "@/app/_ui/badge";
import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton } from "@/app/_ui/text-link";
import { ROLE_LABELS } from "@/lib/kernel/actor";
import { sayDate } from "@/lib/kernel/calendar-date";
import { sayInstant } from "@/lib/kernel/instant";
import { DELEGATED_TASKS } from "@/lib/kernel/delegated-tasks";
import { readDelegations, type DelegatedPerson, type DelegationSite, type DelegationView, type SiteRole } from "@/lib/people/read-delegations";
import { asReader } from "@/lib/server/page";
import { DelegateDialog } from "./delegate-dialog.client";
import "../people/people.css";

export const metadata = { title: "Delegation log" };

const COLUMNS = [{ key: "who", label: "Person and role" }, { key: "tasks", label: "Tasks" }, { key: "when", label: "Time and signature" }];

/** Who of each site does what for the trial, from when to when, and which investigator signed it. */
export default async function DelegationPage() {
  const sites = await asReader("delegation.read", (tx, actor) => readDelegations(tx, actor, new Date()));
  return (
    <>
      <PageHeader title="Delegation log" subtitle="What an investigator has entrusted to the people of the site. It opens and closes nothing in this system; roles do that." actions={<LinkButton href="/delegation/delegation.csv" download>As CSV</LinkButton>} />
      {sites.length === 0 && <Card title="Sites" hideTitle><EmptyState title="No site yet">Each site has its log here, once it is added and its people have roles.</EmptyState></Card>}
      {sites.map((site) => <Site key={site.siteId} site={site} />)}
    </>
  );
}

function Site({ site }: { readonly site: DelegationSite }) {
  const { code, name, people, mayDelegate } = site;
  if (people.length === 0) return <Card title={`Site ${code} ${name}`}><EmptyState title="Nobody holds a role here yet">An administrator invites the coordinator and the investigator. Then the investigator says here who does what.</EmptyState></Card>;
  return (
    <Card title={`Site ${code} ${name}`} note={`${people.length} ${people.length === 1 ? "person" : "people"}`}>
      <DataTable caption={`Delegation log of site ${code}`} columns={mayDelegate ? [...COLUMNS, { key: "acts", label: "Change", unseen: true }] : COLUMNS} className="table-stacked">
        {people.map((person) => <Person key={person.accountId} person={person} site={site} />)}
      </DataTable>
    </Card>
  );
}

const sayRole = ({ role, trainedOn, from, to }: SiteRole): string =>
  `${ROLE_LABELS[role]}, ${trainedOn === null ? "training pending" : `trained ${sayDate(trainedOn)}`}, from ${sayDate(from)}${to === null ? "" : ` to ${sayDate(to)}`}`;

function Person({ person: { accountId, fullName, roles, delegations, concerns }, site }: { readonly person: DelegatedPerson; readonly site: DelegationSite }) {
  const [current, ...before] = delegations;
  return (
    <tr>
      <td><b>{fullName}</b>{roles.map((role) => <small key={sayRole(role)}>{sayRole(role)}</small>)}{concerns.map((concern) => <div key={concern}><Badge tone="due" state="overdue">{concern}</Badge></div>)}</td>
      <td>{current === undefined ? <span className="dim">nothing delegated yet</span> : current.tasks.length === 0 ? <span className="muted">ended</span> : <ul className="delegation-tasks">{current.tasks.map((task) => <li key={task}>{DELEGATED_TASKS[task]}</li>)}</ul>}</td>
      <td>
        {current && <>{sayWhen(current)}<small title={current.statement}>signed by {current.byName}, {sayInstant(current.at, site.timeZone)}</small>{current.reason !== null && <small>{current.reason}</small>}</>}
        {before.length > 0 && <details><summary>{before.length} before</summary><ul>{before.map((one) => <li key={one.id} className="small">{one.tasks.length === 0 ? "ended" : one.tasks.map((task) => DELEGATED_TASKS[task]).join(", ")}; {sayWhen(one)}; {one.byName}, {sayInstant(one.at, site.timeZone)}</li>)}</ul></details>}
      </td>
      {site.mayDelegate && <td className="number"><DelegateDialog siteId={site.siteId} accountId={accountId} fullName={fullName} tasks={current?.tasks ?? []} today={site.today} /></td>}
    </tr>
  );
}

const sayWhen = ({ startsOn, endsOn }: DelegationView): string => (endsOn === null ? `from ${sayDate(startsOn)}` : `${sayDate(startsOn)} to ${sayDate(endsOn)}`);
