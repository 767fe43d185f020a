import type { BoardRow } from "@/lib/review/board-row";
import { sayEffect, sayEvaluability } from "./exposure-words";

const drawnOf = ({ entryId, patientNumber, timeZone, group, treatment, best, courses, medication, substances, how, dailyDose, overlapSays, reasons, taken, flag, chosenFlag, standing, inputsHash, verdicts, reopened, queries, mayDecide }: BoardRow) =>
  ({ entryId, patientNumber, timeZone, group, treatment, best, courses, medication, substances, how, dailyDose, overlapSays, reasons, taken, flag, chosenFlag, standing, inputsHash, verdicts, reopened, queries, mayDecide });

/** What the table in the browser draws of a medication; what each verdict would do is sent as it is said. */
export interface DrawnRow extends ReturnType<typeof drawnOf> { readonly ifExposure: string; readonly ifNot: string }

export function drawnRow(row: BoardRow): DrawnRow {
  const under = (effect: BoardRow["ifExposure"]) => `${sayEffect(effect)} ${sayEvaluability(row.patientNumber, effect)}`;
  return { ...drawnOf(row), ifExposure: under(row.ifExposure), ifNot: under(row.ifNot) };
}
