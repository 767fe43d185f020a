import type { AnyField, FieldKind } from "@/lib/crf/any-field";
import { wordingOf, type Form } from "@/lib/crf/define-form";
import { MISSING_REASONS } from "@/lib/crf/missing";
import type { ColumnType } from "../tables";
import { quoted } from "./sql-text";

/** A column of a form's view as one version of the form has it. `cell` is SQL for the text that stands in the CSV file, or NULL; `a` holds the answers. */
export interface AnswerColumn {
  readonly header: string;
  readonly cell: string;
  readonly type: ColumnType;
  /** SQL for a value that is reckoned from the cell and not cast: what the CSV file has no column for. */
  readonly reckoned?: string;
  readonly comment: string;
}

interface Cell { readonly cell: string; readonly type: ColumnType }
type KindOf<Kind extends FieldKind> = Extract<AnyField, { readonly kind: Kind }>;

const answer = (name: string): string => `a -> ${quoted(name)}`;
/** The answer as text: an answer that is a reason, or nothing, is no value. */
const own = (name: string): string => `CASE WHEN jsonb_typeof(${answer(name)}) <> 'object' THEN a ->> ${quoted(name)} END`;
const part = (name: string, key: string): string => `${answer(name)} ->> ${quoted(key)}`;
const redactedText = (name: string): string => `CASE WHEN ${part(name, "missing")} = 'redacted' THEN '[redacted]' ELSE ${own(name)} END`;
const decoded = (name: string, options: Readonly<Record<string, string>>): string =>
  `CASE ${own(name)} ${Object.entries(options).map(([code, label]) => `WHEN ${quoted(code)} THEN ${quoted(label)}`).join(" ")} END`;

const one = (type: ColumnType) => (name: string): readonly Cell[] => [{ cell: own(name), type }];

/** For every kind of field the cells of its columns, in the order in which the kind names them. */
const CELLS: { readonly [Kind in FieldKind]: (name: string, field: KindOf<Kind>) => readonly Cell[] } = {
  text: (name) => [{ cell: redactedText(name), type: "text" }],
  integer: (name, { possible }) => [{ cell: own(name), type: Math.max(...possible.map(Math.abs)) < 2 ** 31 ? "integer" : "numeric" }],
  decimal: one("numeric"),
  choice: (name, { options }) => [{ cell: own(name), type: "text" }, { cell: decoded(name, options), type: "text" }],
  date: one("date"),
  partialDate: one("text"),
  time: one("time"),
  dateTime: one("timestamp"),
  quantity: (name) => [{ cell: part(name, "value"), type: "numeric" }, { cell: part(name, "unit"), type: "text" }],
  coded: (name) => ["term", "group", "dictionary"].map((key) => ({ cell: part(name, key), type: "text" })),
};

const cellsOf = (name: string, field: AnyField): readonly Cell[] => (CELLS[field.kind] as (name: string, field: AnyField) => readonly Cell[])(name, field);

/** What a partial date can mean, so that nobody has to fill in a day to compare it. The text of a reason has none of these lengths. */
function reachOf(name: string, label: string): readonly AnswerColumn[] {
  const text = `a ->> ${quoted(name)}`;
  const byLength = (year: string, month: string, day: string) => `CASE length(${text}) WHEN 4 THEN ${year} WHEN 7 THEN ${month} WHEN 10 THEN ${day} END`;
  const from = byLength(`(${text} || '-01-01')::date`, `(${text} || '-01')::date`, `(${text})::date`);
  const to = byLength(`(${text} || '-12-31')::date`, `((${text} || '-01')::date + interval '1 month' - interval '1 day')::date`, `(${text})::date`);
  const column = (ending: string, type: ColumnType, reckoned: string, says: string): AnswerColumn => ({ header: `${name}_${ending}`, cell: reckoned, type, reckoned, comment: `${label} (${says}). Reckoned from ${name}; nothing is imputed.` });
  return [
    column("earliest", "date", from, "the first day that it can mean"), column("latest", "date", to, "the last day that it can mean"),
    column("precision", "text", byLength("'year'", "'month'", "'day'"), "how much of it is known: day, month or year"),
  ];
}

const sentence = (...parts: readonly (string | undefined)[]): string => parts.filter((said) => said !== undefined && said !== "").map((said) => (/[.!?]$/.test(said ?? "") ? said : `${said}.`)).join(" ");
const REASONS = [...Object.entries(MISSING_REASONS).map(([code, says]) => `${code} = ${says}`), "redacted = taken away, because it said who the patient is"].join("; ");

function meaningOf(name: string, form: Form, field: AnyField): string {
  const when = field.when?.says(wordingOf(form));
  return sentence(field.says, when && `Asked when ${when}`, field.sdtm === "" ? undefined : `SDTM: ${field.sdtm}`, `Field ${name}`);
}

/** The columns of every field of a form: those of its CSV file under the same names, and for a partial date what it can mean. */
export function answerColumns(form: Form): readonly AnswerColumn[] {
  return Object.entries(form.fields).flatMap(([name, field]) => {
    const cells = cellsOf(name, field);
    return field.columns(name).flatMap(({ header, label }, at): readonly AnswerColumn[] => {
      const found = cells[at];
      if (found === undefined) return [{ header, type: "text", cell: part(name, "missing"), comment: sentence(label, REASONS) }];
      const column = { ...found, header, comment: sentence(label, meaningOf(name, form, field)) };
      return field.kind === "partialDate" ? [column, ...reachOf(name, field.label)] : [column];
    });
  });
}
