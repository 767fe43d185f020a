import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import { FocusFromAddress } from "@/app/_ui/focus-from-address.client";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton, TextLink } from "@/app/_ui/text-link";
import { readPeople, type SiteView } from "@/lib/people/read-people";
import { asReader } from "@/lib/server/page";
import { FirstSteps } from "./first-steps";
import { sendsMail } from "@/lib/people/ask-for-link";
import { InviteDialog } from "./invite-dialog.client";
import { PersonRow } from "./person-row";
import { SiteDialog } from "./site-dialog.client";
import "./people.css";

export const metadata = { title: "People" };

const COLUMNS = [{ key: "who", label: "Person" }, { key: "account", label: "Account" }, { key: "roles", label: "Roles" }];
const ACTS = { key: "acts", label: "Change", unseen: true };

export default async function PeoplePage() {
  const { people, sites, mayAdminister } = await asReader("person.read", readPeople);
  const pending = people.flatMap(({ roles }) => roles).filter(({ trainedOn }) => trainedOn === null).length;
  return (
    <>
      <FocusFromAddress />
      <PageHeader
        title="People" subtitle={`${people.length} with an account · ${sites.length} ${sites.length === 1 ? "site" : "sites"} · ${pending} ${pending === 1 ? "role waits" : "roles wait"} for a training`}
        actions={<><LinkButton href="/people/review">Review of access</LinkButton>{mayAdminister && <><SiteDialog first={sites.length === 0} /><InviteDialog sendsMail={sendsMail} /></>}</>}
      />
      {mayAdminister && <FirstSteps people={people} sites={sites} />}
      <Card title="People and roles" note={<>what each role may do is in the <TextLink href="/protocol#permissions" underlined>handbook</TextLink></>}>
        <DataTable caption="People and roles" columns={mayAdminister ? [...COLUMNS, ACTS] : COLUMNS} className="table-stacked">
          {people.map((person) => <PersonRow key={person.id} person={person} sites={sites} mayAdminister={mayAdminister} />)}
        </DataTable>
      </Card>
      <Card title="Sites" note={String(sites.length)}><Sites sites={sites} mayAdminister={mayAdminister} /></Card>
    </>
  );
}

function Sites({ sites, mayAdminister }: { readonly sites: readonly SiteView[]; readonly mayAdminister: boolean }) {
  if (sites.length === 0) {
    return <EmptyState title="No site yet" actions={mayAdminister && <SiteDialog first />}>Patients belong to a site, and so do the people who enter their data. Add the first site, then invite its coordinator and investigator.</EmptyState>;
  }
  return (
    <DataTable caption="Sites" columns={[{ key: "code", label: "Code" }, { key: "name", label: "Name" }, { key: "zone", label: "Time zone" }]} dense>
      {sites.map(({ id, code, name, timeZone }) => <tr key={id}><td>{code}</td><td>{name}</td><td>{timeZone}</td></tr>)}
    </DataTable>
  );
}
