import type { PlannedLine } from "@/lib/study/laboratory/reports/plan-import";
import type { FileRow } from "./read-file";
import { sheetCsv } from "./sheet-csv";

/** The lines of a file that have to be settled, as they stand there, each with what is wrong: to be mended and chosen again. */
export function errorRows(header: FileRow, body: readonly FileRow[], planned: readonly PlannedLine[]): string {
  const says = new Map<number, string[]>();
  for (const { line, state, says: problem } of planned) if (state === "problem") says.set(line.line, [...(says.get(line.line) ?? []), `${line.name}: ${problem ?? ""}`]);
  const rows = body.filter(({ line }) => says.has(line)).map(({ line, cells }) => [...header.cells.map((_, at) => cells[at] ?? ""), String(line), (says.get(line) ?? []).join(" ")]);
  return sheetCsv([[...header.cells, "LINE OF THE FILE", "WHAT IS WRONG"], ...rows]);
}
