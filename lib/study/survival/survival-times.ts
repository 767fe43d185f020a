import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { outcomeParameters, type DiseaseCensoring } from "@/lib/study/outcome/outcome-parameters";
import type { DatedFact } from "@/lib/study/survival/dated-facts";
import { timeToEvent, type Observation } from "@/lib/study/survival/time-to-event";

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

const fact = (on: CalendarDate | null, what = ""): DatedFact | null => (on === null ? null : { on, what, source: null });

/** Overall survival: randomisation to death from any cause, censored when last known alive. Null when a date is missing or out of order. */
export const overallSurvival = ({ randomised, death, lastKnownAlive }: SurvivalDates): SurvivalTime | null =>
  timeOf({ from: fact(randomised), events: [fact(death)], lastSeen: fact(lastKnownAlive) });

/**
 * Disease-free survival of responders: first CR or CRp to relapse or death from any cause, whichever came first.
 * Null for a patient who never responded, and when a date is missing or out of order.
 */
export const diseaseFreeSurvival = (dates: SurvivalDates, censorAt: DiseaseCensoring = outcomeParameters.diseaseCensoring): SurvivalTime | null =>
  timeOf({ from: fact(dates.firstResponse), events: [fact(dates.relapse), fact(dates.death)], lastSeen: fact(dates[censorAt]) });

function timeOf(observation: Observation): SurvivalTime | null {
  const { status, days } = timeToEvent(observation);
  return days === null ? null : { days, event: status === "event" ? 1 : 0 };
}
