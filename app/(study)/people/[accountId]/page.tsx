import { z } from "zod";
import { Callout } from "@/app/_ui/callout";
import { Card, DefinitionGrid } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton } from "@/app/_ui/text-link";
import { sayDate } from "@/lib/kernel/calendar-date";
import { sayInstant } from "@/lib/kernel/instant";
import { ACTIVITY_DAYS, readPerson, type PastRole, type PersonInFull } from "@/lib/people/read-person";
import { asReader } from "@/lib/server/page";
import { AccountState, sayRole } from "../person-row";
import "../people.css";

export const metadata = { title: "Person" };

/** One person: the account, every role held now or before, and how much was done of late. */
export default async function PersonPage({ params }: { readonly params: Promise<{ accountId: string }> }) {
  const id = z.uuid().safeParse((await params).accountId);
  const person = await asReader("person.read", async (tx, actor) => (id.success ? readPerson(tx, actor, id.data, new Date()) : null));
  return (
    <>
      <PageHeader title={person.fullName} subtitle={`signs in as ${person.username}`} trail={[{ label: "People", href: "/people" }, { label: person.fullName, href: null }]}
        actions={person.mayReadTrail && <LinkButton href={`/trail?person=${person.id}`}>Everything in the trail</LinkButton>} />
      {person.concerns.length > 0 && <Callout tone="soft">To ask about: {person.concerns.join("; ")}.</Callout>}
      <div className="casebook-stack">
        <Card title="Account" hideTitle padded><DefinitionGrid items={[
          { term: "Account", value: <AccountState person={person} /> }, { term: "Mail", value: person.email ?? "none on record" },
          { term: "Roles in force", value: person.allRoles.filter(({ revokedAt, trainedOn }) => revokedAt === null && trainedOn !== null).length }, { term: `Acts in ${ACTIVITY_DAYS} days`, value: person.acts.reduce((sum, { times }) => sum + times, 0) },
        ]} /></Card>
        <Card title="Roles" note="now and before"><Roles roles={person.allRoles} /></Card>
        <Card title="Activity" note={`the last ${ACTIVITY_DAYS} days, by UTC`}><Activity person={person} /></Card>
      </div>
    </>
  );
}

function Roles({ roles }: { readonly roles: readonly PastRole[] }) {
  if (roles.length === 0) return <EmptyState title="No role yet">Without a role nothing opens. An administrator gives one on the page People.</EmptyState>;
  return (
    <DataTable caption="Roles" columns={[{ key: "role", label: "Role" }, { key: "trained", label: "Trained" }, { key: "from", label: "From" }, { key: "to", label: "To" }]} dense>
      {roles.map((role) => (
        <tr key={role.id} className={role.revokedAt === null ? undefined : "removed"}>
          <td>{sayRole(role)}</td><td className="nowrap">{role.trainedOn === null ? <span className="dim">not recorded, of no effect</span> : sayDate(role.trainedOn)}</td><td className="nowrap">{sayDate(role.activeFrom)}</td>
          <td>{role.revokedAt !== null ? `taken away ${sayInstant(role.revokedAt, "UTC")}` : role.activeTo === null ? <span className="dim">until taken away</span> : sayDate(role.activeTo)}</td>
        </tr>
      ))}
    </DataTable>
  );
}

function Activity({ person: { days, acts } }: { readonly person: PersonInFull }) {
  if (acts.length === 0) return <EmptyState title="Nothing was done in these days">What a person does is counted here by day and by act, without patients and values; the trail tells it in full to those who may read it.</EmptyState>;
  const most = Math.max(...days.map((day) => day.acts));
  return (
    <>
      <ol className="people-days" aria-label="Acts a day, oldest first">
        {days.map(({ day, acts: count }) => <li key={day} title={`${sayDate(day)}: ${count}`}><span className="unseen">{sayDate(day)}: {count}</span><svg viewBox="0 0 10 40" preserveAspectRatio="none" aria-hidden><rect x="0" width="10" y={40 - (38 * count) / most} height={(38 * count) / most} /></svg></li>)}
      </ol>
      <DataTable caption="Acts" columns={[{ key: "act", label: "Act" }, { key: "times", label: "Times", numeric: true }, { key: "last", label: "Last" }]} dense>
        {acts.map(({ says, times, last }) => <tr key={says}><td>{says}</td><td className="number">{times}</td><td className="nowrap">{sayDate(last)}</td></tr>)}
      </DataTable>
    </>
  );
}
