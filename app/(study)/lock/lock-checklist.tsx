import { Card } from "@/app/_ui/card";
import { StateIcon } from "@/app/_ui/state-icon";
import type { BlockerKind } from "@/lib/locks/blocker-words";
import type { Blocker } from "@/lib/locks/read-blockers";
import type { LockLedger } from "@/lib/locks/read-lock-ledger";
import { sayNumber } from "@/lib/kernel/say-number";

/** What must be so before the lock, computed from the records at this moment. */
export function LockChecklist({ counts, blockers }: { readonly counts: LockLedger["counts"]; readonly blockers: readonly Blocker[] }) {
  const left = (...kinds: readonly BlockerKind[]) => blockers.filter(({ kind }) => kinds.includes(kind)).length;
  const says = (count: number, one: string, many: string) => (count === 0 ? "none left" : count === 1 ? `1 ${one}` : `${count} ${many}`);
  const [forms, queries, medications] = [left("form_incomplete"), left("query_open", "query_answered"), left("exposure_undecided")];
  const items = [
    { title: "Every planned form complete or not done", says: says(forms, "form", "forms"), done: forms === 0, owner: "Site" },
    { title: "Every query closed", says: says(queries, "query", "queries"), done: queries === 0, owner: "Site, monitor" },
    { title: "Inhibitor review complete", says: says(medications, "medication", "medications"), done: medications === 0, owner: "Monitor" },
    { title: "Primary endpoint values verified", says: `${sayNumber(counts.verified)} of ${sayNumber(counts.values)}`, done: counts.verified === counts.values, owner: "Monitor" },
    { title: "Casebooks signed, nothing changed since", says: `${counts.signed} of ${counts.patients}`, done: counts.signed === counts.patients, owner: "Investigator" },
    { title: "Frozen after the last signature", says: `${counts.ready} of ${counts.patients}`, done: counts.ready === counts.patients, owner: "Data management" },
  ];
  return (
    <Card title="Checklist" note={`${items.filter(({ done }) => done).length} of ${items.length} done`}>
      <ul className="checklist">
        {items.map(({ title, says: detail, done, owner }) => (
          <li key={title}><StateIcon state={done ? "complete" : "in_progress"} /><span>{title}<small>{detail}</small></span><small>{owner}</small></li>
        ))}
      </ul>
    </Card>
  );
}
