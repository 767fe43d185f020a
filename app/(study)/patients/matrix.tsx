import Link from "next/link";
import { ResponseBadge } from "@/app/_ui/response-badge";
import { QuestionCount, StateIcon, sayState, type State } from "@/app/_ui/state-icon";
import type { MatrixCell, MatrixRow } from "@/lib/entries/read-matrix";
import { armLabel } from "@/lib/study/words";
import { isUnscheduled, visitByCode, visits } from "@/lib/study/visits";

const LOGS = "LOG";
const EXPOSURE: Readonly<Record<string, State>> = { exposed: "exposed", possible: "possible" };

/** Patients by visits: shape, word and colour of each state, and the number of questions. The first column stays. */
export function Matrix({ rows }: { rows: readonly MatrixRow[] }) {
  const unscheduled = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells).filter(isUnscheduled)))].sort();
  const columns = [...visits.map(({ code }) => code), ...unscheduled, LOGS];
  return (
    <>
      <div className="matrix-frame" tabIndex={0} role="group" aria-label="Patients by visits">
        <table className="matrix">
          <caption className="unseen">Patients by visits</caption>
          <thead>
            <tr>
              <th scope="col" className="matrix-patient"><span className="matrix-facts"><span>Patient</span><span>Arm</span><span>Disease</span><span>Best</span><span>Exp.</span></span></th>
              {columns.map((code) => <th key={code} scope="col" className="group-start"><abbr title={code === LOGS ? "Logs" : visitByCode(code)?.title}>{code === LOGS ? "Logs" : visitByCode(code)?.shortTitle}</abbr></th>)}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row" className="matrix-patient">
                  <span className="matrix-facts">
                    <Link href={`/patients/${row.number}`} prefetch={false}>{row.number}</Link>
                    <span title={row.arm ? armLabel(row.protocolVersion, row.arm) : undefined}>{row.arm ?? "–"}</span>
                    <span className="muted">{row.status === "screen_failed" ? "screen failure" : row.disease ?? (row.status === "screening" ? "screening" : "")}</span>
                    <span>{row.best ? <ResponseBadge status={row.best} /> : row.status === "screening" && row.eligibility ? <span className="dim">{row.eligibility === "waived" ? "eligible by waiver" : row.eligibility.replace("_", " ")}</span> : null}</span>
                    <span>{row.exposure && EXPOSURE[row.exposure] ? <StateIcon state={EXPOSURE[row.exposure]!} /> : null}</span>
                  </span>
                </th>
                {columns.map((code) => <td key={code}><Cell row={row} code={code} cell={row.cells[code]} /></td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Legend />
    </>
  );
}

function Cell({ row, code, cell }: { row: MatrixRow; code: string; cell: MatrixCell | undefined }) {
  const where = `${row.number} · ${code === LOGS ? "Logs" : visitByCode(code)?.title}`;
  if (!cell) return <span className="matrix-cell"><StateIcon state="not_planned" label={`${where}, not planned`} /></span>;
  const says = [where, sayState(cell.state), `${cell.done} of ${cell.of} forms`, cell.openQueries > 0 ? `${cell.openQueries} open` : null, cell.answeredQueries > 0 ? `${cell.answeredQueries} answered` : null].filter(Boolean).join(", ");
  return (
    <Link className="matrix-cell" href={`/patients/${row.number}#${code}`} prefetch={false} aria-label={says} title={says}>
      <StateIcon state={cell.state} label="" /><QuestionCount open={cell.openQueries} answered={cell.answeredQueries} />
    </Link>
  );
}

const LEGEND: readonly State[] = ["not_started", "in_progress", "complete", "verified", "signed", "locked", "not_done", "not_planned", "query_open", "query_answered", "exposed", "possible"];

const Legend = () => <ul className="matrix-legend">{LEGEND.map((state) => <li key={state}><StateIcon state={state} label="" /> {sayState(state)}</li>)}</ul>;
