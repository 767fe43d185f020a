import type { Form } from "@/lib/crf/define-form";
import { exportColumns } from "@/lib/crf/export-columns";
import { groupBy } from "@/lib/kernel/group-by";
import { forms as studyForms } from "@/lib/study/study";
import { csvFiles, dictionaryRows } from "../../csv-files";
import { cellOf, type CutPayload } from "../../cut-record";
import type { CutPatient, CutStudy } from "../../export-format";
import { sayStudy } from "../odm/odm-words";
import type { CellKind } from "./xlsx-cells";

/** A sheet: its columns, the rows that do not come from patients, and those that do. */
export interface Sheet {
  readonly title: string;
  readonly columns: readonly { readonly label: string; readonly kind: CellKind }[];
  readonly first: readonly (readonly string[])[];
  readonly rows: (patient: CutPatient) => readonly (readonly string[])[];
}

const LEADING = [["Site", "site", "text"], ["Patient", "patient", "text"], ["Visit", "visit", "text"], ["Row", "row", "number"], ["Form version", "formVersion", "number"], ["Progress", "progress", "text"], ["Not done: why", "notDoneReason", "text"], ["Removed at (UTC)", "removedAt", "text"], ["Removed: why", "removedReason", "text"]] as const;
const KINDS: Readonly<Record<string, CellKind>> = { integer: "number", decimal: "number", quantity: "number", date: "date", partialDate: "date", dateTime: "dateTime", time: "time" };

/** As a spreadsheet accepts it: at most 31 characters, without \ / ? * [ ] :, no name twice. */
export function sheetTitles(titles: readonly string[]): readonly string[] {
  const given: string[] = [];
  for (const title of titles) {
    const base = title.replace(/[\\/?*[\]:]/g, " ").trim();
    const named = (count: number) => (count === 1 ? base.slice(0, 31) : `${base.slice(0, 31 - ` (${count})`.length)} (${count})`);
    let count = 1;
    while (given.some((other) => other.toLowerCase() === named(count).toLowerCase())) count += 1;
    given.push(named(count));
  }
  return given;
}

/** A form in all its versions; a column keeps its name over versions. Removed rows are there, with when and why. */
function formSheet(versions: readonly Form[]): Sheet {
  const id = versions[0]?.id ?? "";
  const byVersion = new Map(versions.map((form) => [form.version, new Map(exportColumns(form).map((column) => [column.header, column.cell]))]));
  const own = new Map(versions.toSorted((one, other) => other.version - one.version).flatMap((form) => exportColumns(form).map(({ header, label, field }) => [header, { label, kind: header === field ? KINDS[form.fields[field]?.kind ?? ""] ?? "text" as const : "text" as const }] as const)));
  const cells = (entry: CutPayload) => {
    const columns = byVersion.get(Number(entry["formVersion"]));
    const answers = (entry["answers"] ?? {}) as Readonly<Record<string, unknown>>;
    return [...LEADING.map(([, key]) => cellOf(entry[key])), ...[...own.keys()].map((header) => columns?.get(header)?.(answers) ?? "")];
  };
  return { title: versions.at(-1)?.title ?? id, columns: [...LEADING.map(([label, , kind]) => ({ label, kind })), ...own.values()], first: [], rows: (patient) => patient.of("entry").filter((entry) => entry["form"] === id).map(cells) };
}

/** A table of the CSV files as a sheet of text. */
function tableSheet(title: string, file: string, kind: string, forms: readonly Form[]): Sheet {
  const table = csvFiles(forms).find((each) => each.file === file);
  return { title, columns: (table?.header ?? []).map((label) => ({ label, kind: "text" })), first: [], rows: (patient) => (kind === "patient" ? [patient.patient] : patient.of(kind)).flatMap((payload) => table?.rows(payload) ?? []) };
}

const words = (lines: readonly string[]): Pick<Sheet, "first" | "rows"> => ({ first: lines.map((line) => [line]), rows: () => [] });

/** Every sheet of the workbook, in order. */
export function sheetsOf(cut: CutStudy): readonly Sheet[] {
  const forms = studyForms as unknown as readonly Form[];
  const [header = [], ...meanings] = dictionaryRows(forms);
  return [
    { title: "About", columns: [{ label: "About this workbook", kind: "text" }], ...words([
      sayStudy(cut), `Made ${cut.madeAt} by ${cut.madeBy}. SHA-256 of the cut's records: ${cut.contentHash}`,
      "Spreadsheet profile: for reading, sorting and filtering by people. For analysis use the CSV files of the cut: they hold every value exactly as text.",
      "Numbers are numbers and whole dates are dates. A partial date, a number of more than 15 digits and a date before March 1900 stand as text, because a spreadsheet would change them.",
      "No cell is a formula: text that begins with = + - or @ is text, and stays text when it is edited.", "Removed rows are included, with when and why. Leave them out of a count. Times of acts are UTC.",
    ]) },
    ...[...groupBy(forms, ({ id }) => id).values()].map(formSheet),
    tableSheet("Patients", "patients.csv", "patient", forms), tableSheet("Queries", "queries.csv", "query", forms),
    { title: "Dictionary", columns: header.map((label) => ({ label, kind: "text" })), first: meanings, rows: () => [] },
  ];
}
