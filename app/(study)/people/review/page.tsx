import { Badge } from "@/app/_ui/badge";
import { Callout } from "@/app/_ui/callout";
import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton, TextLink } from "@/app/_ui/text-link";
import { sayDate } from "@/lib/kernel/calendar-date";
import { sayInstant } from "@/lib/kernel/instant";
import { REVIEW_EVERY_DAYS, REVIEW_STATEMENT } from "@/lib/people/access-review";
import { readAccessReview, type AccessReviewView, type PastReview } from "@/lib/people/read-access-review";
import { asReader } from "@/lib/server/page";
import { AccountDialog } from "../account-dialog.client";
import { AccountState, sayRole } from "../person-row";
import { RevokeDialog } from "../role-dialogs.client";
import { AttestDialog } from "./attest-dialog.client";
import "../people.css";

export const metadata = { title: "Review of access" };

const COLUMNS = [{ key: "who", label: "Person" }, { key: "account", label: "Account" }, { key: "roles", label: "Roles" }, { key: "look", label: "Ask about" }];

/** Everybody's access on one page, what stands out first; at its end an administrator signs that it was looked through. */
export default async function AccessReviewPage() {
  const view = await asReader("person.read", (tx, actor) => readAccessReview(tx, actor, new Date()));
  const standing = view.people.filter(({ concerns }) => concerns.length > 0).length;
  return (
    <>
      <PageHeader
        title="Review of access" trail={[{ label: "People", href: "/people" }, { label: "Review of access", href: null }]}
        subtitle={`${view.people.length} with an account · ${standing === 0 ? "nothing stands out" : `${standing} to ask about, first in the list`}`}
        actions={<><LinkButton href="/people/review/review.csv" download>As CSV</LinkButton>{view.mayAttest && <AttestDialog seenHash={view.hash} people={view.people.length} statement={REVIEW_STATEMENT} />}</>}
      />
      <Callout tone={view.isDue ? "soft" : "info"}>{sayDue(view)}</Callout>
      <Card title="Accounts and roles" note="as they are now; what is not needed is taken away here, before it is attested">
        <DataTable caption="Accounts and roles to review" columns={COLUMNS} className="table-stacked">{view.people.map((person) => <Row key={person.id} person={person} mayAct={view.mayAttest && !person.own} />)}</DataTable>
      </Card>
      <Card title="Reviews" note="newest first"><Past reviews={view.past} /></Card>
    </>
  );
}

function sayDue({ dueOn, isDue, past: [last] }: AccessReviewView): string {
  if (last === undefined) return `Nobody has looked through everybody’s access yet. It is due now, and every ${REVIEW_EVERY_DAYS} days after.`;
  return `Last attested by ${last.byName}, ${sayInstant(last.at, "UTC")}. ${isDue ? "The next review is due since" : "The next one is due on"} ${sayDate(dueOn ?? "")}.`;
}

function Row({ person, mayAct }: { readonly person: AccessReviewView["people"][number]; readonly mayAct: boolean }) {
  const { id, fullName, username, disabled, roles, concerns } = person;
  return (
    <tr className={disabled ? "removed" : undefined}>
      <td><b><TextLink href={`/people/${id}`}>{fullName}</TextLink></b><small>signs in as {username}</small></td>
      <td><AccountState person={person} /></td>
      <td>
        {roles.length === 0 && <span className="dim">No role</span>}
        <ul className="people-roles">
          {roles.map((held) => (
            <li key={held.id}>
              <span>{sayRole(held)}<small>{held.trainedOn === null ? "training pending, of no effect" : `trained ${sayDate(held.trainedOn)}`}, from {sayDate(held.activeFrom)}{held.activeTo === null ? "" : ` to ${sayDate(held.activeTo)}`}</small></span>
              {mayAct && <span className="row end"><RevokeDialog membershipId={held.id} says={sayRole(held)} fullName={fullName} /></span>}
            </li>
          ))}
        </ul>
      </td>
      <td>{mayAct && !disabled && <span className="row end review-close"><AccountDialog what="close" accountId={id} fullName={fullName} /></span>}{concerns.length === 0 ? <span className="dim">nothing</span> : concerns.map((concern) => <div key={concern}><Badge tone="due" state="overdue">{concern}</Badge></div>)}</td>
    </tr>
  );
}

function Past({ reviews }: { readonly reviews: readonly PastReview[] }) {
  if (reviews.length === 0) return <EmptyState title="No review yet">Each review stands here with who signed it, when, what was remarked, and the list as it was then.</EmptyState>;
  return (
    <DataTable caption="Reviews of access" columns={[{ key: "when", label: "Signed" }, { key: "who", label: "By" }, { key: "what", label: "What was seen" }, { key: "remark", label: "Remark" }, { key: "file", label: "File", unseen: true }]} className="table-stacked">
      {reviews.map(({ id, at, byName, people, roles, remark, statement }) => (
        <tr key={id}>
          <td className="nowrap">{sayInstant(at, "UTC")}</td><td>{byName}</td><td>{people} people, {roles} roles<small>{statement}</small></td><td>{remark ?? <span className="dim">none</span>}</td>
          <td className="number"><LinkButton href={`/people/review/review.csv?of=${id}`} small download label={`As it was, as CSV: ${sayInstant(at, "UTC")}`}>As it was, as CSV</LinkButton></td>
        </tr>
      ))}
    </DataTable>
  );
}
