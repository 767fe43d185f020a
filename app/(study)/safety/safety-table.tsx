import { Card } from "@/app/_ui/card";
import { percentOfTreated, SAFETY_COLUMNS, SEVERE_FROM, type CountByColumn, type PatientCount, type SafetyColumn, type SafetyTable as Table } from "@/lib/study/adverse-events/count-by-worst-grade";
import { GRADES } from "@/lib/study/adverse-events/safety-event";
import { armOfAll } from "@/lib/study/words";

interface Measure { readonly key: string; readonly says: string; readonly title: string; readonly of: (count: PatientCount) => number; readonly percent?: true }

const SUMMARY: readonly Measure[] = [
  { key: "any", says: "Any", title: "any grade", of: ({ any }) => any, percent: true },
  { key: "severe", says: `≥ ${SEVERE_FROM}`, title: `grade ${SEVERE_FROM} or more`, of: ({ severe }) => severe, percent: true },
];
const IN_ALL: readonly Measure[] = [
  { key: "related", says: "Related", title: "related to a study drug", of: ({ related }) => related },
  { key: "serious", says: "Serious", title: "serious", of: ({ serious }) => serious },
];
const BY_GRADE: readonly Measure[] = [
  ...GRADES.map((grade): Measure => ({ key: String(grade), says: String(grade), title: `worst grade ${grade}`, of: ({ worst }) => worst[grade] })),
  { key: "unknown", says: "?", title: "grade not recorded", of: ({ worst }) => worst.unknown },
];

interface Cell { readonly column: SafetyColumn; readonly measure: Measure; readonly first: boolean }

const sayColumn = (column: SafetyColumn) => (column === "all" ? "All" : armOfAll(column));

/** Patients by class and term, each once at the worst grade; arms side by side. */
export function SafetyTable({ table, byGrade }: { readonly table: Table; readonly byGrade: boolean }) {
  const measuresOf = (column: SafetyColumn) => (byGrade ? BY_GRADE : column === "all" ? [...SUMMARY, ...IN_ALL] : SUMMARY);
  const cells = SAFETY_COLUMNS.flatMap((column) => measuresOf(column).map((measure, index): Cell => ({ column, measure, first: index === 0 })));
  return (
    <Card title="Patients with an event" note={byGrade ? "each patient once, at the worst grade" : "n and % of the treated, each patient once"}>
      <div className="scroll" tabIndex={0} role="group" aria-label="Patients with an event, by class and term">
        <table className="table table-dense safety">
          <caption className="unseen">Treated patients with an adverse event, by organ class, CTCAE term and arm</caption>
          <thead>
            <tr>
              <td />
              {SAFETY_COLUMNS.map((column) => (
                <th key={column} scope="colgroup" className="divided safety-over" colSpan={measuresOf(column).length}>{sayColumn(column)} <span className="dim">N = {table.treated[column]}</span></th>
              ))}
            </tr>
            <tr>
              <th scope="col"><span className="unseen">Class and term</span></th>
              {cells.map(({ column, measure, first }) => (
                <th key={`${column} ${measure.key}`} scope="col" className={first ? "number divided" : "number"}><abbr title={`${sayColumn(column)}, ${measure.title}`}>{measure.says}</abbr></th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Row label="Any event" counts={table.all} cells={cells} table={table} className="safety-all" />
            {table.groups.flatMap(({ group, counts, terms }) => [
              <Row key={group} label={group} counts={counts} cells={cells} table={table} className="group" />,
              ...terms.map(({ term, counts: ofTerm }) => <Row key={`${group} ${term}`} label={term} counts={ofTerm} cells={cells} table={table} className="indented" />),
            ])}
          </tbody>
        </table>
      </div>
      <p className="legend legend-in-card">
        A patient counts once for a term, its class and in all. Related: to any drug of the study, or not known. Events that may have started on the first day of cenersen count as after it.
      </p>
    </Card>
  );
}

function Row({ label, counts, cells, table, className }: { readonly label: string; readonly counts: CountByColumn; readonly cells: readonly Cell[]; readonly table: Table; readonly className: string }) {
  return (
    <tr className={className}>
      <th scope="row">{label}</th>
      {cells.map(({ column, measure, first }) => {
        const count = measure.of(counts[column]);
        return (
          <td key={`${column} ${measure.key}`} className={first ? "number divided" : "number"} data-none={count === 0 || undefined}>
            {count}{measure.percent && <span className="safety-percent">{count === 0 ? "" : percentOfTreated(count, table.treated[column])}</span>}
          </td>
        );
      })}
    </tr>
  );
}
