import { sayState, type State } from "@/app/_ui/state-drawings";
import { LOGS, type Matrix, type MatrixCell, type MatrixRow } from "@/lib/entries/read-matrix";
import { sayStanding } from "@/lib/study/say-standing";
import { columnGroups, formColumns, type ColumnGroup } from "./matrix-columns";
import type { Sheet, SheetCell, SheetRow } from "./sheet";

/** The matrix as it is sent: patients by visits, or by the forms of one visit. What is said of many cells is sent once. */
export function makeSheet({ rows, visits, counts }: Pick<Matrix, "rows" | "visits" | "counts">, visit: string | null): Sheet {
  const groups: readonly ColumnGroup[] = visit === null ? columnGroups(visits) : formColumns(visit, rows);
  const columns = groups.flatMap(({ key, columns }) => columns.map((column) => ({ ...column, narrow: key === "follow_up" })));
  const cells: SheetCell[] = [];
  const places = new Map<string, number>();
  const placeOf = (cell: MatrixCell | undefined, isLog: boolean): number => {
    if (!cell) return -1;
    const made = cellOf(cell, visit !== null, isLog);
    const key = JSON.stringify(made);
    const known = places.get(key) ?? cells.push(made) - 1;
    places.set(key, known);
    return known;
  };
  return {
    groups: groups.map(({ title, columns: { length } }) => ({ title, span: length })), columns, visit, cells, total: Object.values(counts).reduce((sum, n) => sum + n, 0),
    rows: rows.map((row) => ({ ...factsOf(row), cells: columns.map(({ code }) => placeOf(row.cells[code], code === LOGS || visit === LOGS)) })),
  };
}

const factsOf = (row: MatrixRow): Omit<SheetRow, "cells"> => ({
  number: row.number, arm: row.arm, disease: row.disease ?? "", day: row.day, died: row.died, best: row.arm === null ? null : row.best, status: row.status,
  exposure: row.exposure === "exposed" || row.exposure === "possible" ? row.exposure : null,
  eligibility: row.status !== "screening" || row.eligibility === null ? null : row.eligibility === "waived" ? "eligible by waiver" : row.eligibility.replace("_", " "),
});

/** Overdue shows before how far it was filled in; the number of questions stands on the state and never instead of it. */
function cellOf({ state, standing, openQueries, answeredQueries, done, of }: MatrixCell, isForm: boolean, isLog: boolean): SheetCell {
  const icon: State = standing?.state === "overdue" ? "overdue" : state;
  const missing = standing !== null && "missing" in standing && state !== "not_started" ? standing.missing.length : 0;
  const says = [
    sayState(state), standing && standing.state !== "done" && standing.state !== "not_done" ? sayStanding(standing) : null,
    isForm ? (of > 1 ? `${of} rows` : null) : `${done} of ${of} forms`, missing > 0 && !isForm ? `${missing} missing` : null,
    openQueries > 0 ? `${openQueries} open` : null, answeredQueries > 0 ? `${answeredQueries} answered` : null,
  ];
  return { icon, says: says.filter(Boolean).join(", "), due: standing?.state === "due" && !isLog, open: openQueries, answered: answeredQueries };
}
