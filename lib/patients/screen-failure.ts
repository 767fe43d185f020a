import type { ScreenFailureCause } from "@/lib/study/eligibility/screen-failure-causes";
import type { TracedCriterion } from "@/lib/study/patient-record";

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
