import { Callout } from "@/app/_ui/callout";
import { Card } from "@/app/_ui/card";
import type { Finding } from "@/lib/study/patient-record";

interface PlanTrace {
  readonly bsa: string | null;
  readonly says: string | null;
  readonly drugs: readonly { readonly drug: string; readonly says: string; readonly days?: number; readonly fromDay?: number; readonly hours?: number; readonly totalMg: string }[];
  readonly questions: readonly string[];
  readonly waitingFor: readonly string[];
}
interface GivenTrace { readonly drug: string; readonly says: string }

/** What the protocol plans for this patient, each dose with its formula, and how what was given compares. */
export function DosePanel({ findings }: { findings: readonly Finding[] }) {
  const plan = findings.find(({ kind }) => kind === "planned_dose")?.trace as PlanTrace | undefined;
  const given = findings.filter(({ kind }) => kind === "dose_given");
  if (!plan) return null;
  return (
    <Card title="Planned doses" note={plan.bsa ? `body surface ${plan.bsa} m²` : "waiting"}>
      <div className="card-pad stack">
        {plan.waitingFor.length > 0 && <p className="dim">Waiting for {plan.waitingFor.join(" and ")}.</p>}
        {plan.says && <p className="dim">{plan.says}</p>}
        <dl className="stack">
          {plan.drugs.map(({ drug, says, days, fromDay, hours }) => (
            <div key={drug}><dt><b>{drug[0]?.toUpperCase()}{drug.slice(1)}</b> <span className="dim">{hours ? `${hours} h from D1` : `${days} days from D${fromDay}`}</span></dt><dd>{says}</dd></div>
          ))}
        </dl>
        {plan.questions.map((question) => <Callout key={question} tone="soft">{question}</Callout>)}
        {given.length > 0 && <h3>Given</h3>}
        {given.map(({ subject, value, trace }) => {
          const { drug, says } = trace as GivenTrace;
          return value === "deviation" || value === "ask"
            ? <Callout key={subject} tone="soft" title={`${drug}: ${value === "deviation" ? "a deviation" : "please check"}.`}>{says}</Callout>
            : <p key={subject}><b>{drug}</b> {says}</p>;
        })}
      </div>
    </Card>
  );
}
