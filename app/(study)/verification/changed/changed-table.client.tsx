"use client";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useRef } from "react";
import { DataTable } from "@/app/_ui/data-table";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { TextLink } from "@/app/_ui/text-link";
import { useAct } from "@/app/_ui/use-act.client";
import { sayInstant } from "@/lib/kernel/instant";
import type { ChangedSince } from "@/lib/review/read-changed-since";
import { verifyFieldsAction } from "../../exposure/actions";

const COLUMNS = [{ key: "value", label: "Value" }, { key: "then", label: "Verified then" }, { key: "now", label: "Now" }, { key: "why", label: "Changed by, and why" }, { key: "act", label: "Verify again", unseen: true }];

/** Then and now side by side. Inside the table: J and K walk the rows, V verifies the one where the hand is and goes on to the next. */
export function ChangedTable({ rows }: { readonly rows: readonly ChangedSince[] }) {
  const table = useRef<HTMLDivElement>(null);
  const buttons = () => [...(table.current?.querySelectorAll<HTMLButtonElement>("button[data-again]:not(:disabled)") ?? [])];
  const step = (by: number) => { const all = buttons(); all[Math.max(0, Math.min(all.length - 1, all.findIndex((each) => each === document.activeElement) + by))]?.focus(); };
  const onKeyDown = ({ key, altKey, ctrlKey, metaKey, ...event }: KeyboardEvent) => {
    if (altKey || ctrlKey || metaKey) return;
    if (key === "j") step(1);
    else if (key === "k") step(-1);
    else if (key === "v") (document.activeElement?.closest("tr")?.querySelector<HTMLButtonElement>("button[data-again]") ?? buttons()[0])?.click();
    else return;
    event.preventDefault?.();
  };
  return (
    <div ref={table} onKeyDown={onKeyDown}>
      <DataTable caption="Values that changed after they were verified" columns={COLUMNS} className="table-stacked">
        {rows.map((row) => <Row key={`${row.entryId} ${row.field} ${row.changedAt}`} row={row} onDone={() => step(1)} />)}
      </DataTable>
      <p className="card-foot only-wide"><kbd>J</kbd> <kbd>K</kbd> next, previous · <kbd>V</kbd> verified again, inside the table</p>
    </div>
  );
}

function Row({ row, onDone }: { readonly row: ChangedSince; readonly onDone: () => void }) {
  const { entryId, field, patient, site, place, label, then, now, answer, verifiedBy, verifiedAt, changedBy, changedAt, reason, timeZone, planned, asked, mayVerify } = row;
  const router = useRouter();
  const { send, fault, busy } = useAct(() => router.refresh());
  const again = async () => { if (await send(verifyFieldsAction, "verify again", { entryId, seen: { [field]: answer }, reason: null })) { onDone(); router.refresh(); } };
  return (
    <tr>
      <td><TextLink href={`/entries/${entryId}#${field}`}><b>{patient}</b> {label}</TextLink><small>{place}, site {site}{!planned && "; not asked for by the plan"}</small></td>
      <td data-label="Then"><span className="old">{then || "blank"}</span><small>{verifiedBy}, {sayInstant(verifiedAt, timeZone)}</small></td>
      <td data-label="Now">{now === "" ? <b className="tone-due">blank</b> : <b>{now}</b>}{now === then && <small>the same as it was verified</small>}</td>
      <td>{reason ?? <span className="dim">no reason was asked</span>}<small>{changedBy ?? "the system"}, {sayInstant(changedAt, timeZone)}</small></td>
      <td className="number">
        {asked && <span className="verification-query"><StateIcon state="query_open" label="" /> query not closed</span>}
        {mayVerify ? <button type="button" data-again className="button button-small" disabled={busy} onClick={() => void again()} aria-label={`Verify again: ${patient}, ${label}, now ${now}`}><kbd className="only-wide">V</kbd> Verify again</button> : <span className="dim">{now === "" ? "nothing to verify" : ""}</span>}
        {fault && <p role="alert" className="tone-q">{fault}</p>}
      </td>
    </tr>
  );
}
