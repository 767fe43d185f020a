import { DataTable, type Column } from "@/app/_ui/data-table";
import { TextLink } from "@/app/_ui/text-link";
import { queriesHref, type DiscrepancyFilters, type SortColumn } from "@/lib/discrepancies/discrepancy-filters";
import type { DiscrepancyView } from "@/lib/discrepancies/discrepancy-rows";
import type { DiscrepancyList } from "@/lib/discrepancies/read-discrepancies";
import { QueryRows } from "./query-rows.client";
import { QuerySelection } from "./query-selection.client";

const LABELS: Readonly<Record<SortColumn, string>> = { state: "State", patient: "Patient", field: "Field", question: "Question and last word", assigned: "Assigned to", age: "Age" };

/** A head that is a link: pressed once the rows come in its order, pressed again from the other end. By age the oldest come first. */
function columnOf(filters: DiscrepancyFilters, column: SortColumn): Column {
  const sort = filters.sort ?? "age";
  const isUp = sort === column;
  const sorted = isUp ? (column === "age" ? "descending" : "ascending") : sort === `-${column}` ? (column === "age" ? "ascending" : "descending") : undefined;
  const href = queriesHref(filters, { sort: isUp ? `-${column}` : column });
  return { key: column, numeric: column === "age", sorted, label: <TextLink href={href} title={`Sort by ${LABELS[column].toLowerCase()}`}>{LABELS[column]}{sorted === "ascending" ? " ↑" : sorted === "descending" ? " ↓" : ""}</TextLink> };
}

const mayDo = ({ mayAnswer, mayClose, mayReopen, mayAssign }: DiscrepancyView): boolean => mayAnswer || mayClose || mayReopen || mayAssign;

/** A page of the list; with boxes where this person may do something about one of them. */
export function QueryTable({ list: { rows, people }, filters }: { readonly list: DiscrepancyList; readonly filters: DiscrepancyFilters }) {
  const picks = rows.some(mayDo);
  const columns = [...(picks ? [{ key: "pick", label: "Choose", unseen: true }] : []), ...(Object.keys(LABELS) as SortColumn[]).map((column) => columnOf(filters, column))];
  const table = (
    <DataTable caption="Queries" columns={columns} className="query-table">
      <QueryRows queries={rows} people={people} picks={picks} />
    </DataTable>
  );
  return picks ? <QuerySelection key={queriesHref(filters, { after: filters.after })} queries={rows} people={people}>{table}</QuerySelection> : table;
}
