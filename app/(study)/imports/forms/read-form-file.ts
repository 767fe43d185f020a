import { sha256OfBytes } from "@/lib/kernel/sha256";
import { formOfTable, readFormCsv, type TableRow } from "@/lib/study/form-files/read-form-csv";
import { readOdm } from "@/lib/study/form-files/read-odm";
import type { FormFile } from "@/lib/study/form-files/source-row";
import { decode, decodeUnicode, readFile } from "../read-file";

const CSV_MOST = { bytes: 4_000_000, lines: 20_000, columns: 300, exact: true } as const;
const ODM_MOST = 20_000_000;

/** A file as it was chosen: a table of which the form is still to be said, or forms. */
export interface ChosenFile {
  readonly name: string;
  readonly sha256: string;
  readonly lines: number;
  readonly table: { readonly header: readonly string[]; readonly body: readonly TableRow[]; readonly formId: string | null } | null;
  readonly odm: FormFile | null;
}

/** Reads a CSV file or ODM by what is in it, whatever it is called; or says why not. */
export function readFormFile(bytes: Uint8Array, name: string): ChosenFile | { readonly refused: string } {
  const about = { name: name.slice(0, 200), sha256: sha256OfBytes(bytes) };
  if (looksLikeXml(bytes)) {
    if (bytes.length > ODM_MOST) return { refused: `The file has ${Math.ceil(bytes.length / 1_000_000)} MB, and at most ${ODM_MOST / 1_000_000} MB are taken at once. Take fewer patients into one file.` };
    const text = decodeUnicode(bytes); // XML says its letters itself: others are refused rather than guessed
    if (text === null) return { refused: "The file is not written in UTF-8. Save it as UTF-8, then choose it again." };
    const odm = readOdm(text);
    return "refused" in odm ? odm : { ...about, lines: text.split("\n").length, table: null, odm };
  }
  const table = readFile(bytes, CSV_MOST);
  if ("refused" in table) return table;
  const header = table.header.cells.map((cell) => cell.trim());
  return { ...about, lines: table.lines, odm: null, table: { header, body: table.body, formId: formOfTable(header, table.body, name) } };
}

const looksLikeXml = (bytes: Uint8Array): boolean => decode(bytes.slice(0, 200)).replace(/^\uFEFF/, "").trimStart().startsWith("<");

/** What the file says, once the form of a table is known. Strange columns that a person leaves out are not counted. */
export const formsIn = ({ table, odm }: ChosenFile, formId: string | null): FormFile | null => odm ?? (table && formId ? readFormCsv(table.header, table.body, formId) : null);
