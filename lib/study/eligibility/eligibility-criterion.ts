import type { CriterionState, TracedCriterion } from "@/lib/study/patient-record";
import type { EligibilityInputs } from "@/lib/study/eligibility/eligibility-inputs";

/** One entry criterion as it stands. Where the values stand in the record is added by whoever read the record, from `reads`. */
export interface EligibilityCriterion extends Omit<TracedCriterion, "source" | "on"> {
  readonly reads: readonly (keyof EligibilityInputs)[];
}

/** What a criterion asks: nothing for met, otherwise why it failed or what it waits for. */
export interface Judgement {
  readonly state: CriterionState;
  readonly value: string | null;
  readonly note: string | null;
}

export const met = (value: string | null): Judgement => ({ state: "met", value, note: null });
export const failed = (value: string | null, note: string): Judgement => ({ state: "failed", value, note });
export const unknown = (note: string, value: string | null = null): Judgement => ({ state: "unknown", value, note });
