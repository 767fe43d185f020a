import { dataDictionary } from "@/lib/crf/data-dictionary";
import type { Form } from "@/lib/crf/define-form";
import { exportColumns } from "@/lib/crf/export-columns";
import { study } from "@/lib/study/study";
import { cellOf, type CutPayload, type CutRecord } from "./cut-record";
import { coversOf, fallenOf, valueKey, type SignedForm } from "./signed-values";
import { LEADING, SIGNED_FORM, TABLES, type Columns, type Table } from "./tables";

/** One file of an export: which records it takes and how a record becomes rows. Pure: the same records give the same bytes. */
export interface CsvFile {
  readonly file: string;
  readonly header: readonly string[];
  readonly takes: (record: CutRecord) => boolean;
  readonly rows: (payload: CutPayload) => readonly (readonly string[])[];
}

const QUOTED = /[",\r\n]/;
const cell = (text: string): string => (QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * RFC 4180 with LF, UTF-8 without a byte order mark. Values are exact: nothing is put before a sign that a spreadsheet would calculate with.
 * Written here and not by the library: a cut renders every change of every value while it is made, and this takes a twentieth of its time.
 */
export const csv = (rows: readonly (readonly string[])[]): string => rows.map((row) => `${row.map(cell).join(",")}\n`).join("");

const cells = (columns: Columns, payload: CutPayload) => [study.shortTitle, ...columns.map(([, key]) => cellOf(payload[key]))];

/** A table whose columns are keys of a record; `each` names a list inside the record that gives a row per element. */
function table({ name, kind, columns, each }: Table): CsvFile {
  return {
    file: `${name}.csv`,
    header: ["STUDY", ...columns.map(([header]) => header), ...(each?.columns.map(([header]) => header) ?? [])],
    takes: (record) => record.kind === kind,
    rows: (payload) => {
      const row = cells(columns, payload);
      if (!each) return [row];
      return ((payload[each.list] ?? []) as readonly CutPayload[]).map((element) => [...row, ...each.columns.map(([, key]) => cellOf(element[key]))]);
    },
  };
}

/** One table per form: a row per form instance or row of a log, removed ones too, with why. Columns of all its versions; a column keeps its name over versions. */
function formTable(versions: readonly Form[]): CsvFile {
  const [newest] = versions.toSorted((one, other) => other.version - one.version);
  const id = newest?.id ?? "";
  const byVersion = new Map(versions.map((form) => [form.version, new Map(exportColumns(form).map((column) => [column.header, column.cell]))]));
  const own = [...new Set(versions.flatMap((form) => exportColumns(form).map(({ header }) => header)))];
  return {
    file: `${id}.csv`,
    header: ["STUDY", ...LEADING.map(([header]) => header), ...own],
    takes: ({ kind, payload }) => kind === "entry" && payload["form"] === id,
    rows: (payload) => {
      const columns = byVersion.get(Number(payload["formVersion"]));
      const answers = (payload["answers"] ?? {}) as Readonly<Record<string, unknown>>;
      return [[...cells(LEADING, payload), ...own.map((header) => columns?.get(header)?.(answers) ?? "")]];
    },
  };
}

/** Who signed what: a row for each form of a signature, with the fields on which it stands and those that changed since. Earlier cuts have none. */
const SIGNED_FORMS: CsvFile = {
  file: "signed-forms.csv",
  header: ["STUDY", ...SIGNED_FORM.signature.map(([header]) => header), ...SIGNED_FORM.form.map(([header]) => header), "FIELDS", "FALLEN_FIELDS"],
  takes: ({ kind }) => kind === "signature",
  rows: (signature) => {
    const fallen = fallenOf(signature);
    const fell = ({ visit, form, row }: SignedForm) => (field: string) => fallen.has(valueKey({ visit, form, row, field }));
    return (coversOf(signature) ?? []).map((form) => [
      ...cells(SIGNED_FORM.signature, signature), cellOf(form.visit), form.form, String(form.row), String(form.formVersion),
      Object.keys(form.fields).filter((field) => !fell(form)(field)).join(" "), Object.keys(form.fields).filter(fell(form)).join(" "),
    ]);
  },
};

/** Every table of an export, those of the forms first, in the order of the forms. */
export function csvFiles(forms: readonly Form[]): readonly CsvFile[] {
  const ids = [...new Set(forms.map(({ id }) => id))];
  return [
    ...ids.map((id) => formTable(forms.filter((form) => form.id === id))),
    ...TABLES.flatMap((each) => (each.name === "signatures" ? [table(each), SIGNED_FORMS] : [table(each)])),
  ];
}

/** What every column of every form means, as the forms say it at the time of the cut; the first row is the header. */
export function dictionaryRows(forms: readonly Form[]): readonly (readonly string[])[] {
  const rows = dataDictionary(forms).flatMap((row) => row.columns.map((column) => [
    row.form, String(row.version), row.section, row.field, column, row.label, row.kind, row.says, row.required ? "Y" : "N", row.missing.join(" "), row.when ?? "", row.criticality, row.sdtm,
  ]));
  return [["FORM", "FORM_VERSION", "SECTION", "FIELD", "COLUMN", "LABEL", "KIND", "SAYS", "REQUIRED", "MISSING", "WHEN", "CRITICALITY", "SDTM"], ...rows];
}
