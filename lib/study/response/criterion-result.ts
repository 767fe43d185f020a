import type { TracedCriterion } from "@/lib/study/patient-record";
import type { CountBound } from "@/lib/study/response/response-profiles";

export type CriterionId =
  | "MARROW_BLASTS_LT5" | "NO_PB_BLASTS" | "NO_EMD"
  | CountBound["criterion"] | "PLT_LT_100K"
  | "NO_AUER_RODS" | "MARROW_ADEQUATE" | "RBC_TI";

/** One criterion with what was read for it; where the value stands in the record is added by whoever read the record. */
export interface CriterionResult extends Omit<TracedCriterion, "source"> {
  readonly id: CriterionId;
}
