import type { Decimal } from "decimal.js";
import type { ResponseCriteria } from "@/lib/study/response/response-criteria";
import type { ResponseInput } from "@/lib/study/response/response-input";
import type { CountBound, ProfileDefinition } from "@/lib/study/response/response-profiles";
import { responseParameters } from "@/lib/study/response/response-profiles";
import type { UsableCounts } from "@/lib/study/response/usable-counts";

/** What a reader should know beside the status, in words. Those raised here never change it. */
export const responseFlags = {
  COUNTS_OUT_OF_WINDOW: "The counts lie more than 7 days from the marrow and were not used",
  BOUNDARY_ANC_EQ_1000: "Neutrophils are exactly 1,000 /µL, which is not above 1,000",
  BOUNDARY_PLT_EQ_100000: "Platelets are exactly 100,000 /µL, which is neither above nor below: needs adjudication",
  UNIT_SUSPECT_PLT: "Platelets below 1,000 /µL: check the unit",
  UNIT_SUSPECT_ANC: "Neutrophils below 10 /µL: check the unit",
  ANC_DERIVED_FROM_WBC: "Neutrophils were computed from the white cells and their percentages",
  MARROW_INADEQUATE: "The marrow sample is inadequate",
  MARROW_ADEQUACY_UNKNOWN: "Whether the marrow sample is adequate is not recorded",
  AUER_RODS_PRESENT: "Auer rods were seen",
  RBC_TRANSFUSION_7D: "Red cells were transfused within 7 days",
  PLT_TRANSFUSION_7D: "Platelets were transfused within 7 days",
  CR_OR_CRP_PENDING_PLT: "CR or CRp: only the platelets are missing",
  REPEAT_MARROW_IN_7D: "Regeneration is suspected: repeat the marrow after at least 7 days",
  PR_NOT_ASSESSABLE: "Partial response cannot be judged without the marrow blasts before treatment",
  COUNTS_UNKNOWN: "Neutrophils or platelets are unknown, so no more than a leukaemia-free marrow is shown",
  RBC_TI_UNKNOWN: "Red-cell transfusion is unknown, so no more than a leukaemia-free marrow is shown",
} as const;

export type ResponseFlag = keyof typeof responseFlags;

/** The flags that stand whatever the status. */
export function standingFlags(input: ResponseInput, counts: UsableCounts, criteria: ResponseCriteria, profile: ProfileDefinition): ResponseFlag[] {
  const marrowTaken = input.marrow.done !== "N";
  const raised: readonly (readonly [ResponseFlag, boolean])[] = [
    ["COUNTS_OUT_OF_WINDOW", counts.outOfWindow],
    ["BOUNDARY_ANC_EQ_1000", isOnStrictBound(counts.neutrophils, profile.neutrophils)],
    ["BOUNDARY_PLT_EQ_100000", isOnStrictBound(counts.platelets, profile.platelets)],
    ["UNIT_SUSPECT_PLT", isImplausiblySmall(counts.platelets, responseParameters.plateletsSuspectBelow.value)],
    ["UNIT_SUSPECT_ANC", isImplausiblySmall(counts.neutrophils, responseParameters.neutrophilsSuspectBelow.value)],
    ["ANC_DERIVED_FROM_WBC", counts.neutrophilsDerived],
    ["MARROW_INADEQUATE", marrowTaken && criteria.adequacy.state === "failed"],
    ["MARROW_ADEQUACY_UNKNOWN", marrowTaken && criteria.adequacy.state === "unknown"],
    ["AUER_RODS_PRESENT", criteria.auerRods.state === "failed"],
    ["RBC_TRANSFUSION_7D", input.redCellsTransfused === "Y"],
    ["PLT_TRANSFUSION_7D", input.plateletsTransfused === "Y"],
  ];
  return raised.filter(([, holds]) => holds).map(([flag]) => flag);
}

const isOnStrictBound = (count: Decimal | null, { relation, perMicrolitre }: CountBound): boolean =>
  relation === "above" && count !== null && count.equals(perMicrolitre);

const isImplausiblySmall = (count: Decimal | null, below: number): boolean =>
  count !== null && count.greaterThan(0) && count.lessThan(below);
