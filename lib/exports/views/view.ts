import type { ColumnType } from "../tables";

/** A column of a view: its name, its type, the SQL that gives it and what it means. */
export interface ViewColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly sql: string;
  readonly comment: string;
  /** The column of the CSV file that holds the same; null for one that only the view has. */
  readonly header: string | null;
}

/** A view over the records of a cut. `from` follows FROM and may read `record r`. */
export interface View {
  readonly name: string;
  readonly comment: string;
  /** The CSV file that holds the same rows. */
  readonly file: string;
  readonly columns: readonly ViewColumn[];
  readonly from: string;
}
