import type { BoardCourse, BoardRow } from "./board-row";
import { countsAsExposed } from "./exposure-verdict";

export const BOARD_HEADER = [
  "SITE", "PATIENT", "GROUP", "BEST_RESPONSE", "ROW", "MEDICATION", "SUBSTANCES", "MATCH_REASON", "DOSE", "DOSE_UNIT", "FREQUENCY", "DAILY_DOSE", "ROUTE", "START", "STOP", "ONGOING",
  "COURSE", "WINDOW_FIRST_DAY", "WINDOW_LAST_DAY", "FLAG_IN_COURSE", "OVERLAP_DAYS", "OVERLAP_HOURS", "INFUSION_HOURS", "SENSITIVITY_FIRST_DAY", "SENSITIVITY_LAST_DAY",
  "FLAG", "SENSITIVITY_FLAG", "REASONS", "STANDING", "COUNTS_AS_EXPOSED", "COUNTS_IN_SENSITIVITY", "VERDICT", "VERDICT_REASON", "REVIEWER", "DECIDED_AT", "SIGNED", "REOPENED_BY", "VERDICT_HISTORY", "OPEN_QUERIES",
] as const;

const yesNo = (holds: boolean): string => (holds ? "Y" : "N");
const HOURS_A_DAY = 24;

/**
 * One medication, a line for each course of its patient. OVERLAP_HOURS are the hours of the whole calendar days that the window counts,
 * INFUSION_HOURS those of them in which the infusion ran.
 */
export const boardLines = (row: BoardRow): readonly (readonly string[])[] => row.courses.map((course) => [...ofMedication(row), ...ofCourse(course), ...ofVerdict(row)]);

const ofMedication = ({ siteCode, patientNumber, group, best, rowNo, medication, substances, how, recorded, dailyDose }: BoardRow): readonly string[] => [
  siteCode, patientNumber, group ?? "", best ?? "", String(rowNo), medication, substances, how, recorded.doseValue, recorded.doseUnit, recorded.frequency, dailyDose ?? "", recorded.route, recorded.startDate, recorded.stopDate, recorded.ongoing,
];

const ofCourse = ({ course, window, chosen, flag, overlapDays, infusionHours }: BoardCourse): readonly string[] => [
  String(course), window?.from ?? "", window?.to ?? "", flag, String(overlapDays), String(overlapDays * HOURS_A_DAY), String(infusionHours), chosen?.from ?? "", chosen?.to ?? "",
];

function ofVerdict({ flag, chosenFlag, reasons, standing, countsInChosen, verdicts, reopened, queries }: BoardRow): readonly string[] {
  const [latest] = verdicts;
  return [
    flag, chosenFlag, reasons.join(" "), standing, yesNo(countsAsExposed(flag, standing)), yesNo(countsInChosen),
    latest?.verdict ?? "", latest?.reason ?? "", latest?.byName ?? "", latest?.at ?? "", latest ? yesNo(latest.signed) : "", reopened === null ? "" : reopened.join("; ") || "the rules or the window",
    verdicts.map(({ verdict, byName, at, reason }) => `${at} ${byName}: ${verdict}, ${reason}`).join(" | "), queries.map(({ state, question }) => `${state}: ${question}`).join(" | "),
  ];
}
