/** How the cells of a block are parted. "blanks" is two or more; "line" has no columns, and each line is read by its words. */
export type Separator = "tab" | "semicolon" | "comma" | "bar" | "blanks" | "line";

export interface Cells {
  readonly separator: Separator;
  /** One row per line that holds anything, with its number in the text. */
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

const SIGNS = { tab: "\t", semicolon: ";", comma: ",", bar: "|" } as const;

/** Cells of one line; a quoted cell may hold the separator, and quotes that are doubled. */
function split(line: string, sign: string): readonly string[] {
  const cells: string[] = [];
  let [cell, quoted] = ["", false];
  for (let at = 0; at < line.length; at++) {
    const letter = line[at]!;
    if (quoted && letter === '"' && line[at + 1] === '"') { cell += '"'; at++; }
    else if (quoted ? letter === '"' : letter === '"' && cell.trim() === "") { quoted = !quoted; cell = cell.trim(); }
    else if (!quoted && letter === sign) { cells.push(cell.trim()); cell = ""; }
    else cell += letter;
  }
  return [...cells, cell.trim()];
}

const byBar = (line: string) => split(line.replace(/^\s*\|/, "").replace(/\|\s*$/, ""), "|");
const byBlanks = (line: string) => line.trim().split(/\s{2,}/).map((cell) => cell.trim());
const byLine = (line: string) => [line.trim()];

/** A comma parts the cells when it does so alike in nearly every line; otherwise it belongs to numbers and names. */
function isCommaSeparated(lines: readonly string[]): boolean {
  const counts = lines.map((line) => split(line, ",").length);
  const usual = counts.toSorted((one, other) => one - other)[Math.floor(counts.length / 2)] ?? 0;
  return usual >= 3 && counts.filter((count) => count === usual).length >= counts.length * 0.8 && !lines.some((line) => /\s{3,}/.test(line.trim()));
}

function separatorOf(lines: readonly string[]): Separator {
  const share = (test: (line: string) => boolean) => lines.filter(test).length / Math.max(1, lines.length);
  if (share((line) => line.includes("\t")) >= 0.5) return "tab";
  if (share((line) => line.split(";").length > 2) >= 0.5) return "semicolon";
  if (share((line) => line.split("|").length > 2) >= 0.5) return "bar";
  if (isCommaSeparated(lines)) return "comma";
  return share((line) => /\S\s{2,}\S/.test(line)) >= 0.4 ? "blanks" : lines.some((line) => line.includes("\t")) ? "tab" : "line";
}

/** A pasted block as rows of cells. Rulers of print-outs ("-----") are passed over. */
export function splitCells(text: string): Cells {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/).map((line, at) => ({ line: at + 1, text: line.replace(/\u00A0|\u2007|\u202F/g, " ") })).filter(({ text: line }) => /[\p{L}\p{N}]/u.test(line));
  const separator = separatorOf(lines.map(({ text: line }) => line));
  const cut = separator === "blanks" ? byBlanks : separator === "line" ? byLine : separator === "bar" ? byBar : (line: string) => split(line, SIGNS[separator]);
  return { separator, rows: lines.map(({ line, text: typed }) => ({ line, cells: cut(typed) })) };
}
