import type { State } from "@/app/_ui/state-drawings";

/** What the browser gets of the patients: small enough that filters and sorting ask nobody once all are there. */
export interface Sheet {
  readonly groups: readonly { readonly title: string; readonly span: number }[];
  readonly columns: readonly SheetColumn[];
  /** Each way a cell can look and sound, once; rows name them by their place. */
  readonly cells: readonly SheetCell[];
  readonly rows: readonly SheetRow[];
  /** How many patients there are altogether; more than rows while the rest is not read. */
  readonly total: number;
  /** Where a cell's column is one form of this visit; null where it is a visit. */
  readonly visit: string | null;
}

export interface SheetColumn {
  /** A visit's code, or a form's id. */
  readonly code: string;
  readonly title: string;
  readonly fullTitle: string;
  readonly narrow: boolean;
}

export interface SheetCell {
  readonly icon: State;
  /** Everything after the patient and the visit: "In progress, 2 of 4 forms, due until 24-Oct-2024, 1 open". */
  readonly says: string;
  /** To be done now. */
  readonly due: boolean;
  readonly open: number;
  readonly answered: number;
}

export interface SheetRow {
  readonly number: string;
  readonly arm: string | null;
  readonly disease: string;
  /** Study day; null before day 1. */
  readonly day: number | null;
  readonly died: boolean;
  readonly best: string | null;
  readonly exposure: "exposed" | "possible" | null;
  readonly status: "screening" | "randomised" | "screen_failed";
  /** Of screening: what the criteria say so far. */
  readonly eligibility: string | null;
  /** By column; −1 where nothing is planned. */
  readonly cells: readonly number[];
}

export const NOT_PLANNED: SheetCell = { icon: "not_planned", says: "not planned", due: false, open: 0, answered: 0 };

export const cellAt = ({ cells }: Pick<Sheet, "cells">, row: SheetRow, column: number): SheetCell => cells[row.cells[column] ?? -1] ?? NOT_PLANNED;

export const siteOf = ({ number }: Pick<SheetRow, "number">): string => number.split("-")[0] ?? "";

/** "101-019 · Day 28, In progress, 2 of 4 forms, 1 open" */
export const sayCell = (sheet: Sheet, row: SheetRow, column: number): string => `${row.number} · ${sheet.columns[column]?.fullTitle ?? ""}, ${cellAt(sheet, row, column).says}`;

/** Where a cell leads by itself: the visit in the casebook, or the form; also with a new tab, and before any script has come. */
export const addressOfCell = ({ visit, columns }: Sheet, { number }: SheetRow, column: number): string => {
  const code = columns[column]?.code ?? "";
  return visit === null ? `/patients/${number}#${code}` : `/patients/${number}/visits/${visit}?form=${code}`;
};

export const isWhole = ({ rows, total }: Pick<Sheet, "rows" | "total">): boolean => rows.length >= total;

/** A sheet and the patients that follow it. Each names its own cells, and a form that only the later ones have stands as a last column. */
export function joinSheets(known: Sheet, more: Sheet): Sheet {
  const added = more.columns.filter(({ code }) => !known.columns.some((column) => column.code === code));
  const columns = [...known.columns, ...added];
  const places = columns.map(({ code }) => more.columns.findIndex((column) => column.code === code));
  const moved = (place: number | undefined): number => (place === undefined || place < 0 ? -1 : place + known.cells.length);
  return {
    ...known, columns, cells: [...known.cells, ...more.cells],
    groups: known.groups.map((group, index) => (index === known.groups.length - 1 ? { ...group, span: group.span + added.length } : group)),
    rows: [...known.rows, ...more.rows.map((row) => ({ ...row, cells: places.map((place) => moved(row.cells[place])) }))],
    total: more.rows.length === 0 ? known.rows.length : more.total,
  };
}
