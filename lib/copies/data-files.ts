import type { Form } from "@/lib/crf/define-form";
import { csv, csvFiles, dictionaryRows } from "@/lib/exports/csv-files";
import type { CutRecord } from "@/lib/exports/cut-record";

export interface NamedText { readonly name: string; readonly text: string }

/** The data of a copy as tables and, form by form, as JSON with every answer as it is stored. Tables without a row are left out. */
export function dataFiles(records: readonly CutRecord[], forms: readonly Form[]): readonly NamedText[] {
  const tables = csvFiles(forms).flatMap(({ file, header, takes, rows }) => {
    const lines = records.filter(takes).flatMap(({ payload }) => rows(payload));
    return lines.length === 0 ? [] : [{ name: `data/csv/${file}`, text: csv([header, ...lines]) }];
  });
  const ids = [...new Set(forms.map(({ id }) => id))];
  const json = ids.flatMap((id) => {
    const filled = records.filter(({ kind, payload }) => kind === "entry" && payload["form"] === id).map(({ payload }) => payload);
    return filled.length === 0 ? [] : [{ name: `data/json/${id}.json`, text: `${JSON.stringify(filled, null, 1)}\n` }];
  });
  return [{ name: "data/csv/data-dictionary.csv", text: csv(dictionaryRows(forms)) }, ...tables, ...json];
}
