import type { ReactNode } from "react";
import { Card } from "@/app/_ui/card";
import { DataTable, GroupRow } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import type { State } from "@/app/_ui/state-drawings";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { LinkButton, TextLink } from "@/app/_ui/text-link";
import { sayNumber } from "@/lib/kernel/say-number";
import { byAge, countOf, type BlockerGroup, type BlockerTally } from "@/lib/locks/blocker-tallies";
import { OWNER_LABELS, type BlockerKind, type Owner } from "@/lib/locks/blocker-words";
import type { Blocker } from "@/lib/locks/read-blockers";

const COLUMNS = [
  { key: "kind", label: "Kind", unseen: true }, { key: "what", label: "What and where" }, { key: "age", label: "Age", numeric: true }, { key: "open", label: "Open", unseen: true },
];
const ICONS: Readonly<Record<BlockerKind, State>> = {
  query_open: "query_open", query_answered: "query_answered", form_incomplete: "in_progress", exposure_undecided: "possible", adjudication_open: "possible", unsigned: "signed", unverified: "changed_since_verified",
};

interface BlockerTableProps {
  /** Counted, under the filters. */
  readonly tallies: readonly BlockerTally[];
  readonly groups: readonly BlockerGroup<Blocker>[];
  readonly groupings: ReactNode;
  readonly filters: ReactNode;
  /** How to see what is not shown. */
  readonly rest: ReactNode;
  /** Patients in the scope, to tell a closed trial from one that has not begun. */
  readonly patients: number;
  /** Some are left out by choice: an empty list does not mean that nothing is left. */
  readonly filtered: boolean;
}

/** Everything left to do, under whoever can do it, each with a link to the very field. */
export function BlockerTable({ tallies, groups, groupings, filters, rest, filtered, patients }: BlockerTableProps) {
  const count = countOf(tallies);
  const oldest = tallies.map(({ oldestDays }) => oldestDays).reduce((one, other) => (byAge(one, other) <= 0 ? one : other), null) ?? 0;
  const shown = groups.reduce((sum, { lines }) => sum + lines.length, 0);
  return (
    <Card title="Blockers" note={count === 0 ? undefined : `${sayNumber(count)}, oldest ${oldest} d`} actions={(count > 0 || filtered) && groupings}>
      {(count > 0 || filtered) && <div className="card-pad lock-filters">{filters}</div>}
      {count === 0 && filtered ? <EmptyState title="No blocker of this kind">Others may remain: take the filter away.</EmptyState> : patients === 0 ? <EmptyState title="No patient yet">What keeps a casebook from being locked stands here, under whoever can settle it: open queries, blank forms, undecided medications, values to verify and to sign.</EmptyState> : count === 0 ? <EmptyState title="Nothing is left to do here">Every form is complete, every query closed, every medication decided, every primary endpoint value verified, and every value signed. What is left to do is to freeze, then to lock.</EmptyState> : (
        <>
          <DataTable caption="Blockers" columns={COLUMNS} className="blockers">
            {groups.flatMap(({ of, count: all, lines }) => [
              <GroupRow key={of} span={COLUMNS.length} label={labelOf(of)} count={all} />,
              ...lines.map((blocker) => <BlockerRow key={`${blocker.kind} ${blocker.patient} ${blocker.href} ${blocker.why}`} blocker={blocker} />),
              ...(all > lines.length ? [<MoreRow key={`more ${of}`} count={all - lines.length} />] : []),
            ])}
          </DataTable>
          {shown < count && <p className="card-pad muted">{sayNumber(shown)} of {sayNumber(count)} blockers are shown. {rest}</p>}
        </>
      )}
    </Card>
  );
}

const labelOf = (of: string): string => (Object.hasOwn(OWNER_LABELS, of) ? OWNER_LABELS[of as Owner] : of);

const MoreRow = ({ count }: { readonly count: number }) => <tr><td /><td className="muted" colSpan={COLUMNS.length - 1}>{sayNumber(count)} more</td></tr>;

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
