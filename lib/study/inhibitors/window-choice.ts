import { addDays, daysBetween, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { ExposureWindow } from "@/lib/study/inhibitors/course-overlap";
import { WINDOW_DAYS_AROUND } from "@/lib/study/inhibitors/exposure-window";

/** No version infuses for longer than a week; dates further apart are a mistake, and no window is drawn from them. */
export const LONGEST_INFUSION_DAYS = 31;

/** A reading of "during treatment": days before the first infusion day, and days after the last infusion day or the last dose of chemotherapy. */
export interface WindowChoice {
  readonly before: number;
  readonly after: number;
  readonly until: "infusion" | "chemotherapy";
}

/** The protocol's own window. */
export const PROTOCOL_WINDOW: WindowChoice = { before: WINDOW_DAYS_AROUND, after: WINDOW_DAYS_AROUND, until: "infusion" };

/** The other reading that the sensitivity analysis is declared with: until a day after the last dose of chemotherapy. */
export const SENSITIVITY_WINDOW: WindowChoice = { before: WINDOW_DAYS_AROUND, after: WINDOW_DAYS_AROUND, until: "chemotherapy" };

export const MOST_DAYS_CHOSEN = 14;

/**
 * The window of a course under a choice, from its window by the protocol and the last day of chemotherapy that was recorded in it.
 * Chemotherapy that ended before the infusion, or is dated months away, moves nothing.
 */
export function chosenWindow(window: ExposureWindow, lastChemotherapyDay: CalendarDate | null, { before, after, until }: WindowChoice): ExposureWindow {
  const [firstInfusionDay, lastInfusionDay] = [addDays(window.firstDay, WINDOW_DAYS_AROUND), addDays(window.lastDay, -WINDOW_DAYS_AROUND)];
  const counts = until === "chemotherapy" && lastChemotherapyDay !== null && lastChemotherapyDay > lastInfusionDay && daysBetween(window.firstDay, lastChemotherapyDay) <= LONGEST_INFUSION_DAYS;
  return { firstDay: addDays(firstInfusionDay, -before), lastDay: addDays(counts ? lastChemotherapyDay : lastInfusionDay, after) };
}
