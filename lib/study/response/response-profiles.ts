import type { ResponseProfile } from "@/lib/study/patient-record";

/** A bound in cells per µL. `relation` tells whether a count exactly on it passes. */
export interface CountBound {
  readonly criterion: "ANC_GT_1000" | "ANC_GE_1000" | "PLT_GT_100K" | "PLT_GE_100K";
  readonly relation: "above" | "at least";
  readonly perMicrolitre: number;
}

/** The published definition of response that an assessment is read against. One page per profile, no rule hidden elsewhere. */
export interface ProfileDefinition {
  readonly id: ResponseProfile;
  readonly title: string;
  readonly source: string;
  readonly marrowBlastsBelowPct: number;
  readonly neutrophils: CountBound;
  readonly platelets: CountBound;
  /** The sample must show ≥ 200 nucleated cells with spicules, or a biopsy cellularity ≥ 10 %. False: only remarked on. */
  readonly marrowMustBeAdequate: boolean;
  readonly auerRodsExcludeRemission: boolean;
  readonly mustBeRedCellIndependent: boolean;
  /** What the profile calls a clear marrow and blood when only the platelets stay low. */
  readonly plateletsAloneLow: "CRp" | "CRi";
  /** Null where the profile knows no remission below CR but CRp: everything else is no response. */
  readonly lesserResponses: LesserResponses | null;
}

export interface LesserResponses {
  /** Partial haematological recovery; null where the profile has no CRh. */
  readonly partialRecovery: { readonly neutrophilsAtLeast: number; readonly plateletsAtLeast: number } | null;
  readonly partialResponse: { readonly blastsUpToPct: number; readonly fallAtLeastPct: number };
}

/** Figures that no profile states and this study had to choose. Each names where it comes from. */
export const responseParameters = {
  countsWithinDays: { value: 7, source: "Assumption: blood values count within ± 7 days of the marrow; the trial's texts are silent" },
  regenerationBelowPct: { value: 20, source: "IWG 2003, from memory: 5 to < 20 % blasts soon after therapy need a repeat marrow" },
  repeatMarrowInDays: { value: 7, source: "IWG 2003, from memory: repeat after at least 7 days" },
  transfusionLookBackDays: { value: 7, source: "Assumption: no public definition exists for this trial" },
  nucleatedCellsAtLeast: { value: 200, source: "ELN 2017 and 2022; IWG 2003 from memory" },
  biopsyCellularityAtLeastPct: { value: 10, source: "ELN 2017 and 2022" },
  plateletsSuspectBelow: { value: 1000, source: "Assumption: fewer than 1,000 /µL but not 0 is more likely a wrong unit" },
  neutrophilsSuspectBelow: { value: 10, source: "Assumption: fewer than 10 /µL but not 0 is more likely a wrong unit" },
} as const;

const partialResponse = { blastsUpToPct: 25, fallAtLeastPct: 50 };

export const responseProfiles: Readonly<Record<ResponseProfile, ProfileDefinition>> = {
  SEED: {
    id: "SEED",
    title: "Trial criteria",
    source: "The two published descriptions of this trial, taken literally. A count exactly on a bound satisfies neither side of it.",
    marrowBlastsBelowPct: 5,
    neutrophils: { criterion: "ANC_GT_1000", relation: "above", perMicrolitre: 1_000 },
    platelets: { criterion: "PLT_GT_100K", relation: "above", perMicrolitre: 100_000 },
    marrowMustBeAdequate: false,
    auerRodsExcludeRemission: false,
    mustBeRedCellIndependent: false,
    plateletsAloneLow: "CRp",
    lesserResponses: null,
  },
  IWG2003: {
    id: "IWG2003",
    title: "IWG 2003",
    source: "Cheson, J Clin Oncol 2003;21:4642, as tabulated in PMC4090682 table 1. Absence of circulating blasts after ELN 2017 (assumption).",
    marrowBlastsBelowPct: 5,
    neutrophils: { criterion: "ANC_GT_1000", relation: "above", perMicrolitre: 1_000 },
    platelets: { criterion: "PLT_GT_100K", relation: "above", perMicrolitre: 100_000 },
    marrowMustBeAdequate: true,
    auerRodsExcludeRemission: true,
    mustBeRedCellIndependent: true,
    plateletsAloneLow: "CRp",
    lesserResponses: { partialRecovery: null, partialResponse },
  },
  ELN2022: {
    id: "ELN2022",
    title: "ELN 2022",
    source: "Döhner, Blood 2022;140:1345, table 8. Auer rods and transfusions are not in it.",
    marrowBlastsBelowPct: 5,
    neutrophils: { criterion: "ANC_GE_1000", relation: "at least", perMicrolitre: 1_000 },
    platelets: { criterion: "PLT_GE_100K", relation: "at least", perMicrolitre: 100_000 },
    marrowMustBeAdequate: true,
    auerRodsExcludeRemission: false,
    mustBeRedCellIndependent: false,
    plateletsAloneLow: "CRi",
    lesserResponses: { partialRecovery: { neutrophilsAtLeast: 500, plateletsAtLeast: 50_000 }, partialResponse },
  },
};
