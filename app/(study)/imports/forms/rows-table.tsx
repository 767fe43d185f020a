import { Button, Checkbox } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { Badge } from "@/app/_ui/badge";
import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import type { PlannedRow, PlannedValue, RowState } from "@/lib/study/form-files/plan-rows";
import { formById } from "@/lib/study/study";
import { visitByCode } from "@/lib/study/visits";

const COLUMNS = [{ key: "line", label: "Line", numeric: true }, { key: "form", label: "Goes to" }, { key: "values", label: "What happens, value by value" }, { key: "asks", label: "The checks would ask" }, { key: "out", label: "Leave out" }];
const FILTERS: readonly { readonly shown: "all" | RowState; readonly says: string; readonly states: readonly RowState[] }[] = [
  { shown: "all", says: "forms", states: ["problem", "correction", "new", "same", "nothing"] }, { shown: "problem", says: "to settle", states: ["problem"] }, { shown: "correction", says: "with corrections", states: ["correction"] },
  { shown: "new", says: "new values only", states: ["new"] }, { shown: "nothing", says: "store nothing", states: ["same", "nothing"] },
];
const AT_ONCE = 50;

interface Props {
  readonly rows: readonly PlannedRow[];
  readonly leftOut: readonly number[];
  readonly onLeftOut: (ids: readonly number[]) => void;
  readonly noteOf: (entryId: string, field: string) => ReactNode;
  readonly asks: (entryId: string) => readonly string[];
}

/** Every form of the file: where it goes, old → new of each value, and what stands in its way. */
export function RowsTable({ rows, leftOut, onLeftOut, noteOf, asks }: Props) {
  const [shown, setShown] = useState<"all" | RowState>("all");
  const [most, setMost] = useState(AT_ONCE);
  const states = FILTERS.find((filter) => filter.shown === shown)?.states ?? [];
  const listed = rows.filter(({ state }) => states.includes(state));
  const problems = rows.filter(({ state }) => state === "problem");
  return (
    <Card title="What was read" note="nothing is stored yet" actions={problems.length > 1 && <Button size="xs" variant="subtle" onClick={() => onLeftOut([...leftOut, ...problems.map(({ source }) => source.id)])}>Leave all {problems.length} out</Button>}>
      <div className="chips import-chips" role="group" aria-label="Forms shown">
        {FILTERS.map((filter) => ({ ...filter, count: rows.filter(({ state }) => filter.states.includes(state)).length })).filter((filter) => filter.shown === "all" || filter.count > 0).map(({ shown: each, says, count }) => (
          <button key={each} type="button" aria-pressed={shown === each} onClick={() => { setShown(each); setMost(AT_ONCE); }}><b>{count}</b> {says}</button>
        ))}
      </div>
      <DataTable caption="Forms of the file" columns={COLUMNS} dense className="table-stacked import-lines">
        {listed.slice(0, most).map((row) => (
          <Row key={row.source.id} row={row} noteOf={noteOf} asks={row.entry ? asks(row.entry.id) : []}
            out={<Checkbox aria-label={`Leave out line ${row.source.line}, ${row.source.patient}`} checked={leftOut.includes(row.source.id)} onChange={(event) => onLeftOut(event.currentTarget.checked ? [...leftOut, row.source.id] : leftOut.filter((id) => id !== row.source.id))} />} />
        ))}
      </DataTable>
      {listed.length > most && <p className="card-foot"><Button variant="default" onClick={() => setMost(most + AT_ONCE)}>Show {Math.min(AT_ONCE, listed.length - most)} more of {listed.length - most}</Button></p>}
    </Card>
  );
}

/** "Vital signs, Screening", "Adverse event, row 3" */
export const sayForm = ({ source, form, entry }: Pick<PlannedRow, "source" | "form" | "entry">): string =>
  [form?.title ?? formById(source.formId)?.title ?? source.formId, source.visit === null ? null : visitByCode(source.visit)?.title ?? source.visit, form?.repeats ? `row ${entry?.rowNo ?? ""}` : null].filter(Boolean).join(", ");

function Row({ row, noteOf, asks, out }: { readonly row: PlannedRow; readonly noteOf: Props["noteOf"]; readonly asks: readonly string[]; readonly out: ReactNode }) {
  const { source, state, values, says, isAdded, entry } = row;
  const alike = values.filter((value) => value.state === "same").length;
  return (
    <tr className={state === "problem" ? "warned" : state === "nothing" ? "removed" : undefined}>
      <td className="number" data-label="Line">{source.line}</td>
      <th scope="row" data-label="Goes to"><b>{source.patient}</b><small>{sayForm(row)}</small>{isAdded && <Badge tone="ok">new row</Badge>}</th>
      <td data-label="What happens">
        {says && <p className={state === "problem" ? "tone-due" : "dim"}>{says}</p>}
        {values.some((value) => value.state !== "same") && <ul className="import-values">{values.filter((value) => value.state !== "same").map((value) => <Value key={value.field} value={value} row={row} note={entry ? noteOf(entry.id, value.field) : null} />)}</ul>}
        {alike > 0 && state !== "same" && <p className="dim">{alike} {alike === 1 ? "value stands" : "values stand"} there already</p>}
      </td>
      <td data-label="The checks would ask">{asks.length > 0 && <ul className="import-values">{asks.map((message) => <li key={message}>{message}</li>)}</ul>}</td>
      <td data-label="Leave out">{out}</td>
    </tr>
  );
}

function Value({ value: { field, label, said, from, to, state, says }, row: { form }, note }: { readonly value: PlannedValue; readonly row: PlannedRow; readonly note: ReactNode }) {
  const show = (answer: unknown) => form?.fields[field]?.show(answer) ?? "";
  const shown = show(to);
  return (
    <li>
      <span className="dim">{label}:</span> {state === "correction" && <><span className="old">{show(from)}</span> <span className="arrow" aria-label="becomes">→</span> </>}
      {state === "problem" || state === "nothing" ? <>{said || show(from)} <span className={state === "problem" ? "tone-due" : "dim"}>{says}</span></> : <>{to === null ? <i>blank</i> : <b>{shown}</b>}{shown !== said && <span className="dim"> from “{said}”</span>} {note}</>}
    </li>
  );
}
