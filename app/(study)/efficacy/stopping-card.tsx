import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { rememberedOf } from "@/lib/kernel/remembered-of";
import { probabilityOfAtMost } from "@/lib/stats/historical-rate";
import type { EfficacyPatient } from "@/lib/study/efficacy";
import { armsWatched } from "@/lib/study/outcome/outcome-tables";
import { firstBoundary, stoppingParameters, stoppingSources, stopsAt, type StoppingParameters, type StoppingVerdict } from "@/lib/study/outcome/stopping-rule";
import type { ResponseProfile } from "@/lib/study/patient-record";
import { sayArm, sayProbability } from "./numbers";

const { expectedRate, threshold, patientsAtLeast } = stoppingParameters;

const EXPECTED = (100 * expectedRate).toFixed(0);

const VERDICTS: Readonly<Record<StoppingVerdict, { readonly state: "unknown" | "met" | "failed"; readonly says: string }>> = {
  too_few: { state: "unknown", says: `fewer than ${patientsAtLeast} treated` }, continue: { state: "met", says: "continues" }, stop: { state: "failed", says: "put in question" },
};

const PATIENTS = [10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 35, 40];
const REMISSIONS = [0, 1, 2, 3, 4];
/** The rule by itself, the same whoever is treated: reckoned when it is first looked at. */
const ruleUnder = rememberedOf((parameters: StoppingParameters) => ({
  first: firstBoundary(parameters), rows: PATIENTS.map((n) => ({ n, stops: stopsAt(n, parameters), chances: REMISSIONS.map((x) => ({ x, p: probabilityOfAtMost(x, n, parameters.expectedRate) })) })),
}));

/** Whether any arm does so badly that it should be stopped: the figures, the rule in words, and what it would take. */
export function StoppingCard({ patients, profile }: { readonly patients: readonly EfficacyPatient[]; readonly profile: ResponseProfile }) {
  const rule = ruleUnder(stoppingParameters);
  return (
    <Card title="Stopping rule" note={`each arm against an expected ${EXPECTED} % CR`}>
      <DataTable caption="Stopping rule by arm" columns={[
        { key: "arm", label: "Arm" }, { key: "treated", label: "Treated", numeric: true }, { key: "cr", label: "CR", numeric: true },
        { key: "p", label: "Probability of so few or fewer", numeric: true }, { key: "stops", label: "In question at", numeric: true }, { key: "verdict", label: "Rule" },
      ]}>
        {armsWatched(patients, profile).map(({ arm, treated, complete, probability, verdict, stopsAt: bound }) => (
          <tr key={arm} className={verdict === "stop" ? "warned" : undefined}>
            <th scope="row">{sayArm(arm)}</th><td className="number">{treated}</td><td className="number">{complete}</td>
            <td className="number"><b>{probability === null ? "–" : sayProbability(probability)}</b></td>
            <td className="number muted">{bound === null ? "no number of CR" : `${bound} CR${bound === 0 ? "" : " or fewer"}`}</td>
            <td className="nowrap"><StateIcon state={VERDICTS[verdict].state} label="" /> {VERDICTS[verdict].says}</td>
          </tr>
        ))}
      </DataTable>
      <div className="card-pad stack">
        <p>If every treated patient had a chance of {EXPECTED} % of a CR, an arm with <i>n</i> patients would see at most <i>x</i> CR with the probability P(X ≤ x | n, {expectedRate}). When that falls to {threshold} or below, chance is a poor explanation, and the arm is put in question. Without any CR this happens from {rule.first} patients on; with one CR, later.</p>
        <ul className="muted small efficacy-list">{Object.values(stoppingSources).map(({ says, source }) => <li key={says}>{says}. {source}.</li>)}</ul>
      </div>
      <details className="card-pad efficacy-details">
        <summary>With n patients and x CR the probability is</summary>
        <DataTable caption="Probability of at most x CR among n patients" dense columns={[{ key: "n", label: "n", numeric: true }, ...REMISSIONS.map((x) => ({ key: String(x), label: `x = ${x}`, numeric: true })), { key: "stops", label: "In question at", numeric: true }]}>
          {rule.rows.map(({ n, stops, chances }) => (
            <tr key={n}>
              <th scope="row" className="number">{n}</th>
              {chances.map(({ x, p }) => <td key={x} className={`number${p <= threshold && n >= patientsAtLeast ? " tone-due" : ""}`}>{p <= threshold && n >= patientsAtLeast ? <b>{sayProbability(p)}</b> : sayProbability(p)}</td>)}
              <td className="number muted">{stops ?? "–"}</td>
            </tr>
          ))}
        </DataTable>
      </details>
    </Card>
  );
}
