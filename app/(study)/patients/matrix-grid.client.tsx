"use client";

import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from "react";
import { Popover } from "@/app/_ui/popover.client";
import type { State } from "@/app/_ui/state-drawings";
import { CellTip, useCellTip } from "./cell-tip.client";
import { ColumnMenu } from "./column-menu.client";
import { drawnRows } from "./drawn-rows";
import { placeAfter, rowOfTyped, type Place } from "./grid-keys";
import { FACT_COUNT, MatrixHead } from "./matrix-head.client";
import { HEAD_ROWS, MatrixRow } from "./matrix-row.client";
import { addressOfCell, cellAt, type Sheet, type SheetRow } from "./sheet";
import type { SheetView } from "./sheet-view";
import { useExtent } from "./use-extent.client";
import { VisitForms } from "./visit-forms.client";
import "./matrix.css";

interface GridProps {
  readonly sheet: Sheet;
  readonly rows: readonly SheetRow[];
  readonly view: SheetView;
  readonly onChange: (part: Partial<SheetView>) => void;
  readonly actsOn: readonly State[] | null;
  /** The last row that was read comes near; null when all were. */
  readonly onEnd: (() => void) | null;
  /** A patient is looked for by digits. */
  readonly onSearch: () => void;
}

/** What is open over the grid: the forms of a cell's visit, or what can be done with a column. */
interface Opened { readonly at: Place; readonly left: number; readonly top: number; readonly width: number; readonly height: number }

const TYPED_FOR_MS = 1200;
const NEAR_THE_END = 15; // rows
const placeOf = (target: EventTarget): { readonly place: Place; readonly element: HTMLElement } | null => {
  const element = (target as Element).closest<HTMLElement>("[data-place]");
  const [row, column] = (element?.dataset["place"] ?? "").split(":").map(Number);
  return element && row !== undefined && column !== undefined ? { place: { row, column }, element } : null;
};

/** Patients by visits as a grid: one tab stop, arrows move, Enter opens, digits jump to a patient. Only the rows in view are drawn, and a filter fills those that stand: making new ones takes longer. */
export function MatrixGrid({ sheet, rows, view, onChange, actsOn, onEnd, onSearch }: GridProps) {
  const frame = useRef<HTMLDivElement>(null);
  const typed = useRef({ digits: "", at: 0 });
  const moved = useRef(false);
  const [place, setPlace] = useState<Place>({ row: 0, column: 0 });
  const [opened, setOpened] = useState<Opened | null>(null);
  const [extent, page] = useExtent(frame, rows.length);
  const tip = useCellTip();
  const stop: Place = { row: Math.min(place.row, rows.length - 1), column: place.column };
  const groupStarts = useMemo(() => { const starts = new Set(sheet.groups.map((_, index) => sheet.groups.slice(0, index).reduce((sum, { span }) => sum + span, 0))); return sheet.columns.map((_, index) => starts.has(index)); }, [sheet]);

  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    frame.current?.querySelector<HTMLElement>(`[data-place="${place.row}:${place.column}"]`)?.focus();
  }, [place]);

  useEffect(() => { if (onEnd && extent.to >= rows.length - NEAR_THE_END) onEnd(); }, [onEnd, extent.to, rows.length]);

  const go = (to: Place) => { moved.current = true; setPlace({ ...to }); };
  const open = (element: HTMLElement, at: Place) => {
    const [box, around] = [element.getBoundingClientRect(), frame.current?.getBoundingClientRect()];
    if (!around || !frame.current) return;
    tip.hide();
    setOpened({ at, left: box.left - around.left + frame.current.scrollLeft, top: box.top - around.top + frame.current.scrollTop, width: box.width, height: box.height });
  };
  const onClick = (event: MouseEvent) => {
    const hit = placeOf(event.target);
    if (!hit) return;
    setPlace(hit.place);
    const isColumn = hit.element.dataset["column"] !== undefined;
    const isVisit = hit.place.row >= 0 && hit.place.column >= FACT_COUNT && hit.element.tagName === "A" && sheet.visit === null;
    if (event.ctrlKey || event.metaKey || event.shiftKey || (!isColumn && !isVisit)) return;
    event.preventDefault();
    open(hit.element, hit.place);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const hit = placeOf(event.target);
    if (!hit || event.altKey || event.metaKey) return;
    const to = placeAfter(hit.place, event.key, event.ctrlKey, { rows: rows.length, facts: FACT_COUNT, columns: sheet.columns.length, page });
    if (to) { event.preventDefault(); go(to); return; }
    if (event.ctrlKey || !/^[\d-]$/.test(event.key)) return;
    onSearch();
    typed.current = { digits: event.timeStamp - typed.current.at < TYPED_FOR_MS ? typed.current.digits + event.key : event.key, at: event.timeStamp };
    const row = rowOfTyped(rows.map(({ number }) => number), typed.current.digits);
    if (row >= 0) go({ row, column: hit.place.column < FACT_COUNT ? 0 : hit.place.column });
  };
  const close = () => { if (opened) go(opened.at); setOpened(null); };

  return (
    <div className="matrix-frame" ref={frame} role="group" aria-label="Patients by visits" onScroll={tip.hide}>
      <table className="matrix matrix-visits" role="grid" aria-label={sheet.visit === null ? "Patients by visits" : `Patients by the forms of ${sheet.groups[0]?.title ?? "a visit"}`}
        aria-rowcount={(rows.length === sheet.rows.length ? sheet.total : rows.length) + HEAD_ROWS} aria-colcount={sheet.columns.length + 1}
        style={sheet.visit === null ? undefined : { width: "100%", minWidth: `calc(var(--matrix-patient) + ${sheet.columns.length} * 92px)` }} onClick={onClick} onKeyDown={onKeyDown} {...tip.listen}>
        <colgroup><col className="matrix-col-patient" /></colgroup>
        <colgroup>{sheet.columns.map(({ code, narrow }) => <col key={code} className={sheet.visit !== null ? "matrix-col-form" : narrow ? "matrix-col-narrow" : "matrix-col"} />)}</colgroup>
        <MatrixHead sheet={sheet} view={view} onChange={onChange} groupStarts={groupStarts} stop={stop.row < 0 ? stop.column : null} />
        <tbody>
          {drawnRows(extent, stop.row, rows.length).map((drawn) => {
            if ("gap" in drawn) return <tr key={`gap before ${drawn.before}`} className="matrix-gap" aria-hidden="true"><td colSpan={sheet.columns.length + 1} style={{ height: `calc(${drawn.gap} * var(--matrix-row))` }} /></tr>;
            const row = rows[drawn.row];
            return row && <MatrixRow key={drawn.row} sheet={sheet} row={row} index={drawn.row} stop={stop.row === drawn.row ? stop.column : null} groupStarts={groupStarts} actsOn={actsOn} />;
          })}
        </tbody>
      </table>
      {opened && (
        <Popover opened onChange={(isOpen) => { if (!isOpen) close(); }} onClose={close} trapFocus position="bottom" width={opened.at.row < 0 ? 250 : 330} offset={4}>
          <Popover.Target><span className="matrix-anchor" style={{ left: opened.left, top: opened.top, width: opened.width, height: opened.height }} /></Popover.Target>
          <Popover.Dropdown aria-label={nameOf(sheet, rows, opened.at)}>
            {opened.at.row < 0
              ? <ColumnMenu sheet={sheet} column={opened.at.column - FACT_COUNT} view={view} onChange={(part) => { onChange(part); close(); }} />
              : <OfCell sheet={sheet} row={rows[opened.at.row]} column={opened.at.column - FACT_COUNT} />}
          </Popover.Dropdown>
        </Popover>
      )}
      <CellTip shown={opened === null ? tip.shown : null} />
    </div>
  );
}

const nameOf = (sheet: Sheet, rows: readonly SheetRow[], { row, column }: Place): string =>
  [rows[row]?.number, sheet.columns[column - FACT_COUNT]?.fullTitle].filter(Boolean).join(" · ");

/** Drawn anew for every cell, so that nothing of the last one is seen. */
function OfCell({ sheet, row, column }: { readonly sheet: Sheet; readonly row: SheetRow | undefined; readonly column: number }) {
  const at = sheet.columns[column];
  return row && at ? <VisitForms key={`${row.number} ${at.code}`} number={row.number} code={at.code} title={at.fullTitle} cell={cellAt(sheet, row, column)} casebook={addressOfCell(sheet, row, column)} /> : null;
}
