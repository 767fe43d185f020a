import Link from "next/link";
import { ResponseBadge } from "@/app/_ui/response-badge";
import { QuestionCount, StateIcon, sayState, type State } from "@/app/_ui/state-icon";
import { LOGS, type MatrixCell, type MatrixRow } from "@/lib/entries/read-matrix";
import { sayStanding } from "@/lib/study/say-standing";
import { armLabel } from "@/lib/study/words";
import { columnGroups, type ColumnGroup } from "./matrix-columns";
import "./matrix.css";

const EXPOSURE: Readonly<Record<string, State>> = { exposed: "exposed", possible: "possible" };

/** Patients by visits: shape, word and colour of each state, and the number of questions. The first column and the head stay. */
export function Matrix({ rows }: { rows: readonly MatrixRow[] }) {
  const groups = columnGroups(rows);
  return (
    <>
      <div className="matrix-frame" tabIndex={0} role="group" aria-label="Patients by visits">
        <table className="matrix matrix-visits">
          <caption className="unseen">Patients by visits</caption>
          <Columns groups={groups} />
          <Head groups={groups} />
          <tbody>{rows.map((row) => <Row key={row.id} row={row} groups={groups} />)}</tbody>
        </table>
      </div>
      <Legend />
    </>
  );
}

interface Grouped { readonly groups: readonly ColumnGroup[] }

/** Follow-up is narrow: one form each. */
const Columns = ({ groups }: Grouped) => (
  <>
    <colgroup><col className="matrix-col-patient" /></colgroup>
    {groups.map(({ key, columns }) => <colgroup key={key}>{columns.map(({ code }) => <col key={code} className={key === "follow_up" ? "matrix-col-narrow" : "matrix-col"} />)}</colgroup>)}
  </>
);

const Head = ({ groups }: Grouped) => (
  <thead>
    <tr>
      <th scope="col" rowSpan={2} className="matrix-patient"><span className="matrix-facts"><span>Patient</span><span>Arm</span><span>Disease</span><span>Best</span><span>Exp.</span></span></th>
      {groups.map(({ key, title, columns }) => <th key={key} scope="colgroup" colSpan={columns.length} className="group-start">{title}</th>)}
    </tr>
    <tr>
      {groups.flatMap(({ columns }) => columns.map(({ code, title, fullTitle }, index) => (
        <th key={code} scope="col" className={index === 0 ? "group-start" : undefined}><abbr title={fullTitle}>{title}</abbr></th>
      )))}
    </tr>
  </thead>
);

function Row({ row, groups }: Grouped & { readonly row: MatrixRow }) {
  return (
    <tr>
      <th scope="row" className="matrix-patient">
        <span className="matrix-facts">
          <Link href={`/patients/${row.number}`} prefetch={false}>{row.number}</Link>
          <span title={row.arm ? armLabel(row.protocolVersion, row.arm) : undefined}>{row.arm ?? "–"}</span>
          <span className="muted">{row.status === "screen_failed" ? "failed" : row.disease ?? (row.status === "screening" ? "screening" : "")}</span>
          <span>{row.best && row.arm ? <ResponseBadge status={row.best} /> : row.status === "screening" && row.eligibility ? <span className="dim">{row.eligibility === "waived" ? "eligible by waiver" : row.eligibility.replace("_", " ")}</span> : null}</span>
          <span>{row.exposure && EXPOSURE[row.exposure] ? <StateIcon state={EXPOSURE[row.exposure]!} /> : null}</span>
        </span>
      </th>
      {groups.flatMap(({ columns }) => columns.map(({ code, fullTitle }, index) => (
        <td key={code} className={index === 0 ? "group-start" : undefined}><Cell row={row} code={code} title={fullTitle} cell={row.cells[code]} /></td>
      )))}
    </tr>
  );
}

/** Overdue shows before how far it was filled in; what is due now has a ring around it. */
function Cell({ row, code, title, cell }: { readonly row: MatrixRow; readonly code: string; readonly title: string; readonly cell: MatrixCell | undefined }) {
  const where = `${row.number} · ${title}`;
  if (!cell) return <span className="matrix-cell"><StateIcon state="not_planned" label={`${where}, not planned`} /></span>;
  const { standing } = cell;
  const isOverdue = standing?.state === "overdue";
  const missing = standing !== null && "missing" in standing && standing.missing.length > 0 && cell.state !== "not_started" ? `${standing.missing.length} missing` : null;
  const says = [where, sayState(cell.state), standing && standing.state !== "done" && standing.state !== "not_done" ? sayStanding(standing) : null, `${cell.done} of ${cell.of} forms`, missing,
    cell.openQueries > 0 ? `${cell.openQueries} open` : null, cell.answeredQueries > 0 ? `${cell.answeredQueries} answered` : null].filter(Boolean).join(", ");
  return (
    <Link className="matrix-cell" href={`/patients/${row.number}#${code}`} prefetch={false} aria-label={says} title={says} data-due={standing?.state === "due" && code !== LOGS ? "" : undefined}>
      <StateIcon state={isOverdue ? "overdue" : cell.state} label="" /><QuestionCount open={cell.openQueries} answered={cell.answeredQueries} />
    </Link>
  );
}

const LEGEND: readonly State[] = ["not_started", "in_progress", "overdue", "complete", "verified", "signed", "locked", "not_done", "not_planned", "query_open", "query_answered", "exposed", "possible"];

const Legend = () => (
  <ul className="matrix-legend">
    {LEGEND.map((state) => <li key={state}><StateIcon state={state} label="" /> {sayState(state)}</li>)}
    <li><span className="matrix-due-ring" aria-hidden="true" /> Due now</li>
  </ul>
);

