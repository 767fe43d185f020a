import { Button, Checkbox, NativeSelect } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { Badge } from "@/app/_ui/badge";
import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { isAnalyte, analyte } from "@/lib/study/laboratory/analytes";
import { inBaseUnit, sayUnit, type LabValue } from "@/lib/study/laboratory/convert-value";
import { sayNumber } from "@/lib/crf/number-text";
import { sayDate } from "@/lib/kernel/calendar-date";
import type { PlannedLine, PlannedState } from "@/lib/study/laboratory/reports/plan-import";
import { fieldsNamed, plainName, REPORT_FIELDS, REPORT_FIELD_CODES } from "@/lib/study/laboratory/reports/report-fields";
import { asField, formFieldOf, unitsOf } from "@/lib/study/laboratory/reports/settle-line";
import type { Board } from "./use-board";

const COLUMNS = [
  { key: "line", label: "Line", numeric: true }, { key: "said", label: "The report says" }, { key: "field", label: "Taken as" }, { key: "stored", label: "Stored as" }, { key: "flag", label: "Range and grade" },
  { key: "place", label: "Goes to" }, { key: "change", label: "What happens" }, { key: "out", label: "Leave out" },
];
const AT_ONCE = 200;
type Shown = "all" | "problem" | "correction" | "new" | "rest";
const FILTERS: readonly { readonly shown: Shown; readonly says: string; readonly holds: (state: PlannedState) => boolean }[] = [
  { shown: "all", says: "lines", holds: () => true }, { shown: "problem", says: "to settle", holds: (state) => state === "problem" }, { shown: "correction", says: "corrections", holds: (state) => state === "correction" },
  { shown: "new", says: "new", holds: (state) => state === "new" }, { shown: "rest", says: "store nothing", holds: (state) => ["same", "twice", "nothing"].includes(state) },
];

/** Every line of the report: what it says, what would be stored, and what that changes. */
export function LinesTable({ board, notes, withPatient, actions }: { readonly board: Board; readonly notes: (line: PlannedLine) => ReactNode; readonly withPatient: boolean; readonly actions?: ReactNode }) {
  const [shown, setShown] = useState<Shown>("all");
  const [most, setMost] = useState(AT_ONCE);
  const { lines } = board.plan;
  const listed = lines.filter(({ state }) => FILTERS.find((filter) => filter.shown === shown)?.holds(state));
  return (
    <Card title="What was read" note={`${board.report.layout}; nothing is stored yet`} actions={actions}>
      <div className="chips import-chips" role="group" aria-label="Lines shown">
        {FILTERS.map(({ shown: each, says, holds }) => ({ each, says, count: lines.filter(({ state }) => holds(state)).length })).filter(({ each, count }) => each === "all" || count > 0).map(({ each, says, count }) => (
          <button key={each} type="button" aria-pressed={shown === each} onClick={() => { setShown(each); setMost(AT_ONCE); }}><b>{count}</b> {says}</button>
        ))}
      </div>
      <DataTable caption="Lines of the report" columns={COLUMNS} dense className="table-stacked import-lines">
        {listed.slice(0, most).map((line) => <Row key={line.line.id} line={line} board={board} note={notes(line)} withPatient={withPatient} />)}
      </DataTable>
      {listed.length > most && <p className="card-foot"><Button variant="default" onClick={() => setMost(most + AT_ONCE)}>Show {Math.min(AT_ONCE, listed.length - most)} more of {listed.length - most}</Button></p>}
    </Card>
  );
}

interface RowProps { readonly line: PlannedLine; readonly board: Board; readonly note: ReactNode; readonly withPatient: boolean }

function Row({ line: planned, board, note, withPatient }: RowProps) {
  const { line, code, answer, place, patient, state } = planned;
  const isOut = board.choices.leftOut.includes(line.id);
  const leave = (out: boolean) => board.choose({ leftOut: out ? [...board.choices.leftOut, line.id] : board.choices.leftOut.filter((id) => id !== line.id) });
  const base = code !== null && isAnalyte(code) && answer !== null ? inBaseUnit(code, answer as LabValue) : null;
  return (
    <tr className={state === "problem" ? "warned" : state === "nothing" ? "removed" : undefined}>
      <td className="number" data-label="Line">{line.line}</td>
      <th scope="row" data-label="The report says">{withPatient && <small>{line.patient}</small>}<span>{line.name}</span> <b>{line.text}</b> {line.unit}{line.range !== "" && <small>printed range {line.range}</small>}</th>
      <td data-label="Taken as"><TakenAs planned={planned} board={board} /></td>
      <td className="nowrap" data-label="Stored as">{answer !== null && code !== null ? <b>{formFieldOf(code).show(answer)}</b> : <span className="dim">nothing</span>}{base !== null && code !== null && isAnalyte(code) && <small>{sayNumber(base.toDecimalPlaces(4).toFixed())} {sayUnit(analyte(code).baseUnit)} in the study’s unit</small>}<UnitChoice planned={planned} board={board} /></td>
      <td data-label="Range and grade">{note}</td>
      <td className="nowrap" data-label="Goes to">{place && <>{withPatient && `${patient}, `}{place.title}<small>{REPORT_FIELDS[code!].formId === "haematology" ? "Haematology" : "Chemistry"}{planned.day && `, ${sayDate(planned.day)}`}</small></>}</td>
      <td className="import-change" data-label="What happens"><Change planned={planned} board={board} /></td>
      <td data-label="Leave out"><Checkbox aria-label={`Leave out line ${line.line}, ${line.name}`} checked={isOut} onChange={(event) => leave(event.currentTarget.checked)} /></td>
    </tr>
  );
}

const NAMED = [{ group: "Haematology", items: optionsOf("haematology") }, { group: "Chemistry", items: optionsOf("chemistry") }];
function optionsOf(formId: string) { return REPORT_FIELD_CODES.filter((code) => REPORT_FIELDS[code].formId === formId).map((code) => ({ value: code as string, label: REPORT_FIELDS[code].label })); }

/** The analyte; a choice where the name says none or several, and where a person chose. */
function TakenAs({ planned: { line, code, problem }, board: { choices, choose } }: { readonly planned: PlannedLine; readonly board: Board }) {
  const name = plainName(line.name);
  const open = problem?.code === "name_unknown" || problem?.code === "name_open";
  if (!open && choices.fields[name] === undefined) return code === null ? null : <>{REPORT_FIELDS[code].label}</>;
  const candidates = fieldsNamed(line.name).map((each) => ({ value: each as string, label: REPORT_FIELDS[each].label }));
  return (
    <NativeSelect size="xs" aria-label={`Analyte for ${line.name}`} error={open} value={choices.fields[name] ?? ""}
      data={[{ value: "", label: "Choose the analyte" }, { value: "none", label: "The study does not ask for it" }, ...(candidates.length > 0 ? [{ group: "It can be", items: candidates }] : NAMED)]}
      onChange={(event) => { const chosen = asField(event.currentTarget.value); const { [name]: _, ...others } = choices.fields; choose({ fields: chosen === null ? others : { ...others, [name]: chosen } }); }} />
  );
}

function UnitChoice({ planned: { code, problem }, board: { choices, choose } }: { readonly planned: PlannedLine; readonly board: Board }) {
  if (code === null || (problem?.code !== "unit_missing" && problem?.code !== "unit_unknown" && choices.units[code] === undefined)) return null;
  return (
    <NativeSelect size="xs" aria-label={`Unit of ${REPORT_FIELDS[code].label}`} error={problem !== null && choices.units[code] === undefined} value={choices.units[code] ?? ""} data={[{ value: "", label: "Choose the unit" }, ...unitsOf(code).map(([value, label]) => ({ value, label }))]}
      onChange={(event) => { const { [code]: _, ...others } = choices.units; choose({ units: event.currentTarget.value === "" ? others : { ...others, [code]: event.currentTarget.value } }); }} />
  );
}

/** What storing the line does; what stands in its way, with what settles it. */
function Change({ planned: { line, code, before, answer, state, says, problem }, board: { choices, choose } }: { readonly planned: PlannedLine; readonly board: Board }) {
  const show = (value: unknown) => (code === null ? "" : formFieldOf(code).show(value));
  if (state === "correction") return <><span className="old">{show(before)}</span> <span className="arrow" aria-label="becomes">→</span> <b>{show(answer)}</b></>;
  if (state === "new") return <Badge tone="ok">new</Badge>;
  if (state !== "problem") return <span className="dim">{says}</span>;
  return <><span className="tone-due">{says}</span>{problem?.code === "limit" && <Button size="compact-xs" variant="default" onClick={() => choose({ limits: [...choices.limits, line.id] })}>Store the limit as the value</Button>}</>;
}
