import { study } from "@/lib/study/study";
import type { Columns, ColumnType } from "../tables";
import { meaningOf } from "./meanings";
import { nameOf, quoted } from "./sql-text";
import type { ViewColumn } from "./view";

/** In front of every row: which cut it is of, and whether its patients are real. */
export const OF_CUT: readonly ViewColumn[] = [
  { name: "cut", type: "text", sql: "r.cut", header: null, comment: "Name of the data cut. Name one in every query: SELECT … WHERE cut = '…'." },
  { name: "kind_of_data", type: "text", sql: "r.kind_of_data", header: null, comment: "real, training or demonstration. The patients of a training and of a demonstration are invented." },
  { name: "study", type: "text", sql: `${quoted(study.shortTitle)}::text`, header: "STUDY", comment: "Short title of the study." },
];

/** A key of a record in SQL; JSON's null is no value. */
const valueOf = (from: string, key: string, type: ColumnType): string =>
  type === "jsonb" ? `nullif(${from} -> ${quoted(key)}, 'null')` : type === "text" ? `${from} ->> ${quoted(key)}` : `(${from} ->> ${quoted(key)})::${type}`;

/** The columns of a table that are keys of `from`. */
export const keyColumns = (file: string, columns: Columns, from = "r.payload"): readonly ViewColumn[] =>
  columns.map(([header, key, type = "text"]) => ({ name: nameOf(header), type, sql: valueOf(from, key, type), header, comment: meaningOf(file, header) }));
