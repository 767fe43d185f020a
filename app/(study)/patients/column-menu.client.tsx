"use client";

import type { State } from "@/app/_ui/state-drawings";
import { StateMark } from "@/app/_ui/state-icon.client";
import { stateWord } from "./matrix-head.client";
import { cellAt, type Sheet } from "./sheet";
import type { SheetView } from "./sheet-view";

const STATES: readonly string[] = ["overdue", "due", "query_open", "query_answered", "in_progress", "not_started", "complete", "not_done", "verified", "signed", "locked", "not_planned"];

interface MenuProps {
  readonly sheet: Sheet;
  readonly column: number;
  readonly view: SheetView;
  readonly onChange: (part: Partial<SheetView>) => void;
}

/** What can be done with one column: its order, and the one state that it has to show. States that nobody has there are not offered. */
export function ColumnMenu({ sheet, column, view, onChange }: MenuProps) {
  const { code, fullTitle } = sheet.columns[column] ?? { code: "", fullTitle: "" };
  const cells = sheet.rows.map((row) => cellAt(sheet, row, column));
  const count = (state: string) => cells.filter(({ icon, due, open, answered }) => (state === "due" ? due : state === "query_open" ? open > 0 : state === "query_answered" ? answered > 0 : icon === state)).length;
  return (
    <div className="matrix-menu">
      <p><b>{fullTitle}</b></p>
      <button type="button" aria-pressed={view.sort === code} data-autofocus onClick={() => onChange({ sort: view.sort === code ? "" : code })}>What asks for something first</button>
      <button type="button" aria-pressed={view.sort === `-${code}`} onClick={() => onChange({ sort: view.sort === `-${code}` ? "" : `-${code}` })}>What is settled first</button>
      <hr />
      <button type="button" aria-pressed={!view.at.startsWith(`${code}:`)} onClick={() => onChange({ at: "" })}>Any state</button>
      {STATES.map((state) => ({ state, n: count(state) })).filter(({ n }) => n > 0).map(({ state, n }) => (
        <button key={state} type="button" aria-pressed={view.at === `${code}:${state}`} onClick={() => onChange({ at: `${code}:${state}` })}>
          {state === "due" ? <span className="matrix-due-ring" aria-hidden="true" /> : <StateMark state={state as State} />} {stateWord(state)} <span className="dim">{n}</span>
        </button>
      ))}
    </div>
  );
}
