import { Card } from "@/app/_ui/card";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton } from "@/app/_ui/text-link";
import { readAssignableAt } from "@/lib/discrepancies/read-assignable";
import { readDiscrepancy } from "@/lib/discrepancies/read-discrepancy";
import { asReader } from "@/lib/server/page";
import { AssignQuery } from "../assign-query.client";
import { QuerySteps } from "../query-steps.client";
import { QueryThread } from "../query-thread";
import { placeHref, sayAge, sayPlace, STANDING_WORDS } from "../query-words";
import "../queries.css";

export const metadata = { title: "Query" };

export default async function QueryPage({ params }: { readonly params: Promise<{ readonly discrepancyId: string }> }) {
  const { discrepancyId } = await params;
  const query = await asReader("discrepancy.read", async (tx, actor) => {
    const found = await readDiscrepancy(tx, actor, discrepancyId);
    return found && { ...found, people: found.mayAssign ? await readAssignableAt(tx, found.siteId) : [] };
  });
  return (
    <>
      <PageHeader
        trail={[{ label: "Queries", href: "/queries" }, { label: query.patientNumber, href: `/queries?state=all&patient=${query.patientNumber}` }]}
        title={`${query.patientNumber}, ${query.fieldLabel}`} subject={query.value === "" ? "blank" : query.value}
        subtitle={`${sayPlace(query)}${query.rowRemoved ? ", row removed" : ""} · ${STANDING_WORDS[query.standing].toLowerCase()} · asked ${query.ageDays === 0 ? "today" : `${sayAge(query.ageDays)} ago`} ${query.origin === "system" ? "by a check" : "by a person"}`}
        actions={<LinkButton href={placeHref(query)}>Open the field</LinkButton>}
      />
      <Card title="Thread" note={`${query.thread.length} ${query.thread.length === 1 ? "message" : "messages"}`} padded>
        <QueryThread thread={query.thread} timeZone={query.timeZone} />
        {query.mayAssign
          ? <AssignQuery id={query.id} assignedTo={query.assignedTo} people={query.people} />
          : query.assignedName && <p className="dim">Assigned to {query.assignedName} by {query.assignedBy}</p>}
        <QuerySteps id={query.id} state={query.state} mayAnswer={query.mayAnswer} mayClose={query.mayClose} mayReopen={query.mayReopen} />
      </Card>
    </>
  );
}
