import type { ResponseStatus } from "@/lib/study/response/response-input";

export interface DatedResponse {
  readonly studyDay: number;
  readonly status: ResponseStatus;
}

/** Days after which an assessment no longer counts; an assessment on the day itself still does. */
export interface ResponseStops {
  readonly newTherapyDay?: number | null;
  readonly relapseDay?: number | null;
  readonly cutoffDay?: number | null;
}

export interface BestResponse {
  readonly best: ResponseStatus;
  /** The first day on which the best status was reached; null when nothing was assessed. */
  readonly firstDay: number | null;
  /** The first day in any complete remission, from which disease-free survival runs; null without one. */
  readonly firstRemissionDay: number | null;
}

/** From best to worst. CRp is the part of CRi in which only the platelets are low. */
const RANKED: readonly ResponseStatus[] = ["CR", "CRh", "CRp", "CRi", "MLFS", "PR", "NR", "NE"];
const REMISSIONS: readonly ResponseStatus[] = ["CR", "CRh", "CRp", "CRi"];

/**
 * The best status of all assessments; one assessment suffices. Nothing counts after a relapse, after the start of new
 * anti-leukaemic therapy or after the cut-off. A patient without any assessment is NE and stays in the denominator.
 */
export function bestOverallResponse(assessments: readonly DatedResponse[], stops: ResponseStops): BestResponse {
  const inOrder = assessments.toSorted((a, b) => a.studyDay - b.studyDay);
  const relapse = inOrder.find(({ status }) => status === "REL")?.studyDay;
  const lastDay = Math.min(...[stops.newTherapyDay, stops.relapseDay, stops.cutoffDay, relapse].map((day) => day ?? Infinity));
  const counted = inOrder.filter(({ studyDay }) => studyDay <= lastDay);
  const firstDayOf = (statuses: readonly ResponseStatus[]) => counted.find(({ status }) => statuses.includes(status))?.studyDay ?? null;
  const best = RANKED.find((status) => firstDayOf([status]) !== null) ?? "NE";
  return { best, firstDay: firstDayOf([best]), firstRemissionDay: firstDayOf(REMISSIONS) };
}
