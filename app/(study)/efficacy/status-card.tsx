import { Card } from "@/app/_ui/card";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { agreesWith, percentOf, publishedResult, splitsReproducing, type Split } from "@/lib/study/published-result";

const ROWS = [
  { status: "refractory", of: "complete", label: "Refractory CR" },
  { status: "refractory", of: "either", label: "Refractory CR + CRp" },
  { status: "relapsed", of: "complete", label: "Relapsed CR" },
  { status: "relapsed", of: "either", label: "Relapsed CR + CRp" },
] as const;

/** Why no data can reproduce the published rates by disease status, and the one division that can; computed by trying all of them. */
export function StatusCard({ counts }: { readonly counts: Split }) {
  const { patients, byStatus, all } = publishedResult;
  const [only, ...others] = splitsReproducing(true);
  const { refractory, relapsed } = byStatus;
  const rates = ROWS.map(({ status, of }) => byStatus[status][of].percent);
  if (!only) return null;
  return (
    <Card title="Why the status rows differ">
      <div className="card-pad stack">
        <p>The published {rates.slice(0, -1).join(", ")} and {rates.at(-1)} % cannot come from {refractory.either.total} refractory and {relapsed.either.total} relapsed patients: no whole number of responders gives any of the four.</p>
        <p>Of all ways to split {patients}, <b>{others.length === 0 ? "exactly one" : others.length + 1}</b> gives the four rates and the totals {all.complete.responders} CR and {all.either.responders} CR + CRp: <b>{only.refractory.total} refractory, {only.relapsed.total} relapsed</b>.</p>
      </div>
      <div className="scroll" tabIndex={0} role="group" aria-label="Published rates by disease status, recounted">
        <table className="table">
          <caption className="unseen">Published rates by disease status, as recorded and under the only division that gives them</caption>
          <thead><tr><th scope="col">%</th><th scope="col" className="number">Publ.</th><th scope="col" className="number">Recorded, {counts.refractory.total}/{counts.relapsed.total}</th><th scope="colgroup" className="number" colSpan={2}>{only.refractory.total}/{only.relapsed.total}</th><th><span className="unseen">Reproduced</span></th></tr></thead>
          <tbody>
            {ROWS.map(({ status, of, label }) => {
              const [recorded, split, published] = [counts[status], only[status], byStatus[status][of]];
              return (
                <tr key={label} className="indented">
                  <td>{label}</td>
                  <td className="number muted">{published.percent}</td>
                  <td className="number muted nowrap">{recorded[of]}/{recorded.total} = {percentOf(recorded[of], recorded.total) ?? "–"}</td>
                  <td className="number">{split[of]}/{split.total}</td>
                  <td className="number"><b>{percentOf(split[of], split.total)}</b></td>
                  <td>{agreesWith({ ...published, total: split.total }, split[of], split.total) && <StateIcon state="met" label="Reproduces the published value" />}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p className="card-foot">The records keep {counts.refractory.total}/{counts.relapsed.total}. This page shows both and changes neither.</p>
    </Card>
  );
}
