import { Badge } from "@/app/_ui/badge";
import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { FocusFromAddress } from "@/app/_ui/focus-from-address.client";
import { PageHeader } from "@/app/_ui/page-header";
import { TextLink } from "@/app/_ui/text-link";
import { sayInstant } from "@/lib/kernel/instant";
import { readRedactions, type RedactionView } from "@/lib/redactions/read-redactions";
import { IDENTIFIERS } from "@/lib/audit/identifiers";
import { asReader } from "@/lib/server/page";
import { DecideRedaction } from "./decide-redaction.client";
import "./redactions.css";

export const metadata = { title: "Redactions" };

export default async function RedactionsPage() {
  const redactions = await asReader("redaction.read", readRedactions);
  const open = redactions.filter(({ state }) => state === "open");
  const decided = redactions.filter(({ state }) => state !== "open");
  return (
    <>
      <FocusFromAddress />
      <PageHeader title="Redactions" subtitle={`${open.length} open · ${decided.length} decided · one person asks, another looks and decides. What says who a patient is goes from the record and from the trail; that it went stays.`} />
      <Card title="Waiting for a decision" note={open.length || undefined}>
        {open.length === 0
          ? <EmptyState title="Nothing waits">To ask for one: open the form, and choose “Typed by mistake?” in the help of the field.</EmptyState>
          : <ul className="redactions">{open.map((one) => <Asked key={one.id} redaction={one} />)}</ul>}
      </Card>
      <Card title="Decided" note={decided.length || undefined}>
        {decided.length === 0 ? <p className="card-pad muted">No redaction was decided so far.</p> : <ul className="redactions">{decided.map((one) => <Asked key={one.id} redaction={one} />)}</ul>}
      </Card>
    </>
  );
}

const BADGES = { open: { tone: "due", state: "overdue", says: "Open" }, done: { tone: "ok", state: "complete", says: "Redacted" }, declined: { tone: "ns", state: "not_done", says: "Declined" } } as const;

function Asked({ redaction }: { readonly redaction: RedactionView }) {
  const { state, patientNumber, timeZone, entryId, where, what, reason, byName, at, decision, mayDecide, isOwn, value, cuts } = redaction;
  const { tone, state: icon, says } = BADGES[state];
  return (
    <li id={redaction.id}>
      <div className="row">
        <Badge tone={tone} state={icon}>{says}</Badge>
        <b><TextLink href={entryId === null ? `/patients/${patientNumber}` : `/entries/${entryId}`}>{patientNumber} · {where}</TextLink></b>
      </div>
      <p>{IDENTIFIERS[what]}: {reason}</p>
      <p className="dim">Asked by {byName}, {sayInstant(at.toISOString(), timeZone)}</p>
      {decision && (
        <p className="dim">
          {state === "done" ? `Redacted by ${decision.byName}` : `Declined by ${decision.byName}`}, {sayInstant(decision.at.toISOString(), timeZone)}: {decision.reason}
          {state === "done" && ` Taken out of ${decision.events} ${decision.events === 1 ? "line" : "lines"} of the trail.`}
        </p>
      )}
      {decision && decision.cuts.length > 0 && <Cuts cuts={decision.cuts} past />}
      {state === "open" && mayDecide && cuts.length > 0 && <Cuts cuts={cuts} />}
      {mayDecide && <DecideRedaction redactionId={redaction.id} where={`${patientNumber} · ${where}`} what={IDENTIFIERS[what]} value={value} cuts={cuts} />}
      {state === "open" && isOwn && <p className="dim">Somebody else decides on what you asked for.</p>}
    </li>
  );
}

/** A cut is sealed and stays as it was made: whoever holds its files must be told. */
const Cuts = ({ cuts, past = false }: { readonly cuts: readonly string[]; readonly past?: boolean }) => (
  <p className="tone-due">{cuts.length === 1 ? "A data cut" : `${cuts.length} data cuts`} made since it was typed {past ? "may keep" : "will keep"} it: {cuts.join(", ")}. Tell whoever holds the files.</p>
);
