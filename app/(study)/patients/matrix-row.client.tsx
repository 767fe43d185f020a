"use client";

import { memo } from "react";
import { ResponseBadge } from "@/app/_ui/response-badge";
import { sayState, type State } from "@/app/_ui/state-drawings";
import { QuestionCount, StateMark } from "@/app/_ui/state-icon.client";
import { sayStudyDay } from "@/lib/kernel/calendar-date";
import { addressOfCell, cellAt, sayCell, type Sheet, type SheetRow } from "./sheet";
import { FACT_COUNT } from "./matrix-head.client";

export const HEAD_ROWS = 3;

interface RowProps {
  readonly sheet: Sheet;
  readonly row: SheetRow;
  readonly index: number;
  /** The column whose cell is the grid's tab stop; null in every other row. */
  readonly stop: number | null;
  readonly groupStarts: readonly boolean[];
  readonly actsOn: readonly State[] | null;
}

/** One patient. Drawn again only when its own cells or its tab stop change. */
export const MatrixRow = memo(function MatrixRow({ sheet, row, index, stop, groupStarts, actsOn }: RowProps) {
  return (
    <tr aria-rowindex={index + 1 + HEAD_ROWS} data-fifth={(index + 1) % 5 === 0 ? "" : undefined}>
      <th scope="row" role="rowheader" aria-colindex={1} className="matrix-patient">
        <span className="matrix-facts"><Facts row={row} place={`${index}:0`} isStop={stop === 0} /></span>
      </th>
      {sheet.columns.map(({ code }, column) => (
        <td key={code} role="gridcell" aria-colindex={column + 2} className={groupStarts[column] ? "group-start" : undefined}>
          <Cell sheet={sheet} row={row} column={column} place={`${index}:${column + FACT_COUNT}`} isStop={stop === column + FACT_COUNT} actsOn={actsOn} />
        </td>
      ))}
    </tr>
  );
});

function Facts({ row, place, isStop }: { readonly row: SheetRow; readonly place: string; readonly isStop: boolean }) {
  const { number, arm, disease, day, died, best, exposure, status, eligibility } = row;
  return (
    <>
      <a href={`/patients/${number}`} data-place={place} tabIndex={isStop ? 0 : -1}>{number}</a>
      <span>{arm ?? "–"}</span>
      <span className="muted">{status === "screen_failed" ? "failed" : disease || (status === "screening" ? "screening" : "")}</span>
      <span className="muted">{day === null ? "–" : <>{died && <><span aria-hidden="true">† </span><span className="unseen">died </span></>}{sayStudyDay(day)}</>}</span>
      {best === null && eligibility !== null && exposure === null ? <span className="matrix-best matrix-eligibility dim">{eligibility}</span> : <span className="matrix-best">{best && <ResponseBadge status={best} />}</span>}
      <span>{exposure && <><StateMark state={exposure} /><span className="unseen">{sayState(exposure)}</span></>}</span>
    </>
  );
}

interface CellProps extends Pick<RowProps, "sheet" | "row" | "actsOn"> {
  readonly column: number;
  readonly place: string;
  readonly isStop: boolean;
}

/** A link of its own, so that it opens in a new tab, and before the page's script has come. */
function Cell({ sheet, row, column, place, isStop, actsOn }: CellProps) {
  const { icon, due, open, answered } = cellAt(sheet, row, column);
  const says = sayCell(sheet, row, column);
  const stop = isStop ? 0 : -1;
  if (icon === "not_planned") return <span className="matrix-cell" role="img" aria-label={says} data-place={place} tabIndex={stop}><StateMark state="not_planned" /></span>;
  return (
    <a className="matrix-cell" href={addressOfCell(sheet, row, column)} aria-label={says} data-place={place} tabIndex={stop}
      data-due={due ? "" : undefined} data-quiet={actsOn !== null && !actsOn.includes(icon) ? "" : undefined}>
      <StateMark state={icon} /><QuestionCount open={open} answered={answered} />
    </a>
  );
}
