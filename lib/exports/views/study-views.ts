import type { Form } from "@/lib/crf/define-form";
import { groupBy } from "@/lib/kernel/group-by";
import { LEADING, TABLES, type Table } from "../tables";
import { answerColumns, type AnswerColumn } from "./answer-columns";
import { keyColumns, OF_CUT } from "./leading-columns";
import { TABLE_SAYS } from "./meanings";
import { signedFormsView } from "./signed-forms-view";
import { nameOf, quoted } from "./sql-text";
import type { View, ViewColumn } from "./view";

/** A field may be called like a column in front of the answers; a column of a view may not. */
const LEADING_NAMES = new Set([...OF_CUT.map(({ name }) => name), ...LEADING.map(([header]) => nameOf(header))]);
const answerName = (header: string): string => (LEADING_NAMES.has(nameOf(header)) ? `${nameOf(header)}_answer` : nameOf(header));

const valueOf = ({ cell, type, reckoned }: AnswerColumn): string => reckoned ?? (type === "text" ? cell : `(${cell})::${type}`);

/** A column in the versions of a form that have it. Where versions disagree, each row is read by its own; where they disagree on the type, the column is text. */
function overVersions(header: string, versions: readonly (readonly [version: number, column: AnswerColumn | undefined])[]): ViewColumn {
  const having = versions.flatMap(([version, column]) => (column ? [{ version, column }] : []));
  const [newest] = having.toSorted((one, other) => other.version - one.version);
  if (newest === undefined) throw new Error(`No version has the column ${header}.`);
  const { type, comment, reckoned } = newest.column;
  const isOfOneType = having.every(({ column }) => column.type === type);
  const sql = ({ column }: { readonly column: AnswerColumn }) => (isOfOneType ? valueOf(column) : `(${column.reckoned ?? column.cell})::text`);
  const isTheSame = having.length === versions.length && new Set(having.map(sql)).size === 1;
  return {
    name: answerName(header), type: isOfOneType ? type : "text", comment, header: reckoned === undefined ? header : null,
    sql: isTheSame ? sql(newest) : `CASE (r.payload ->> 'formVersion')::integer ${having.map((each) => `WHEN ${each.version} THEN ${sql(each)}`).join(" ")} END`,
  };
}

function formView(versions: readonly Form[]): View {
  const newest = versions.toSorted((one, other) => other.version - one.version)[0] as Form;
  const byVersion = versions.map((form) => [form.version, new Map(answerColumns(form).map((column) => [column.header, column]))] as const);
  const headers = [...new Set(byVersion.flatMap(([, columns]) => [...columns.keys()]))];
  return {
    name: nameOf(`v_${newest.id}`), file: `${newest.id}.csv`,
    comment: `${newest.title}: a row for each ${newest.repeats ? "row of the log" : "form"}. Removed rows are here, with when and why: leave them out of an analysis (WHERE removed_at_utc IS NULL).`,
    columns: [...OF_CUT, ...keyColumns("", LEADING), ...headers.map((header) => overVersions(header, byVersion.map(([version, columns]) => [version, columns.get(header)])))],
    from: `record r, LATERAL (SELECT r.payload -> 'answers') AS answers (a) WHERE r.kind = 'entry' AND r.payload ->> 'form' = ${quoted(newest.id)}`,
  };
}

function tableView({ name, kind, columns, each }: Table): View {
  const elements = each && `, LATERAL jsonb_array_elements(coalesce(nullif(r.payload -> ${quoted(each.list)}, 'null'), '[]')) AS elements (e)`;
  return {
    name: nameOf(`v_${name}`), file: `${name}.csv`, comment: TABLE_SAYS[name] ?? "",
    columns: [...OF_CUT, ...keyColumns(name, columns), ...keyColumns(name, each?.columns ?? [], "e")],
    from: `record r${elements ?? ""} WHERE r.kind = ${quoted(kind)}`,
  };
}

function assertTellable(view: View): View {
  const names = view.columns.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new Error(`${view.name} would have two columns ${twice}. Give the field another name.`);
  if (view.comment === "" || view.columns.some(({ comment }) => comment === "")) throw new Error(`${view.name} has a column without a meaning: add it to meanings.ts.`);
  return view;
}

/** A view for each form in all its versions, then one for each other table: what the CSV files hold, typed. */
export function studyViews(forms: readonly Form[]): readonly View[] {
  return [...[...groupBy(forms, ({ id }) => id).values()].map(formView), ...TABLES.flatMap((table) => (table.name === "signatures" ? [tableView(table), signedFormsView] : [tableView(table)]))].map(assertTellable);
}
