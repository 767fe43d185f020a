import { remembered } from "@/lib/kernel/remembered";
import type { ResponseProfile } from "@/lib/study/patient-record";
import type { CriterionId, CriterionResult } from "@/lib/study/response/criterion-result";
import type { DecisionRow } from "@/lib/study/response/decision-tables";
import { decisionTable } from "@/lib/study/response/decision-tables";
import type { ResponseCriteria } from "@/lib/study/response/response-criteria";
import { evaluateCriteria } from "@/lib/study/response/response-criteria";
import { responseFacts } from "@/lib/study/response/response-facts";
import type { ResponseFlag } from "@/lib/study/response/response-flags";
import { standingFlags } from "@/lib/study/response/response-flags";
import type { ResponseInput, ResponseStatus } from "@/lib/study/response/response-input";
import type { ProfileDefinition } from "@/lib/study/response/response-profiles";
import { responseProfiles } from "@/lib/study/response/response-profiles";
import { usableCounts } from "@/lib/study/response/usable-counts";

export interface ResponseAssessment {
  readonly profile: ResponseProfile;
  readonly status: ResponseStatus;
  /** The row of the decision table that decided, in words. */
  readonly because: string;
  /** Every criterion of the profile, for a reader; what decided is in `failed` and `unknown`. */
  readonly criteria: readonly CriterionResult[];
  readonly failed: readonly CriterionId[];
  readonly unknown: readonly CriterionId[];
  readonly flags: readonly ResponseFlag[];
}

/** The response that the data show under one profile, by the decision table of that profile. Missing data never fail a criterion. */
export const assessResponse = remembered((input: ResponseInput, profileId: ResponseProfile) => `${profileId} ${JSON.stringify(input)}`, assess);

function assess(input: ResponseInput, profileId: ResponseProfile): ResponseAssessment {
  const profile = responseProfiles[profileId];
  const counts = usableCounts(input, profile.neutrophils);
  const criteria = evaluateCriteria(input, counts, profile);
  const facts = responseFacts(input, counts, criteria, profile);
  const row = firstThatHolds(decisionTable(profile), facts);
  const decisive = decisiveCriteria(criteria, row, profile);
  return {
    profile: profileId,
    status: row.status,
    because: row.says,
    criteria: shownCriteria(criteria, row, profile),
    failed: decisive.filter(({ state }) => state === "failed").map(({ id }) => id),
    unknown: decisive.filter(({ state }) => state === "unknown").map(({ id }) => id),
    flags: [...standingFlags(input, counts, criteria, profile), ...(row.flag === undefined ? [] : [row.flag])],
  };
}

function firstThatHolds(table: readonly DecisionRow[], facts: Parameters<DecisionRow["when"]>[0]): DecisionRow {
  const row = table.find(({ when }) => when(facts));
  if (row === undefined) throw new Error("A decision table must end with a row that always holds");
  return row;
}

const coreCriteria = ({ marrow, blood, extramedullary, neutrophils, platelets }: ResponseCriteria) => [marrow, blood, extramedullary, neutrophils, platelets];

function extraCriteria({ auerRods, adequacy, redCells }: ResponseCriteria, profile: ProfileDefinition): CriterionResult[] {
  return [
    ...(profile.auerRodsExcludeRemission ? [auerRods] : []),
    ...(profile.marrowMustBeAdequate ? [adequacy] : []),
    ...(profile.mustBeRedCellIndependent ? [redCells] : []),
  ];
}

function shownCriteria(criteria: ResponseCriteria, row: DecisionRow, profile: ProfileDefinition): CriterionResult[] {
  const clause = row.weighed?.includes("PLT_LT_100K") ? [criteria.plateletsLow] : [];
  return [...coreCriteria(criteria), ...clause, ...extraCriteria(criteria, profile)];
}

/** An inadequate sample says nothing about the patient, so it is a flag and never a failed criterion; an unknown one is listed as missing. */
function decisiveCriteria(criteria: ResponseCriteria, row: DecisionRow, profile: ProfileDefinition): CriterionResult[] {
  const core = coreCriteria(criteria);
  const weighed = shownCriteria(criteria, row, profile).filter((one) => !core.includes(one) && row.weighed?.includes(one.id));
  return [...core, ...weighed.filter(({ id, state }) => id !== "MARROW_ADEQUATE" || state !== "failed")];
}
