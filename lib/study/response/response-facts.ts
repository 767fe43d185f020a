import { Decimal } from "decimal.js";
import type { CriterionState } from "@/lib/study/patient-record";
import { figure } from "@/lib/study/response/blood-count";
import type { ResponseCriteria } from "@/lib/study/response/response-criteria";
import { marrowBlasts } from "@/lib/study/response/response-criteria";
import type { ResponseInput, ResponseStatus } from "@/lib/study/response/response-input";
import type { ProfileDefinition } from "@/lib/study/response/response-profiles";
import { responseParameters } from "@/lib/study/response/response-profiles";
import type { UsableCounts } from "@/lib/study/response/usable-counts";

/** What the rows of the decision tables ask about. Each state is met, failed or unknown. */
export interface ResponseFacts {
  readonly earlierRemission: boolean;
  /** Suspected regeneration: 5 to < 20 % marrow blasts, and no sign of leukaemia elsewhere. */
  readonly regenerating: boolean;
  readonly marrow: CriterionState;
  readonly blood: CriterionState;
  readonly extramedullary: CriterionState;
  readonly neutrophils: CriterionState;
  readonly platelets: CriterionState;
  readonly plateletsLow: CriterionState;
  /** Below the bound, not merely exactly on it. */
  readonly neutrophilsLow: boolean;
  /** Both counts at once. */
  readonly counts: CriterionState;
  readonly partialRecovery: CriterionState;
  readonly partialResponse: CriterionState;
  readonly baselineKnown: boolean;
  readonly auerRods: CriterionState;
  readonly adequacy: CriterionState;
  readonly redCells: CriterionState;
}

/** All of them: one failure decides, otherwise one unknown leaves it open. */
export function allOf(states: readonly CriterionState[]): CriterionState {
  if (states.includes("failed")) return "failed";
  return states.includes("unknown") ? "unknown" : "met";
}

const REMISSIONS: readonly ResponseStatus[] = ["CR", "CRh", "CRp", "CRi"];

export function responseFacts(input: ResponseInput, counts: UsableCounts, criteria: ResponseCriteria, profile: ProfileDefinition): ResponseFacts {
  const { marrow, blood, extramedullary, neutrophils, platelets, plateletsLow } = criteria;
  const bothCounts = allOf([neutrophils.state, platelets.state]);
  return {
    earlierRemission: input.priorBest !== null && REMISSIONS.includes(input.priorBest),
    regenerating: isRegenerating(input, criteria),
    marrow: marrow.state,
    blood: blood.state,
    extramedullary: extramedullary.state,
    neutrophils: neutrophils.state,
    platelets: platelets.state,
    plateletsLow: plateletsLow.state,
    neutrophilsLow: counts.neutrophils?.lessThan(profile.neutrophils.perMicrolitre) ?? false,
    counts: bothCounts,
    partialRecovery: partialRecovery(counts, profile),
    partialResponse: allOf([blastFall(input, profile), blood.state, extramedullary.state, bothCounts]),
    baselineKnown: figure(input.baselineMarrowBlastPct)?.greaterThan(0) ?? false,
    auerRods: profile.auerRodsExcludeRemission ? criteria.auerRods.state : "met",
    adequacy: profile.marrowMustBeAdequate ? criteria.adequacy.state : "met",
    redCells: profile.mustBeRedCellIndependent ? criteria.redCells.state : "met",
  };
}

function isRegenerating(input: ResponseInput, { marrow, blood, extramedullary }: ResponseCriteria): boolean {
  const blasts = marrowBlasts(input);
  return (
    input.regenerationSuspected && marrow.state === "failed" && blood.state !== "failed" && extramedullary.state !== "failed" &&
    blasts !== null && blasts.lessThan(responseParameters.regenerationBelowPct.value)
  );
}

function partialRecovery({ neutrophils, platelets }: UsableCounts, { lesserResponses }: ProfileDefinition): CriterionState {
  const bounds = lesserResponses?.partialRecovery ?? null;
  if (bounds === null) return "failed";
  const reaches = (count: Decimal | null, limit: number): CriterionState =>
    count === null ? "unknown" : count.greaterThanOrEqualTo(limit) ? "met" : "failed";
  return allOf([reaches(neutrophils, bounds.neutrophilsAtLeast), reaches(platelets, bounds.plateletsAtLeast)]);
}

/** Whether the marrow blasts fell far enough for a partial response: to 5–25 %, and by half or more. */
function blastFall(input: ResponseInput, { marrowBlastsBelowPct, lesserResponses }: ProfileDefinition): CriterionState {
  if (lesserResponses === null) return "failed";
  const { blastsUpToPct, fallAtLeastPct } = lesserResponses.partialResponse;
  const blasts = marrowBlasts(input);
  if (blasts === null) return "unknown";
  if (blasts.lessThan(marrowBlastsBelowPct) || blasts.greaterThan(blastsUpToPct)) return "failed";
  const baseline = figure(input.baselineMarrowBlastPct);
  if (baseline === null || baseline.isZero()) return "unknown";
  const remainingAtMost = baseline.times(new Decimal(100).minus(fallAtLeastPct)).dividedBy(100);
  return blasts.lessThanOrEqualTo(remainingAtMost) ? "met" : "failed";
}
