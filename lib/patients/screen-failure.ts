import type { TracedCriterion } from "@/lib/study/patient-record";

/** Why a patient who was screened did not enter, as codes; the reason in words stands beside it. */
export const SCREEN_FAILURE_CAUSES = {
  criteria: "A criterion is not met",
  consent_withdrawn: "Consent withdrawn",
  investigator: "Decision of the investigator",
  death: "Death",
  other: "Other",
} as const;

export type ScreenFailureCause = keyof typeof SCREEN_FAILURE_CAUSES;
export const SCREEN_FAILURE_CAUSE_CODES = Object.keys(SCREEN_FAILURE_CAUSES) as readonly ScreenFailureCause[] as readonly [ScreenFailureCause, ...ScreenFailureCause[]];

/** A criterion that was not met when the patient was called a screen failure, as it was said then. */
export type FailedCriterion = Pick<TracedCriterion, "id" | "label" | "value" | "note">;

/** The latest statement that the patient does not enter. */
export interface ScreenFailure {
  readonly cause: ScreenFailureCause;
  readonly reason: string;
  readonly criteria: readonly FailedCriterion[];
  readonly byName: string;
  readonly at: Date;
}

export const failedCriteria = (criteria: readonly TracedCriterion[]): readonly FailedCriterion[] =>
  criteria.filter(({ state }) => state === "failed").map(({ id, label, value, note }) => ({ id, label, value, note }));
