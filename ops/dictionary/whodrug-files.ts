import path from "node:path";
import { linesOf, rowsOf } from "@/ops/dictionary/read-file";

/** The file of a WHODrug release by its name, "DD": as text of fixed width or as CSV. */
export interface WhodrugFile {
  readonly path: string;
  readonly isCsv: boolean;
}

export function whodrugFile(files: readonly string[], name: string): WhodrugFile | null {
  const found = files.find((file) => new RegExp(`^${name}\\.(csv|txt)$`, "i").test(path.basename(file)));
  return found === undefined ? null : { path: found, isCsv: /\.csv$/i.test(found) };
}

/** Cuts a line at fixed widths; what is behind the last is left. */
export function cut(line: string, widths: readonly number[]): string[] {
  let at = 0;
  return widths.map((width) => line.slice(at, (at += width)).trim());
}

/** The rows of either kind of file, each cell trimmed. */
export async function* whodrugRows(file: WhodrugFile, widths: readonly number[]): AsyncGenerator<string[]> {
  if (file.isCsv) for await (const row of rowsOf(file.path)) yield row.map((cell) => cell.trim());
  else for await (const line of linesOf(file.path)) yield cut(line, widths);
}

/** "GLOBALB3Mar24" of version.txt, or the folder's name. */
export async function whodrugVersion(files: readonly string[], beside: string): Promise<string> {
  const file = whodrugFile(files, "version");
  if (file !== null) for await (const line of linesOf(file.path)) return line.replaceAll('"', "").split(",").map((part) => part.trim()).filter(Boolean).join(" ").slice(0, 100);
  return path.basename(path.dirname(path.resolve(beside)));
}
