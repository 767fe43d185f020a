import { Callout } from "@/app/_ui/callout";
import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { TextLink } from "@/app/_ui/text-link";
import { LOCK_WORDS } from "@/lib/locks/lock";
import type { LockLedger } from "@/lib/locks/read-lock-ledger";
import type { RecordSize } from "@/lib/locks/read-sizes";
import { rehearseLock, type LockRefusal, type Rehearsal } from "@/lib/locks/rehearse-lock";
import { sayNumber } from "@/lib/kernel/say-number";
import { ledgerHref } from "./ledger-address";

const COLUMNS = [
  { key: "patient", label: "Patient" }, { key: "says", label: "A lock now" }, { key: "forms", label: "Forms", numeric: true }, { key: "values", label: "Values", numeric: true },
];
const some = (count: number, one: string, many: string): string => `${sayNumber(count)} ${count === 1 ? one : many}`;

const NOTHING: RecordSize = { forms: 0, values: 0 };
const MOST_PATIENTS = 50;

/** What would be locked, and everything that would refuse it, patient by patient. Nothing happens. */
export function RehearsalCard({ ledger, sizes }: { readonly ledger: LockLedger; readonly sizes: ReadonlyMap<string, RecordSize> }) {
  const { refusals, patients, ready } = rehearseLock(ledger);
  const sizeOf = (number: string) => sizes.get(number) ?? NOTHING;
  const { forms, values } = patients.map(({ number }) => sizeOf(number)).reduce((sum, one) => ({ forms: sum.forms + one.forms, values: sum.values + one.values }), NOTHING);
  const closes = `${some(forms, "form", "forms")} with ${some(values, "value", "values")} of ${some(patients.length, "patient", "patients")}`;
  const isWide = ledger.over.scope === "site" || ledger.over.scope === "study";
  return (
    <div className="rehearsal"><Card title={`Rehearsal: lock ${ledger.says}`} note="nothing is written">
      <div className="card-pad stack">
        {refusals.length === 0
          ? <Callout tone="info" title="It would be locked.">It closes {closes}.{isWide ? " No patient is added there until it is unlocked." : ""} Reading, downloads, data cuts and the trail go on.{!ledger.mayLock && " Data management places it."}</Callout>
          : (
            <Callout tone="refused" title="It would be refused.">
              <ul className="rehearsal-refusals">{refusals.map((refusal) => <li key={refusal.kind}>{sayRefusal(refusal)}</li>)}</ul>
              {ready > 0 && patients.length > 1 && `${some(ready, "patient", "patients")} could be locked one by one.`}
            </Callout>
          )}
      </div>
      <DataTable caption="Patients in the rehearsal" columns={COLUMNS} dense>
        {patients.slice(0, MOST_PATIENTS).map((row) => (
          <tr key={row.number}>
            <td><TextLink href={ledgerHref({ patient: row.number })}>{row.number}</TextLink></td>
            <td><Outcome row={row} /></td>
            <td className="number">{sizeOf(row.number).forms}</td>
            <td className="number">{sizeOf(row.number).values}</td>
          </tr>
        ))}
      </DataTable>
      {patients.length > MOST_PATIENTS && <p className="card-pad muted">The first {MOST_PATIENTS} of {sayNumber(patients.length)} patients. Choose a {ledger.site === null ? "site or a " : ""}patient above to see the others.</p>}
    </Card></div>
  );
}

function sayRefusal(refusal: LockRefusal): string {
  switch (refusal.kind) {
    case "already_locked": return "It is locked already.";
    case "locked_above": return `A wider lock holds it already: ${refusal.what}.`;
    case "blockers": return `${some(refusal.patients, "patient has", "patients have")} ${some(refusal.count, "blocker", "blockers")}.`;
    case "not_frozen": return `${some(refusal.patients, "patient is", "patients are")} not frozen.`;
    case "signed_since": return `${some(refusal.patients, "patient was", "patients were")} signed after the freeze: unfreeze and freeze again.`;
  }
}

const LACKS = { not_frozen: "to be frozen first", signed_since: "signed after the freeze" } as const;

function Outcome({ row: { held, blockers, lacks } }: { readonly row: Rehearsal["patients"][number] }) {
  if (held === "lock") return <><StateIcon state="locked" label="" /> is {LOCK_WORDS[held]}</>;
  if (blockers > 0) return <><StateIcon state="in_progress" label="" /> {some(blockers, "blocker", "blockers")}{lacks !== null && `, ${LACKS[lacks]}`}</>;
  if (lacks !== null) return <><StateIcon state="in_progress" label="" /> {LACKS[lacks]}</>;
  return <><StateIcon state="complete" label="" /> ready, frozen</>;
}
