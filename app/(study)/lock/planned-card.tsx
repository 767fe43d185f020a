import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { LinkButton, TextLink } from "@/app/_ui/text-link";
import { sayNumber } from "@/lib/kernel/say-number";
import { OWNER_LABELS } from "@/lib/locks/blocker-words";
import type { PlannedVerification } from "@/lib/locks/planned-verification";
import { sayForms, sayValues } from "../verification/verification-words";

const COLUMNS = [{ key: "what", label: "What and where" }, { key: "age", label: "Age", numeric: true }, { key: "open", label: "Open", unseen: true }];

/** What the verification plan asks for and nobody has compared with the source. A warning: a lock passes it, with the reason that it asks for. */
export function PlannedCard({ planned: { values, forms, oldest } }: { readonly planned: PlannedVerification }) {
  if (values === 0) return null;
  return (
    <div className="lock-planned">
      <Card title="Planned verification, not done" note={`${sayNumber(values)} ${values === 1 ? "value" : "values"} in ${sayForms(forms)}`} actions={<LinkButton href="/verification/plan" small>Plan</LinkButton>}>
        <p className="card-pad muted">{OWNER_LABELS.monitor}. The plan asks for these beside the primary endpoint. They refuse no lock: whoever locks passes them, and the reason of the lock stands for it.</p>
        <details className="lock-planned-list">
          <summary>{oldest.length < forms ? `The oldest ${oldest.length} forms` : sayForms(forms)}</summary>
          <DataTable caption="Planned verification, not done" columns={COLUMNS} dense>
            {oldest.map(({ patient, what, values: count, href, ageDays }) => (
              <tr key={href}>
                <td><TextLink href={href}><b>{patient} · {what}</b></TextLink><br /><span className="muted">{sayValues(count)} not verified</span></td>
                <td className="number nowrap">{ageDays} d</td>
                <td className="number nowrap"><LinkButton href={href} small label={`Open ${patient}, ${what}`}>Open</LinkButton></td>
              </tr>
            ))}
          </DataTable>
        </details>
      </Card>
    </div>
  );
}
