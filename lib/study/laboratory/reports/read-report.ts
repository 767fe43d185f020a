import { readDay, isDayCell } from "./report-day";
import { columnsOf, isUnitRow, parted, type ColumnRole } from "./report-columns";
import { cutLine } from "./cut-line";
import type { ReportLine } from "./report-line";
import { splitCells, type Cells, type Separator } from "./split-cells";

export interface Report {
  readonly layout: "a result per line" | "dates across" | "analytes across";
  readonly separator: Separator;
  readonly lines: readonly ReportLine[];
  /** Lines without a result: headings, addresses, remarks. */
  readonly passedOver: readonly { readonly line: number; readonly text: string }[];
  /** The one day that such a line names as that of the sample; blank when none or several do. */
  readonly day: string;
}

type Row = Cells["rows"][number];
export interface Columns { readonly roles: readonly ColumnRole[]; readonly header: readonly string[]; readonly units: readonly string[] }

/** Reads a block copied from a spreadsheet or a print-out. */
export function readReport(text: string): Report {
  const { separator, rows } = splitCells(text);
  const at = separator === "line" ? -1 : rows.slice(0, 30).findIndex(({ cells }) => columnsOf(cells) !== null);
  const header = rows[at];
  const roles = header && columnsOf(header.cells);
  const isTable = header !== undefined && roles != null && (separator !== "blanks" || (!roles.includes("value") && isAligned(header, rows.slice(at + 1))));
  return isTable ? tableReport(separator, rows.slice(0, at), header, rows.slice(at + 1), roles) : looseReport(separator, rows);
}

/** Of cells parted by blanks only a table has as many in every line. */
const isAligned = (header: Row, body: readonly Row[]): boolean => body.filter(({ cells }) => cells.length === header.cells.length).length * 2 >= body.length;

/** A table whose columns somebody has named, such as a file of a laboratory. */
export function readTable(header: Row, body: readonly Row[], roles: readonly ColumnRole[]): Report {
  return tableReport("comma", [], header, body, roles);
}

const layoutOf = (roles: readonly ColumnRole[]): Report["layout"] => (roles.includes("dated") ? "dates across" : roles.includes("result") && !roles.includes("value") ? "analytes across" : "a result per line");

function tableReport(separator: Separator, above: readonly Row[], header: Row, body: readonly Row[], roles: readonly ColumnRole[]): Report {
  const unitRow = body[0] && isUnitRow(body[0].cells, roles) ? body[0] : null;
  const columns: Columns = { roles, header: header.cells, units: unitRow?.cells ?? [] };
  const rows = body.slice(unitRow ? 1 : 0);
  const lines = rows.flatMap((row) => (separator === "blanks" && row.cells.length !== header.cells.length ? unaligned(row, columns) : linesOfRow(row, columns)));
  const read = new Set(lines.map(({ line }) => line));
  const passedOver = [...above, ...rows.filter(({ line }) => !read.has(line))].map(({ line, cells }) => ({ line, text: cells.filter(Boolean).join("  ") }));
  return { layout: layoutOf(roles), separator, lines, passedOver, day: sampleDay(passedOver.map(({ text }) => text)) };
}

/** Cells parted by blanks that are fewer than the columns: which one is missing cannot be told, so nobody guesses. */
function unaligned({ line, cells }: Row, { roles }: Columns): readonly ReportLine[] {
  const name = cells[0] ?? "";
  if (cells.length < 2 || !roles.some((role) => role === "dated" || role === "result")) return [];
  return [{ id: String(line), line, patient: "", name, text: `? ${cells.slice(1).join(" | ")}`, unit: "", day: "", range: "" }];
}

function linesOfRow({ line, cells }: Row, { roles, header, units }: Columns): readonly ReportLine[] {
  const of = (role: ColumnRole) => roles.flatMap((each, at) => (each === role && (cells[at] ?? "") !== "" ? [cells[at]!] : [])).join(" ");
  const common = { line, patient: of("patient"), range: of("range") };
  const day = [of("day"), of("time")].filter(Boolean).join(" ");
  const single: readonly ReportLine[] = of("value") === "" || of("name") === "" ? [] : [{ ...common, id: String(line), ...parted(of("name")), text: of("value"), ...(of("unit") === "" ? {} : { unit: of("unit") }), day }];
  const across = cells.flatMap((text, at): readonly ReportLine[] => {
    const role = roles[at];
    if (text === "" || (role !== "result" && role !== "dated")) return [];
    const id = `${line}.${at + 1}`;
    const { name, unit } = parted(role === "dated" ? of("name") : (header[at] ?? ""));
    if (role === "dated") return name === "" ? [] : [{ ...common, id, name, text, unit: of("unit") || unit, day: header[at] ?? "" }];
    return [{ ...common, id, name, text, unit: units[at] || unit, day }];
  });
  return [...single, ...across];
}

/** Without a header, or parted by blanks only: each line is read by what its words look like. */
function looseReport(separator: Separator, rows: readonly Row[]): Report {
  const read = rows.map((row) => ({ row, line: cutLine(row.line, row.cells, separator === "line") }));
  const passedOver = read.filter(({ line }) => line === null).map(({ row }) => ({ line: row.line, text: row.cells.filter(Boolean).join("  ") }));
  return { layout: "a result per line", separator, lines: read.flatMap(({ line }) => (line === null ? [] : [line])), passedOver, day: sampleDay(passedOver.map(({ text }) => text)) };
}

const NOT_OF_SAMPLE = /geb|born|birth|dob|druck|print|report|befund|eingang|received|auftrag|order|gültig|valid|stand/i;
const OF_SAMPLE = /abnahme|entnahme|probe|collect|sampl|drawn|blood|date|datum|vom|labor/i;

/** The day of the sample, said once above or below the results. Days of birth, of printing and of arrival are others. */
export function sampleDay(texts: readonly string[]): string {
  const told = texts.filter((text) => readDay(text, "day_first").kind === "day" && !NOT_OF_SAMPLE.test(text));
  const named = told.filter((text) => OF_SAMPLE.test(text) || isDayCell(text));
  const distinct = new Set(named.map((text) => { const read = readDay(text, "day_first"); return read.kind === "day" ? read.day : ""; }));
  return distinct.size === 1 ? (named[0] ?? "") : "";
}
