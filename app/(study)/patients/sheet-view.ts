import { cellAt, siteOf, type Sheet, type SheetCell, type SheetRow } from "./sheet";

export const SHOWN = ["all", "overdue", "due", "queries", "progress", "exposure", "screening", "responders"] as const;
export const EXPOSURES = ["", "exposed", "possible", "none"] as const;

/** What of the sheet is shown, as it stands in the address (`read-sheet-view.ts`); "" where nothing is chosen. */
export interface SheetView {
  readonly show: (typeof SHOWN)[number];
  readonly number: string;
  readonly site: string;
  readonly arm: string;
  readonly disease: string;
  readonly best: string;
  readonly exposure: (typeof EXPOSURES)[number];
  /** A column and the state it has to show: "D28:overdue". */
  readonly at: string;
  /** A fact or a column, with "-" before it from the other end. */
  readonly sort: string;
}

export const WHOLE_SHEET: SheetView = { show: "all", number: "", site: "", arm: "", disease: "", best: "", exposure: "", at: "", sort: "" };

/** The address of a view; what is not chosen is not in it. */
export function addressOf(view: SheetView, visit: string | null): string {
  const chosen = Object.entries(view).filter(([key, value]) => value !== WHOLE_SHEET[key as keyof SheetView]);
  const query = new URLSearchParams([...(visit === null ? [] : [["visit", visit]]), ...chosen]).toString();
  return query ? `/patients?${query}` : "/patients";
}

/** Any visit of a patient counts. */
export function isAmong(sheet: Pick<Sheet, "cells">, row: SheetRow, show: SheetView["show"]): boolean {
  const any = (holds: (cell: SheetCell) => boolean) => row.cells.some((place) => { const cell = sheet.cells[place]; return cell !== undefined && holds(cell); });
  switch (show) {
    case "all": return true;
    case "overdue": return any(({ icon }) => icon === "overdue");
    case "due": return any(({ due }) => due);
    case "queries": return any(({ open }) => open > 0);
    case "progress": return any(({ icon }) => icon === "in_progress");
    case "exposure": return row.exposure !== null;
    case "responders": return row.best === "CR" || row.best === "CRp";
    case "screening": return row.status === "screening";
  }
}

/** "19" as much as "019" and "101019": digits are compared without the dash. */
const hasNumber = (row: SheetRow, typed: string): boolean => row.number.includes(typed) || row.number.replace("-", "").includes(typed.replace(/\D/g, "") || typed);

/** A column has to show this state, be due, or have an open query. */
function isAt(sheet: Sheet, row: SheetRow, at: string): boolean {
  const [code, state] = at.split(":");
  const column = sheet.columns.findIndex((one) => one.code === code);
  if (column < 0) return true;
  const cell = cellAt(sheet, row, column);
  return state === "due" ? cell.due : state === "query_open" ? cell.open > 0 : state === "query_answered" ? cell.answered > 0 : cell.icon === state;
}

export const matches = (sheet: Sheet, row: SheetRow, view: SheetView): boolean =>
  isAmong(sheet, row, view.show) && (view.number === "" || hasNumber(row, view.number)) && (view.site === "" || siteOf(row) === view.site)
  && (view.arm === "" || row.arm === view.arm) && (view.disease === "" || row.disease === view.disease) && (view.best === "" || row.best === view.best)
  && (view.exposure === "" || (row.exposure ?? "none") === view.exposure) && (view.at === "" || isAt(sheet, row, view.at));

export const FACTS = ["number", "arm", "disease", "day", "best", "exposure"] as const;
export type Fact = (typeof FACTS)[number];

/** Sorted by a fact of the patient, and not by a column that may go. */
export const isByFact = (sort: string): boolean => (FACTS as readonly string[]).includes(sort.replace("-", ""));

/** What asks for something comes first. */
const URGENCY: readonly string[] = ["overdue", "due", "in_progress", "not_started", "complete", "not_done", "verified", "signed", "locked", "not_planned"];
const BEST: readonly string[] = ["CR", "CRp", "CRi", "PR", "NR", "NE"];
const EXPOSURE: readonly string[] = ["exposed", "possible"];

type Rank = number | string;

/** Where nothing stands, last. */
const place = (order: readonly string[], value: string | null): Rank => { const at = value === null ? -1 : order.indexOf(value); return at < 0 ? order.length : at; };

function rankOf(sheet: Sheet, row: SheetRow, by: string): Rank {
  switch (by as Fact) {
    case "number": return row.number;
    case "arm": return row.arm ?? "~";
    case "disease": return row.disease || "~";
    case "day": return row.day ?? Number.MAX_SAFE_INTEGER;
    case "best": return place(BEST, row.best);
    case "exposure": return place(EXPOSURE, row.exposure);
    default: {
      const cell = cellAt(sheet, row, sheet.columns.findIndex(({ code }) => code === by));
      return Number(place(URGENCY, cell.due && cell.icon !== "overdue" ? "due" : cell.icon)) - (cell.open > 0 ? 0.5 : 0);
    }
  }
}

/** The rows of a view in its order; as they come, newest first, where none was chosen. Equal ones stay as they come. */
export function rowsOf(sheet: Sheet, view: SheetView): readonly SheetRow[] {
  const rows = sheet.rows.filter((row) => matches(sheet, row, view));
  if (view.sort === "") return rows;
  const [by, turn] = view.sort.startsWith("-") ? [view.sort.slice(1), -1] : [view.sort, 1];
  const ranked = rows.map((row) => ({ row, rank: rankOf(sheet, row, by) }));
  return ranked.toSorted((one, other) => (one.rank < other.rank ? -turn : one.rank > other.rank ? turn : 0)).map(({ row }) => row);
}

/** The order after a click on a head: up, down, as they come. */
export const nextSort = (sort: string, by: string): string => (sort === by ? `-${by}` : sort === `-${by}` ? "" : by);

/** How many cells of these rows show each state; questions and what is due count beside it. */
export function countStates(sheet: Sheet, rows: readonly SheetRow[]): Readonly<Record<string, number>> {
  const times = new Map<number, number>();
  for (const { cells } of rows) for (const cell of cells) times.set(cell, (times.get(cell) ?? 0) + 1);
  const counts: Record<string, number> = {};
  for (const [at, n] of times) {
    const { icon, due, open, answered } = sheet.cells[at] ?? { icon: "not_planned", due: false, open: 0, answered: 0 };
    counts[icon] = (counts[icon] ?? 0) + n;
    counts["due"] = (counts["due"] ?? 0) + (due ? n : 0);
    counts["query_open"] = (counts["query_open"] ?? 0) + open * n;
    counts["query_answered"] = (counts["query_answered"] ?? 0) + answered * n;
  }
  return counts;
}
