import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { daysBetween } from "@/lib/kernel/calendar-date";

export interface SurvivalDates {
  readonly randomised: CalendarDate | null;
  /** The first day in CR or CRp; null for a patient who never responded. */
  readonly firstResponse: CalendarDate | null;
  readonly relapse: CalendarDate | null;
  readonly death: CalendarDate | null;
  readonly lastKnownAlive: CalendarDate | null;
  readonly lastDiseaseAssessment: CalendarDate | null;
}

/** Days observed, as a difference of dates without + 1, and whether they ended in the event (1) or were censored (0). */
export interface SurvivalTime {
  readonly days: number;
  readonly event: 0 | 1;
}

export type DiseaseFreeCensoring = "lastDiseaseAssessment" | "lastKnownAlive";

/** ELN 2017 censors at the last examination of the disease; ELN 2022 says last known alive. */
export const defaultDiseaseFreeCensoring: DiseaseFreeCensoring = "lastDiseaseAssessment";

/** Overall survival: randomisation to death from any cause, censored when last known alive. Null when a date is missing or out of order. */
export function overallSurvival({ randomised, death, lastKnownAlive }: SurvivalDates): SurvivalTime | null {
  return timeFrom(randomised, death, lastKnownAlive);
}

/**
 * Disease-free survival of responders: first CR or CRp to relapse or death from any cause, whichever came first.
 * Null for a patient who never responded, and when a date is missing or out of order.
 */
export function diseaseFreeSurvival(dates: SurvivalDates, censorAt: DiseaseFreeCensoring = defaultDiseaseFreeCensoring): SurvivalTime | null {
  const { firstResponse, relapse, death } = dates;
  const events = [relapse, death].filter((date) => date !== null).toSorted();
  return timeFrom(firstResponse, events[0] ?? null, dates[censorAt]);
}

function timeFrom(start: CalendarDate | null, event: CalendarDate | null, lastSeen: CalendarDate | null): SurvivalTime | null {
  const end = event ?? lastSeen;
  if (start === null || end === null) return null;
  const days = daysBetween(start, end);
  return days < 0 ? null : { days, event: event === null ? 0 : 1 };
}
