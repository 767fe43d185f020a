import type { CriterionId } from "@/lib/study/response/criterion-result";
import type { ResponseFacts } from "@/lib/study/response/response-facts";
import { allOf } from "@/lib/study/response/response-facts";
import type { ResponseFlag } from "@/lib/study/response/response-flags";
import type { ResponseStatus } from "@/lib/study/response/response-input";
import type { ProfileDefinition } from "@/lib/study/response/response-profiles";

/** One row: when it holds, the status is this. Rows are tried from the top and the first that holds decides. */
export interface DecisionRow {
  readonly says: string;
  readonly when: (facts: ResponseFacts) => boolean;
  readonly status: ResponseStatus;
  readonly flag?: ResponseFlag;
  /** Criteria that this row weighed beyond the five that every assessment reports. */
  readonly weighed?: readonly CriterionId[];
}

const signsOfLeukaemia = ({ marrow, blood, extramedullary }: ResponseFacts) => allOf([marrow, blood, extramedullary]);
const firstFour = (facts: ResponseFacts) => allOf([signsOfLeukaemia(facts), facts.neutrophils]);

const relapseRows: readonly DecisionRow[] = [
  {
    says: "After a remission, 5 to < 20 % marrow blasts may be regeneration: repeat the marrow",
    when: (facts) => facts.earlierRemission && facts.regenerating,
    status: "NE",
    flag: "REPEAT_MARROW_IN_7D",
  },
  {
    says: "After a remission, blasts in the marrow or the blood or extramedullary disease are a relapse",
    when: (facts) => facts.earlierRemission && signsOfLeukaemia(facts) === "failed",
    status: "REL",
  },
];

/** The trial's own criteria: marrow, blood, extramedullary disease and neutrophils first, then the platelets tell CR from CRp. */
const trialTable: readonly DecisionRow[] = [
  ...relapseRows,
  { says: "A failure of the first four criteria is definite, whatever is missing", when: (facts) => firstFour(facts) === "failed", status: "NR" },
  { says: "Nothing failed, but one of the first four criteria is unknown", when: (facts) => firstFour(facts) === "unknown", status: "NE" },
  { says: "Only the platelets are missing", when: (facts) => facts.platelets === "unknown", status: "NE", flag: "CR_OR_CRP_PENDING_PLT" },
  { says: "All criteria are met", when: (facts) => facts.platelets === "met", status: "CR" },
  { says: "All criteria are met but the platelets are below the bound", when: (facts) => facts.plateletsLow === "met", status: "CRp", weighed: ["PLT_LT_100K"] },
  { says: "Platelets exactly on the bound are neither above nor below it", when: () => true, status: "NR", weighed: ["PLT_LT_100K"] },
];

const inMarrow: readonly CriterionId[] = ["NO_AUER_RODS", "MARROW_ADEQUATE"];
const inMarrowAndBlood: readonly CriterionId[] = [...inMarrow, "RBC_TI"];

/** IWG 2003 and ELN 2022: leukaemia must be gone, the sample must show it, and the recovery of the counts grades the rest. */
const publishedTable = (profile: ProfileDefinition): readonly DecisionRow[] => [
  ...relapseRows,
  { says: "Circulating blasts or extramedullary disease", when: ({ blood, extramedullary }) => allOf([blood, extramedullary]) === "failed", status: "NR" },
  { says: "Marrow blasts too many even for a partial response, or counts too low for one", when: (facts) => facts.marrow === "failed" && facts.partialResponse === "failed", status: "NR" },
  { says: "Marrow blasts remain, and how far they fell cannot be told", when: (facts) => facts.marrow === "failed" && !facts.baselineKnown, status: "NR", flag: "PR_NOT_ASSESSABLE" },
  { says: "A partial response, unless what is missing speaks against it", when: (facts) => facts.marrow === "failed" && facts.partialResponse === "unknown", status: "NE" },
  { says: "5–25 % marrow blasts, halved or better, with the counts recovered", when: (facts) => facts.marrow === "failed", status: "PR" },
  { says: "Nothing failed, but whether leukaemia is gone is unknown", when: (facts) => signsOfLeukaemia(facts) === "unknown", status: "NE" },
  { says: "Auer rods, with the counts recovered", when: (facts) => facts.auerRods === "failed" && facts.counts === "met", status: "PR", weighed: inMarrow },
  { says: "Auer rods, with low counts", when: (facts) => facts.auerRods === "failed" && facts.counts === "failed", status: "NR", weighed: inMarrow },
  { says: "The sample cannot show that leukaemia is gone", when: (facts) => allOf([facts.auerRods, facts.adequacy]) !== "met", status: "NE", weighed: inMarrow },
  { says: "No leukaemia, but a count is unknown", when: ({ neutrophils, platelets }) => neutrophils === "unknown" || platelets === "unknown", status: "MLFS", flag: "COUNTS_UNKNOWN", weighed: inMarrowAndBlood },
  { says: "No leukaemia, but red-cell transfusion is unknown", when: (facts) => facts.redCells === "unknown", status: "MLFS", flag: "RBC_TI_UNKNOWN", weighed: inMarrowAndBlood },
  { says: "No leukaemia, but dependent on red cells", when: (facts) => facts.redCells === "failed", status: "MLFS", weighed: inMarrowAndBlood },
  { says: "All criteria are met", when: (facts) => facts.counts === "met", status: "CR" },
  { says: "Partial recovery of both counts", when: (facts) => facts.partialRecovery === "met", status: "CRh" },
  { says: "Only the platelets are low", when: (facts) => facts.neutrophils === "met" && facts.plateletsLow === "met", status: profile.plateletsAloneLow },
  { says: "Only the neutrophils are low", when: (facts) => facts.platelets === "met" && facts.neutrophilsLow, status: "CRi" },
  { says: "No leukaemia, without recovery of the counts", when: () => true, status: "MLFS" },
];

export const decisionTable = (profile: ProfileDefinition): readonly DecisionRow[] =>
  profile.lesserResponses === null ? trialTable : publishedTable(profile);
