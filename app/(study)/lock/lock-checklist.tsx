import { Card } from "@/app/_ui/card";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { countOf } from "@/lib/locks/blocker-tallies";
import type { BlockerKind } from "@/lib/locks/blocker-words";
import type { LockLedger } from "@/lib/locks/read-lock-ledger";
import { sayNumber } from "@/lib/kernel/say-number";

/** What must be so before the lock, computed from the records at this moment. */
export function LockChecklist({ counts, tallies }: Pick<LockLedger, "counts" | "tallies">) {
  const left = (...kinds: readonly BlockerKind[]) => countOf(tallies.filter(({ kind }) => kinds.includes(kind)));
  const says = (count: number, one: string, many: string) => (count === 0 ? "none left" : count === 1 ? `1 ${one}` : `${sayNumber(count)} ${many}`);
  const [forms, queries, medications] = [left("form_incomplete"), left("query_open", "query_answered"), left("exposure_undecided")];
  const items = [
    { title: "Every planned form complete or not done", says: says(forms, "form", "forms"), done: forms === 0, owner: "Site" },
    { title: "Every query closed", says: says(queries, "query", "queries"), done: queries === 0, owner: "Site, monitor" },
    { title: "Inhibitor review complete", says: says(medications, "medication", "medications"), done: medications === 0, owner: "Monitor" },
    { title: "Primary endpoint values verified", says: `${sayNumber(counts.verified)} of ${sayNumber(counts.values)}`, done: counts.verified === counts.values, owner: "Monitor" },
    { title: "Casebooks signed, nothing changed since", says: `${sayNumber(counts.signed)} of ${sayNumber(counts.patients)}`, done: counts.signed === counts.patients, owner: "Investigator" },
    { title: "Frozen after the last signature", says: `${sayNumber(counts.ready)} of ${sayNumber(counts.patients)}`, done: counts.ready === counts.patients, owner: "Data management" },
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
