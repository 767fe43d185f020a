/** A spreadsheet calculates what begins so; an apostrophe in front makes it text. */
const inert = (cell: string) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
const quoted = (cell: string) => (/[",;\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A CSV for people and their spreadsheets, in UTF-8 with a mark: no cell of it is calculated. */
export const sheetCsv = (rows: readonly (readonly string[])[]): string => `\uFEFF${rows.map((cells) => cells.map((cell) => quoted(inert(cell))).join(",")).join("\r\n")}\r\n`;

/** Hands a text to the person as a file of this device. */
export function keepFile(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}
