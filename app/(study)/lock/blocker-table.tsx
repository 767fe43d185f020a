import type { ReactNode } from "react";
import { Card } from "@/app/_ui/card";
import { DataTable, GroupRow } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import { StateIcon, type State } from "@/app/_ui/state-icon";
import { LinkButton, TextLink } from "@/app/_ui/text-link";
import { OWNER_LABELS, OWNERS, type BlockerKind } from "@/lib/locks/blocker-words";
import type { Blocker } from "@/lib/locks/read-blockers";

const SHOWN_A_GROUP = 25;
const COLUMNS = [
  { key: "kind", label: "Kind", unseen: true }, { key: "what", label: "What and where" }, { key: "age", label: "Age", numeric: true }, { key: "open", label: "Open", unseen: true },
];
const ICONS: Readonly<Record<BlockerKind, State>> = {
  query_open: "query_open", query_answered: "query_answered", form_incomplete: "in_progress", exposure_undecided: "possible", adjudication_open: "possible", unsigned: "signed", unverified: "changed_since_verified",
};

interface Group { readonly label: string; readonly blockers: readonly Blocker[] }

function groupsOf(blockers: readonly Blocker[], by: "owner" | "patient"): readonly Group[] {
  if (by === "owner") return OWNERS.map((owner) => ({ label: OWNER_LABELS[owner], blockers: blockers.filter((blocker) => blocker.owner === owner) })).filter((group) => group.blockers.length > 0);
  const patients = [...new Set(blockers.map(({ patient }) => patient))].toSorted();
  return patients.map((patient) => ({ label: patient, blockers: blockers.filter((blocker) => blocker.patient === patient) }));
}

interface BlockerTableProps {
  readonly blockers: readonly Blocker[];
  readonly by: "owner" | "patient";
  /** Shows every row; otherwise the oldest of each group. */
  readonly all: boolean;
  readonly groupings: ReactNode;
  readonly filters: ReactNode;
  /** Patients in the scope, to tell a closed trial from one that has not begun. */
  readonly patients: number;
  /** Some are left out by choice: an empty list does not mean that nothing is left. */
  readonly filtered: boolean;
}

/** Everything left to do, under whoever can do it, each with a link to the very field. */
export function BlockerTable({ blockers, by, all, groupings, filters, filtered, patients }: BlockerTableProps) {
  const most = all ? blockers.length : SHOWN_A_GROUP;
  const oldest = Math.max(...blockers.map(({ ageDays }) => ageDays ?? 0), 0);
  const note = blockers.length === 0 ? undefined : `${blockers.length}, oldest ${oldest} d`;
  return (
    <Card title="Blockers" note={note} actions={(blockers.length > 0 || filtered) && groupings}>
      {(blockers.length > 0 || filtered) && <div className="card-pad lock-filters">{filters}</div>}
      {blockers.length === 0 && filtered ? <EmptyState title="No blocker of this kind">Others may remain: take the filter away.</EmptyState> : patients === 0 ? <EmptyState title="No patient yet">What keeps a casebook from being locked stands here, under whoever can settle it: open queries, blank forms, undecided medications, values to verify and to sign.</EmptyState> : blockers.length === 0 ? <EmptyState title="Nothing is left to do here">Every form is complete, every query closed, every medication decided, every primary endpoint value verified, and every value signed. What is left to do is to freeze, then to lock.</EmptyState> : (
        <DataTable caption="Blockers" columns={COLUMNS} className="blockers">
          {groupsOf(blockers, by).flatMap(({ label, blockers: group }) => [
            <GroupRow key={label} span={COLUMNS.length} label={label} count={group.length} />,
            ...group.slice(0, most).map((blocker) => <BlockerRow key={`${blocker.kind} ${blocker.patient} ${blocker.href} ${blocker.why}`} blocker={blocker} />),
            ...(group.length > most ? [<MoreRow key={`more ${label}`} count={group.length - most} />] : []),
          ])}
        </DataTable>
      )}
    </Card>
  );
}

const MoreRow = ({ count }: { readonly count: number }) => (
  <tr><td /><td className="muted" colSpan={COLUMNS.length - 1}>{count} more. Group by patient, or choose one above, to see them.</td></tr>
);

function BlockerRow({ blocker: { kind, patient, what, why, href, ageDays } }: { readonly blocker: Blocker }) {
  return (
    <tr>
      <td><StateIcon state={ICONS[kind]} label="" /></td>
      <td><TextLink href={href}><b>{patient} · {what}</b></TextLink><br /><span className="muted">{why}</span></td>
      <td className="number nowrap">{ageDays === null ? <span className="dim" title="Nothing was entered yet">–</span> : `${ageDays} d`}</td>
      <td className="number nowrap"><LinkButton href={href} small label={`Open ${patient}, ${what}`}>Open</LinkButton></td>
    </tr>
  );
}
