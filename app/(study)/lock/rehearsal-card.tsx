import { Callout } from "@/app/_ui/callout";
import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { StateIcon } from "@/app/_ui/state-icon";
import { TextLink } from "@/app/_ui/text-link";
import { LOCK_WORDS } from "@/lib/locks/lock";
import type { LockLedger } from "@/lib/locks/read-lock-ledger";
import { rehearseLock } from "@/lib/locks/rehearse-lock";
import { ledgerHref } from "./ledger-address";

const COLUMNS = [
  { key: "patient", label: "Patient" }, { key: "says", label: "A lock now" }, { key: "forms", label: "Forms", numeric: true }, { key: "values", label: "Values", numeric: true },
];
const some = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** What would be locked, and what would refuse it, patient by patient. Nothing happens. */
export function RehearsalCard({ ledger }: { readonly ledger: LockLedger }) {
  const { passes, patients, ready, forms, values } = rehearseLock(ledger);
  const closes = `${some(forms, "form", "forms")} with ${some(values, "value", "values")} of ${some(patients.length, "patient", "patients")}`;
  return (
    <div className="rehearsal"><Card title={`Rehearsal: lock ${ledger.says}`} note="nothing is written">
      <div className="card-pad stack">
        {passes
          ? <Callout tone="info" title="It would be locked.">It closes {closes}.{ledger.over.scope === "site" || ledger.over.scope === "study" ? " No patient is added there until it is unlocked." : ""} Reading, downloads, data cuts and the trail go on.</Callout>
          : <Callout tone="refused" title="It would be refused.">{ledger.above ? `A wider lock holds it already: ${ledger.above.what}.` : `${some(patients.filter(({ blockers }) => blockers > 0).length, "patient has", "patients have")} ${some(ledger.blockers.length, "blocker", "blockers")}.`} {ready > 0 && patients.length > 1 && `${some(ready, "patient", "patients")} could be locked one by one.`}</Callout>}
      </div>
      <DataTable caption="Patients in the rehearsal" columns={COLUMNS} dense>
        {patients.map(({ number, blockers, held, forms: filled, values: given }) => (
          <tr key={number}>
            <td><TextLink href={ledgerHref({ patient: number })}>{number}</TextLink></td>
            <td>{held === "lock" ? <><StateIcon state="locked" label="" /> is {LOCK_WORDS[held]}</> : blockers > 0 ? <><StateIcon state="in_progress" label="" /> {some(blockers, "blocker", "blockers")}</> : <><StateIcon state="complete" label="" /> ready{held === "freeze" ? ", frozen" : ""}</>}</td>
            <td className="number">{filled}</td>
            <td className="number">{given}</td>
          </tr>
        ))}
      </DataTable>
    </Card></div>
  );
}
