import { exportColumns } from "@/lib/crf/export-columns";
import type { Form } from "@/lib/crf/define-form";
import { forms as studyForms, study } from "@/lib/study/study";
import { columnsOfField } from "./read-cells";
import { readRowNo, type FormFile, type SourceRow } from "./source-row";

const forms = studyForms as unknown as readonly Form[];

/** A line of a table, with its number in the file. */
export interface TableRow { readonly line: number; readonly cells: readonly string[] }

/** Columns of the tidy CSV that stand before the form's own. VERSION counts saves, PROGRESS follows from the answers: neither is read. */
const LEADING = ["STUDY", "SITE", "PATIENT", "VISIT", "FORM", "ROW", "FORM_VERSION", "VERSION", "PROGRESS", "NOT_DONE_REASON", "REMOVED_AT_UTC", "REMOVED_REASON"] as const;
type Leading = (typeof LEADING)[number];

const ownColumns = (formId: string): ReadonlySet<string> => new Set(forms.filter(({ id }) => id === formId).flatMap((form) => Object.entries(form.fields).flatMap(([name, field]) => columnsOfField(name, field))));

/** The form of a file: as its column FORM says, as its name does ("haematology.csv"), or the one form that has all of its columns; null where a person must say. */
export function formOfTable(header: readonly string[], body: readonly TableRow[], fileName: string): string | null {
  const ids = [...new Set(forms.map(({ id }) => id))];
  const at = header.findIndex((cell) => cell.trim().toUpperCase() === "FORM");
  const named = at === -1 ? [] : [...new Set(body.map(({ cells }) => (cells[at] ?? "").trim()))];
  if (named.length === 1 && ids.includes(named[0] ?? "")) return named[0] ?? null;
  const own = header.map((cell) => cell.trim()).filter((cell) => !(LEADING as readonly string[]).includes(cell.toUpperCase()));
  const byName = ids.find((id) => fileName.toLowerCase().replace(/\.\w+$/, "") === id);
  const fitting = ids.filter((id) => own.length > 0 && own.every((cell) => ownColumns(id).has(cell)));
  return byName ?? (fitting.length === 1 ? fitting[0] ?? null : null);
}

/** Cells of one form by the columns of the tidy CSV. `strange` are columns that no version of the form has; a person leaves them out, or mends the file. */
export function readFormCsv(header: readonly string[], body: readonly TableRow[], formId: string): FormFile {
  const own = ownColumns(formId);
  const heads = header.map((cell) => (own.has(cell.trim()) ? { own: cell.trim() } : { leading: LEADING.find((each) => each === cell.trim().toUpperCase()) ?? null, as: cell.trim() }));
  const twice = header.map((cell) => cell.trim()).find((cell, at, all) => cell !== "" && all.indexOf(cell) !== at);
  if (twice !== undefined) return { refused: `The column “${twice}” stands there twice. Take one of them out.` };
  if (!heads.some((head) => head.leading === "PATIENT")) return { refused: "No column is called PATIENT. It holds the patient's number, such as 101-004; VISIT holds the visit's code, such as SCR, and ROW the row of a log." };
  if (!heads.some((head) => head.own !== undefined)) return { refused: `None of its columns is a field of this form. They are called as in the export, for example ${exportColumns(forms.find(({ id }) => id === formId)!).slice(0, 3).map((column) => column.header).join(", ")}.` };
  const strange = heads.flatMap((head) => (head.own === undefined && head.leading === null && head.as !== "" ? [head.as] : []));
  return { strange, rows: body.map((row, id) => sourceRow(row, id, heads, formId)) };
}

type Head = { readonly own: string; readonly leading?: undefined } | { readonly own?: undefined; readonly leading: Leading | null; readonly as: string };

function sourceRow({ line, cells }: TableRow, id: number, heads: readonly Head[], formId: string): SourceRow {
  const lead = (name: Leading) => cells[heads.findIndex((head) => head.leading === name)]?.trim() ?? "";
  const own = Object.fromEntries(heads.flatMap((head, at) => (head.own !== undefined && (cells[at] ?? "").trim() !== "" ? [[head.own, cells[at] ?? ""]] : [])));
  const blanks = heads.flatMap((head, at) => (head.own !== undefined && (cells[at] ?? "").trim() === "" ? [head.own] : []));
  const { rowNo, problem } = readRowNo(lead("ROW"));
  const version = lead("FORM_VERSION");
  const wrong = cells.length > heads.length ? `The line has ${cells.length} cells, and the first line names ${heads.length}. A comma or a quotation mark is missing or too many.`
    : lead("STUDY") !== "" && lead("STUDY") !== study.shortTitle ? `It is of another study, “${lead("STUDY").slice(0, 60)}”. Only this study's data are imported.`
    : lead("FORM") !== "" && lead("FORM") !== formId ? `It is of the form “${lead("FORM").slice(0, 60)}”. One file holds one form: divide it.`
    : version !== "" && !/^\d{1,3}$/.test(version) ? `“${version.slice(0, 20)}” is no version of a form. Give its number, or leave it blank.` : problem;
  return { id, line, patient: lead("PATIENT"), visit: lead("VISIT") || null, formId, formVersion: version === "" || wrong !== null ? null : Number(version), rowNo, cells: own, blanks, passed: passedOver(lead), problem: wrong };
}

function passedOver(lead: (name: Leading) => string): string | null {
  if (lead("REMOVED_AT_UTC") !== "") return "removed where it comes from; nothing is stored";
  return lead("NOT_DONE_REASON") === "" && lead("PROGRESS") !== "not_done" ? null : "not done, as the file says. Mark the form as not done by hand; an import stores values only";
}
