import { parse } from "csv-parse/browser/esm/sync";
import { sayNumber } from "@/lib/crf/number-text";

export const LIMITS = { bytes: 500_000, lines: 5_000, columns: 60 } as const;

/** A table out of a file, each row with its line; or why it is none, in a sentence. */
export type FileTable = { readonly header: FileRow; readonly body: readonly FileRow[]; readonly lines: number } | { readonly refused: string };
export interface FileRow { readonly line: number; readonly cells: readonly string[] }

const SEPARATORS = ["\t", ";", ",", "|"] as const;

/** UTF-8, or UTF-16 where its mark says so; null for what is neither. */
export function decodeUnicode(bytes: Uint8Array): string | null {
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
  if (mark !== null) return new TextDecoder(mark).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** What is no Unicode was written by an older Windows, where every byte stands for a letter. */
export const decode = (bytes: Uint8Array): string => decodeUnicode(bytes) ?? new TextDecoder("windows-1252").decode(bytes);

/** The sign that parts the first line into most cells, quoted cells aside; `sep=;` is Excel's way to say it. */
function separatorOf(text: string): string {
  const [first = ""] = text.split(/\r?\n/, 1);
  const said = /^sep=(.)$/i.exec(first.trim())?.[1];
  const bare = first.replace(/"[^"]*"/g, "");
  return said ?? SEPARATORS.toSorted((one, other) => bare.split(other).length - bare.split(one).length)[0] ?? ",";
}

/** A cell that a spreadsheet would calculate was given back with an apostrophe in front; here it goes again. */
const asTyped = (cell: string) => cell.trim().replace(/^'(?=[=+\-@\t\r])/, "");

interface Reading { readonly bytes: number; readonly lines: number; readonly columns: number; readonly exact?: true }

/** Reads a file of comma- or otherwise separated values; its first line names the columns. `exact` leaves every cell as it stands there. */
export function readFile(bytes: Uint8Array, most: Reading = LIMITS): FileTable {
  if (bytes.length > most.bytes) return { refused: `The file has ${Math.ceil(bytes.length / 1_000)} kB, and at most ${most.bytes / 1_000} kB are taken at once. Divide it, for example by month.` };
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return { refused: "This is a workbook, not a text. Save it as CSV in the spreadsheet, then choose that file." };
  const text = decode(bytes).replace(/^\uFEFF/, "");
  if (text.includes("\u0000")) return { refused: "This is no text file." };
  const [delimiter, from] = [separatorOf(text), /^sep=.\r?\n/i.test(text) ? 2 : 1];
  const parsed: unknown = parse(text, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, info: true, from_line: from });
  const rows = (parsed as readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[]) // what `info` makes of it, which its types do not say
    .map(({ record, info }): FileRow => ({ line: info.lines, cells: most.exact ? record : record.map(asTyped) }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  const [header, ...body] = rows;
  if (!header || body.length === 0) return { refused: "The file has no line below its first one, which names the columns." };
  if (header.cells.length < 2) return { refused: "The file has one column only. Values are parted by commas, semicolons or tabs." };
  if (body.length > most.lines || header.cells.length > most.columns) return { refused: `At most ${sayNumber(String(most.lines))} lines of ${most.columns} columns are taken at once; this file has ${body.length} of ${header.cells.length}. Divide it.` };
  return { header, body, lines: body.length };
}
