import { sayDayMonth } from "@/app/_figures/day-axis";
import { Callout } from "@/app/_ui/callout";
import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { TextLink } from "@/app/_ui/text-link";
import { sayNumber } from "@/lib/crf/number-text";
import { atBeginning } from "@/lib/kernel/in-sentence";
import type { DoseCell, DoseTable, DoseTableRow, Verdict } from "./course-doses";
import "./course-doses.css";

/** One course: what was planned and what was given, drug by day, and what it came to. */
export function CourseDosesCard({ table: { course, days, rows, surface, basis, questions, waitingFor } }: { readonly table: DoseTable }) {
  const columns = [
    { key: "drug", label: "Drug" },
    ...days.map(({ label, date }) => ({ key: label, label: <>{label}<small>{date === null ? "" : sayDayMonth(date)}</small></>, numeric: true })),
    { key: "total", label: <>Course<small>mg given of planned</small></>, numeric: true },
    { key: "intensity", label: <>Intensity<small>relative to the plan</small></>, numeric: true },
    { key: "cumulative", label: <>Since course 1<small>cumulative</small></>, numeric: true },
  ];
  return (
    <Card title={`Course ${course}: doses`} note={waitingFor.length > 0 ? `waiting for ${waitingFor.join(" and ")}` : "mg given, of mg planned"}>
      {questions.length > 0 && <div className="card-pad stack">{questions.map((question) => <Callout key={question} tone="soft">{question}</Callout>)}</div>}
      <DataTable caption={`Doses of course ${course}, planned and given`} columns={columns} className="dose-table">
        {rows.map((row) => <DrugRow key={row.drug} row={row} waiting={waitingFor.length > 0} />)}
      </DataTable>
      <p className="dose-basis">
        {surface && <b>{surface}</b>}
        {basis.map(({ says, href }) => <span key={href}><TextLink href={href} underlined>{says}</TextLink></span>)}
      </p>
    </Card>
  );
}

function DrugRow({ row: { drug, formula, cells, total, intensity, cumulative, says }, waiting }: { readonly row: DoseTableRow; readonly waiting: boolean }) {
  return (
    <tr className={`dose-${drug}-row`}>
      <th scope="row">{atBeginning(drug)}<small>{formula}</small><span className="unseen">{says}</span></th>
      {cells.map((cell, index) => <td key={index} className="number">{cell ? <Dose cell={cell} /> : <span className="dim" aria-label="nothing planned">–</span>}</td>)}
      <td className="number divided">{waiting ? <span className="dim">waiting</span> : <Dose cell={total} />}</td>
      <td className="number">{intensity === null ? <span className="dim">waiting</span> : <><b>{intensity.pct}</b><small>{intensity.says}</small></>}</td>
      <td className="number">{cumulative === null ? <span className="dim">waiting</span> : <><b>{sayNumber(cumulative.mg)} mg</b><small>{cumulative.says}</small></>}</td>
    </tr>
  );
}

function Dose({ cell: { given, planned, state, says } }: { readonly cell: DoseCell }) {
  return (
    <>
      <span className="dose-given">{given === null ? <span className="dim">–</span> : <b>{sayNumber(given)}</b>}{planned !== null && <span className="dim"> of {sayNumber(planned)}</span>}</span>
      {says !== "" && <small className="dose-verdict"><Shape state={state} />{says}</small>}
    </>
  );
}

const Shape = ({ state }: Pick<Verdict, "state">) => (state === null ? null : <StateIcon state={state} label="" small />);
