import type { TracedCriterion } from "@/lib/study/patient-record";
import type { ResponseAssessment } from "@/lib/study/response/assess-response";
import type { ResponseStatus } from "@/lib/study/response/response-input";

/** Why the rules alone do not settle a response, in words. */
export const adjudicationReasons = {
  boundary_platelets: "Platelets of exactly 100,000 /µL decide",
  boundary_neutrophils: "Neutrophils of exactly 1,000 /µL decide",
  regeneration: "Blasts after a remission may be regenerating marrow",
  disagreement: "The investigator judges otherwise than the rules",
} as const;

export type AdjudicationReason = keyof typeof adjudicationReasons;

const inSentence = (words: string): string => `${words.slice(0, 1).toLowerCase()}${words.slice(1)}`;
export const sayReasons = (reasons: readonly AdjudicationReason[]): string => reasons.map((reason, index) => (index === 0 ? adjudicationReasons[reason] : inSentence(adjudicationReasons[reason]))).join("; ");

/** "Ada Monitor: the count of the next day is 104. The criteria say NR": the decision in place of the rule's own sentence. */
export const sayAdjudicated = ({ byName, reason }: { readonly byName: string; readonly reason: string }, derived: string): string => `${byName}: ${reason.replace(/\.$/, "")}. The criteria say ${derived}`;

/** What a reviewer may decide; the five answers of the form. */
export const ADJUDICATED = ["CR", "CRp", "NR", "REL", "NE"] as const;
export type AdjudicatedStatus = (typeof ADJUDICATED)[number];

/** Signed with every adjudication. */
export const ADJUDICATION_STATEMENT = "I have reviewed the data of this assessment and decide its response as stated.";

const onBound = ({ failed, flags }: ResponseAssessment): readonly AdjudicationReason[] => {
  const found: readonly (readonly [AdjudicationReason, string])[] = [
    ...(flags.includes("BOUNDARY_PLT_EQ_100000") ? [["boundary_platelets", "PLT"] as const] : []),
    ...(flags.includes("BOUNDARY_ANC_EQ_1000") ? [["boundary_neutrophils", "ANC"] as const] : []),
  ];
  const others = failed.filter((id) => !found.some(([, count]) => id.startsWith(count)));
  return others.length > 0 ? [] : found.map(([reason]) => reason);
};

/** A count on its bound counts only where nothing else failed: a marrow full of blasts is no boundary case. */
export function adjudicationReasonsOf(assessment: ResponseAssessment, agreement: Agreement): readonly AdjudicationReason[] {
  return [
    ...onBound(assessment),
    ...(assessment.flags.includes("REPEAT_MARROW_IN_7D") ? ["regeneration" as const] : []),
    ...(agreement === "disagree" ? ["disagreement" as const] : []),
  ];
}

export type Agreement = "agree" | "disagree" | "waiting";

/** The answer of the form that a status of any profile comes to: a lesser remission is CRp, what is short of a remission NR. */
const AS_ANSWERED: Readonly<Record<ResponseStatus, AdjudicatedStatus>> = { CR: "CR", CRp: "CRp", CRh: "CRp", CRi: "CRp", MLFS: "NR", PR: "NR", NR: "NR", REL: "REL", NE: "NE" };

/**
 * The investigator's answer beside the response that stands. While a value that decides is still to be entered nobody differs: the
 * comparison waits. A value that is recorded as missing will not come, and is compared as it is.
 */
export function agreementOf(investigator: string | null, status: ResponseStatus, isOpen: boolean): Agreement {
  if (investigator === null) return "waiting";
  if (investigator === AS_ANSWERED[status]) return "agree";
  return isOpen ? "waiting" : "disagree";
}

/** The criterion that keeps the data from what the investigator says: the first that failed, else the first that is unknown. */
export const decidingCriterion = <Criterion extends Pick<TracedCriterion, "state" | "id">>(criteria: readonly Criterion[]): Criterion | null =>
  criteria.find(({ state, id }) => state === "failed" && id !== "PLT_LT_100K") ?? criteria.find(({ state }) => state === "unknown") ?? null;
