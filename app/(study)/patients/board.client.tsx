"use client";

import { useRouter } from "next/navigation";
import { memo, useCallback, useDeferredValue, useEffect, useMemo, useState, useTransition } from "react";
import { EmptyState } from "@/app/_ui/empty-state";
import { sayState, type State } from "@/app/_ui/state-drawings";
import { StateDrawings, StateMark } from "@/app/_ui/state-icon.client";
import { sayNumber } from "@/lib/kernel/say-number";
import { MatrixGrid } from "./matrix-grid.client";
import { isWhole, type Sheet, type SheetRow } from "./sheet";
import { addressOf, countStates, isAmong, isByFact, rowsOf, WHOLE_SHEET, type SheetView } from "./sheet-view";
import { useSheet, type GrowingSheet } from "./use-sheet.client";

export interface BoardProps {
  readonly sheet: Sheet;
  readonly given: SheetView;
  /** What the columns can be turned into. */
  readonly visits: readonly { readonly code: string; readonly title: string }[];
  /** States on which the reader can act; null for one who only reads. */
  readonly actsOn: readonly State[] | null;
}

const CHIPS: readonly { readonly show: SheetView["show"]; readonly label: string; readonly state?: State }[] = [
  { show: "all", label: "all" },
  { show: "overdue", label: "missing or overdue", state: "overdue" },
  { show: "due", label: "due now" },
  { show: "queries", label: "with open queries", state: "query_open" },
  { show: "progress", label: "in progress", state: "in_progress" },
  { show: "exposure", label: "exposed or possible", state: "exposed" },
  { show: "responders", label: "CR or CRp", state: "met" },
  { show: "screening", label: "in screening", state: "not_started" },
];

const LEGEND: readonly State[] = ["not_started", "in_progress", "overdue", "complete", "verified", "signed", "locked", "not_done", "not_planned", "query_open", "query_answered", "exposed", "possible"];
const DRAWN: readonly State[] = [...LEGEND, "met"];

/** The patients with what narrows and orders them: all of it in the browser, and in the address. What is narrowed or ordered is so among all patients, so the rest is read first. */
export function Board({ sheet: first, given, visits, actsOn }: BoardProps) {
  const growing = useSheet(first);
  const { sheet, readAll, readOn } = growing;
  const [view, setView] = useState(given);
  const settled = useDeferredValue(view); // a key is shown before the rows follow it
  const rows = useMemo(() => rowsOf(sheet, settled), [sheet, settled]);
  const isNarrowed = addressOf(view, null) !== "/patients";
  useEffect(() => { if (isNarrowed) readAll(); }, [isNarrowed, readAll]);
  const change = useCallback((part: Partial<SheetView>) => setView((known) => {
    const next = { ...known, ...part };
    window.history.replaceState(null, "", addressOf(next, sheet.visit));
    return next;
  }), [sheet.visit]);
  return (
    <>
      <StateDrawings of={DRAWN} />
      <Chips sheet={sheet} view={view} onChange={change} />
      <div className="filters">
        <Columns sheet={sheet} view={view} visits={visits} />
        {isNarrowed && <button type="button" className="button button-small" onClick={() => change(WHOLE_SHEET)}>Show all</button>}
        <InView growing={growing} inView={rows.length} isNarrowed={isNarrowed} />
      </div>
      <MatrixGrid sheet={sheet} rows={rows} view={view} onChange={change} actsOn={actsOn} onEnd={isWhole(sheet) ? null : readOn} onSearch={readAll} />
      {rows.length === 0 && isWhole(sheet) && <EmptyState title="Nobody matches" actions={<button type="button" className="button" onClick={() => change(WHOLE_SHEET)}>Show all</button>}>Take a filter away, or look for another number.</EmptyState>}
      <Legend sheet={sheet} rows={rows} />
    </>
  );
}

/** How many are in view; of a large study, how far it was read. */
function InView({ growing: { sheet, failed, again }, inView, isNarrowed }: { readonly growing: GrowingSheet; readonly inView: number; readonly isNarrowed: boolean }) {
  const all = sayNumber(sheet.total);
  if (failed && !isWhole(sheet)) return <span className="end" role="alert">Only {sheet.rows.length} of {all} could be read. <button type="button" className="button button-small" onClick={again}>Try again</button></span>;
  if (isWhole(sheet)) return <span className="dim end" role="status">{inView} of {sheet.total} in view</span>;
  return <span className="dim end">{isNarrowed ? `${inView} found, ${sheet.rows.length} of ${all} read so far` : `${sheet.rows.length} of ${all} read, more as you scroll`}</span>;
}

interface Viewed { readonly sheet: Sheet; readonly view: SheetView; readonly onChange: (part: Partial<SheetView>) => void }

function Chips({ sheet, view, onChange }: Viewed) {
  const counts = useMemo(() => (isWhole(sheet) ? CHIPS : []).map(({ show }) => sheet.rows.filter((row) => isAmong(sheet, row, show)).length), [sheet]);
  return (
    <div className="chips" role="group" aria-label="Which patients">
      {CHIPS.map(({ show, label, state }, index) => (
        <a key={show} href={addressOf({ ...view, show }, sheet.visit)} aria-current={view.show === show ? "true" : undefined}
          onClick={(event) => { if (event.ctrlKey || event.metaKey) return; event.preventDefault(); onChange({ show }); }}>
          {state && <StateMark state={state} />}<b>{show === "all" ? sheet.total : isWhole(sheet) ? counts[index] : "…"}</b> {label}
        </a>
      ))}
    </div>
  );
}

/** Turns the columns into the forms of one visit, and back. Filters on patients stay; those on a column go with it. */
function Columns({ sheet, view, visits }: Pick<BoardProps, "sheet" | "visits"> & { readonly view: SheetView }) {
  const router = useRouter();
  const [turning, turn] = useTransition();
  const kept = { ...view, at: "", sort: isByFact(view.sort) ? view.sort : "" };
  const first = visits.find(({ code }) => code === view.at.split(":")[0]) ?? visits.find(({ code }) => code === "C1") ?? visits[0];
  return (
    <>
      <div className="segments" role="group" aria-label="Columns">
        <a href={addressOf(kept, null)} data-scroll="keep" aria-current={sheet.visit === null ? "true" : undefined}>Visits</a>
        <a href={addressOf(kept, sheet.visit ?? first?.code ?? null)} data-scroll="keep" aria-current={sheet.visit === null ? undefined : "true"}>Forms of one visit</a>
      </div>
      {sheet.visit !== null && (
        <select className="field-plain" aria-label="Visit whose forms are the columns" value={sheet.visit} aria-busy={turning}
          onChange={(event) => { const to = addressOf(kept, event.currentTarget.value); turn(() => router.push(to, { scroll: false })); }}>
          {visits.map(({ code, title }) => <option key={code} value={code}>{title}</option>)}
        </select>
      )}
    </>
  );
}

const Legend = memo(function Legend({ sheet, rows }: { readonly sheet: Sheet; readonly rows: readonly SheetRow[] }) {
  const counts = isWhole(sheet) ? countStates(sheet, rows) : {};
  return (
    <ul className="matrix-legend" aria-label="Legend, with how many of each are in view">
      {LEGEND.map((state) => <li key={state}><StateMark state={state} /> {sayState(state)}{counts[state] !== undefined && counts[state] > 0 && <b>{counts[state]}</b>}</li>)}
      <li><span className="matrix-due-ring" aria-hidden="true" /> Due now{counts["due"] !== undefined && counts["due"] > 0 && <b>{counts["due"]}</b>}</li>
    </ul>
  );
});
