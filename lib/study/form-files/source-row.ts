/** One form, or one row of a log, as a file says it: text under the columns of the export. Nothing of it is judged yet. */
export interface SourceRow {
  /** Its place among those of the file, from 0. */
  readonly id: number;
  readonly line: number;
  /** Number of the patient. */
  readonly patient: string;
  /** Code of the visit; null for what belongs to the patient. */
  readonly visit: string | null;
  readonly formId: string;
  /** The version of the form it was filled under; null where the file does not say. */
  readonly formVersion: number | null;
  /** Row of a log; null where the file does not say. */
  readonly rowNo: number | null;
  /** Column → text as it stands there, without blank cells. */
  readonly cells: Readonly<Record<string, string>>;
  /** Columns of fields that stand in the file and are blank here. */
  readonly blanks: readonly string[];
  /** Why nothing of it is to be stored, in a sentence; null for what is. */
  readonly passed: string | null;
  /** Why it cannot be read, in a sentence that says what to do. */
  readonly problem: string | null;
}

/** Letters of all its cells, which a request has to carry. */
export const lettersOf = ({ cells }: Pick<SourceRow, "cells">): number => Object.values(cells).reduce((total, text) => total + text.length, 0);

/** What a file says, or why it is not taken as a whole. */
export type FormFile = { readonly rows: readonly SourceRow[]; readonly strange: readonly string[] } | { readonly refused: string };

const ROW = /^[1-9]\d{0,2}$/;

/** "3" → 3, "" → null; a sentence for what is no number of a row. */
export function readRowNo(text: string): { readonly rowNo: number | null; readonly problem: string | null } {
  if (text.trim() === "") return { rowNo: null, problem: null };
  return ROW.test(text.trim()) ? { rowNo: Number(text), problem: null } : { rowNo: null, problem: `“${text.slice(0, 40)}” is no number of a row. Give 1 to 999, or leave it blank for a new row.` };
}
