import { csv } from "@/lib/exports/csv-files";
import { BOARD_HEADER, boardLines } from "@/lib/review/board-csv";
import { AskedWindow } from "@/lib/review/exposure-windows";
import { readExposureBoard } from "@/lib/review/read-exposure-board";
import { asDownload } from "@/lib/server/page";

/** Every medication of every treated patient, flagged or not, a line for each course: by patient and row. */
export async function GET(request: Request): Promise<Response> {
  const choice = AskedWindow.parse(Object.fromEntries(new URL(request.url).searchParams));
  return asDownload("exposure.read", async (tx, actor) => {
    const { rows } = await readExposureBoard(tx, actor, { choice, which: "all" });
    const ordered = rows.toSorted((one, other) => one.patientNumber.localeCompare(other.patientNumber) || one.rowNo - other.rowNo);
    return new Response(csv([BOARD_HEADER, ...ordered.flatMap(boardLines)]), {
      headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": 'attachment; filename="exposure.csv"', "cache-control": "private, no-store" },
    });
  });
}
