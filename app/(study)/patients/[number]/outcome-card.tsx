import type { ReactNode } from "react";
import { Card } from "@/app/_ui/card";
import type { State } from "@/app/_ui/state-drawings";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { TextLink } from "@/app/_ui/text-link";
import type { FindingKind, Source } from "@/lib/study/patient-record";
import { populations, type Condition, type Membership, type PopulationId } from "@/lib/study/outcome/populations";
import { treatmentOutcomes, type TreatmentOutcome } from "@/lib/study/outcome/treatment-outcome";
import type { TimeToEvent } from "@/lib/study/survival/time-to-event";
import type { Casebook } from "./casebook";

const TIMES = { overall_survival: "Overall survival", event_free_survival: "Event-free survival", disease_free_survival: "Disease-free survival", remission_duration: "Remission" } as const satisfies Partial<Record<FindingKind, string>>;

const EARLY: Readonly<Record<string, string>> = {
  30: "Died within 30 days", 60: "Died within 60 days", 90: "Died within 90 days", later: "Died after 90 days", none: "Alive at 90 days", waiting: "Not followed for 90 days yet",
};

const MEMBERSHIP: Readonly<Record<Membership, { readonly state: State; readonly says: string }>> = {
  in: { state: "met", says: "in" }, out: { state: "failed", says: "out" }, unknown: { state: "unknown", says: "not known yet" },
};

/** What became of the patient, how long until what, and in which analyses they count, each with why. */
export function OutcomeCard({ casebook: { findings } }: { readonly casebook: Casebook }) {
  const found = (kind: FindingKind, subject = "") => findings.find((one) => one.kind === kind && one.subject === subject);
  const outcome = found("treatment_outcome");
  const early = found("early_death");
  if (!outcome) return null;
  const { because } = outcome.trace as { readonly because: string };
  return (
    <Card title="Outcome" note="from the record alone; it does not move with the calendar">
      <dl className="outcome">
        <Row term="Treatment"><b>{treatmentOutcomes[outcome.value as TreatmentOutcome] ?? outcome.value}</b> <span className="muted">{because}</span></Row>
        {(Object.keys(TIMES) as (keyof typeof TIMES)[]).map((kind) => {
          const time = found(kind);
          return time && time.value !== "not_applicable" ? <Row key={kind} term={TIMES[kind]}><Time value={time.value} {...(time.trace as Omit<TimeToEvent, "status">)} /></Row> : null;
        })}
        {early && <Row term="Early death">{EARLY[early.value] ?? early.value}</Row>}
        {(Object.keys(populations) as PopulationId[]).map((id) => {
          const population = found("population", id);
          return population && <Row key={id} term={populations[id].title}><Population value={population.value as Membership} {...(population.trace as { readonly conditions: readonly Condition[] })} /></Row>;
        })}
      </dl>
    </Card>
  );
}

const Row = ({ term, children }: { readonly term: string; readonly children: ReactNode }) => <><dt>{term}</dt><dd>{children}</dd></>;

const linked = (source: Source | null, says: string): ReactNode => (source === null ? says : <TextLink href={`/entries/${source.entryId}#${source.field}`}>{says}</TextLink>);

function Time({ value, days, why, source }: { readonly value: string } & Omit<TimeToEvent, "status">) {
  return days === null ? <span className="muted">{why}</span> : <><b>{days} {days === 1 ? "day" : "days"}{value === "censored" && "+"}</b> <span className="muted">{linked(source, why)}</span></>;
}

/** Out or open: the conditions that make it so. */
function Population({ value, conditions }: { readonly value: Membership; readonly conditions: readonly Condition[] }) {
  const { state, says } = MEMBERSHIP[value];
  const why = conditions.filter((one) => one.state === (value === "out" ? "failed" : "unknown"));
  return <><StateIcon state={state} label="" /><b>{says}</b>{value !== "in" && <span className="muted">: {why.map(({ note, label }) => note ?? label).join("; ")}</span>}</>;
}
