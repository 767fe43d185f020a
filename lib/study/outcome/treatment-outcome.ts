import { sayDate } from "@/lib/kernel/calendar-date";
import { treatmentFailure, type CourseOutcome } from "@/lib/study/response/treatment-failure";
import type { ResponseStatus } from "@/lib/study/response/response-input";
import type { DatedFact } from "@/lib/study/survival/dated-facts";

export type TreatmentOutcome = "responder" | "relapsed" | "resistant_disease" | "no_remission" | "death_in_aplasia" | "death_indeterminate" | "not_treated" | "waiting";

/** The categories in words; those of failure after ELN 2010 (IWG 2003). */
export const treatmentOutcomes: Readonly<Record<TreatmentOutcome, string>> = {
  responder: "Remission without relapse",
  relapsed: "Relapsed after remission",
  resistant_disease: "Resistant disease",
  no_remission: "No remission, no persistent leukaemia shown",
  death_in_aplasia: "Death in aplasia",
  death_indeterminate: "Death from indeterminate cause",
  not_treated: "Never treated",
  waiting: "Not decided yet",
};

/** Induction failed in a patient who lives on; the deaths among the categories are events of their own. */
export const FAILURES: readonly TreatmentOutcome[] = ["resistant_disease", "no_remission"];

export interface OutcomeFacts {
  readonly best: ResponseStatus;
  readonly remission: DatedFact | null;
  readonly relapse: DatedFact | null;
  readonly death: DatedFact | null;
  readonly firstDose: DatedFact | null;
  /** The end of treatment is recorded, and nothing of any study drug. */
  readonly neverTreated: DatedFact | null;
  /** The last day of treatment; null while doses are still to be entered. */
  readonly endOfTreatment: DatedFact | null;
  /** What shows that induction is over for a patient who lives: an assessment at its end, new therapy, or treatment given up. */
  readonly settledBy: DatedFact | null;
  /** What is missing before a patient without a remission can be said to have failed; null when nothing is. */
  readonly openAssessment: string | null;
  readonly course: CourseOutcome;
}

export interface DecidedOutcome {
  readonly value: TreatmentOutcome;
  readonly because: string;
  readonly waitingFor: readonly string[];
}

const decided = (value: TreatmentOutcome, because: string): DecidedOutcome => ({ value, because, waitingFor: [] });
const waiting = (what: string): DecidedOutcome => ({ value: "waiting", because: `Waiting for ${what}`, waitingFor: [what] });
const say = ({ what, on }: DatedFact): string => `${what} ${sayDate(on)}`;

/** What became of the treatment. A missing value is waited for and never a failure. */
export function treatmentOutcome(facts: OutcomeFacts): DecidedOutcome {
  const { remission, relapse, firstDose, neverTreated, death, endOfTreatment, settledBy } = facts;
  if (remission !== null) return relapse === null ? decided("responder", `${say(remission)}, no relapse recorded`) : decided("relapsed", `${say(remission)}, ${say(relapse)}`);
  if (neverTreated !== null) return decided("not_treated", `${say(neverTreated)}, no study drug recorded`);
  if (firstDose === null) return waiting("the first day of cenersen, or the end of treatment without it");
  if (death !== null) return failureAtDeath(facts, death);
  if (endOfTreatment === null) return waiting("every planned dose, or the day of the last one in the form End of treatment");
  return settledBy === null ? waiting("an assessment at the end of the course") : failureInLife(facts, settledBy);
}

function failureAtDeath(facts: OutcomeFacts, death: DatedFact): DecidedOutcome {
  const { course, endOfTreatment, openAssessment, settledBy } = facts;
  const after = course.daysFromEndOfTreatmentToDeath;
  if (course.therapyCompleted === false) return decided("death_indeterminate", `${say(death)}, before the planned end of treatment`);
  if (openAssessment !== null) return waiting(openAssessment);
  if (after === null || endOfTreatment === null) return waiting("every planned dose, or the day of the last one in the form End of treatment");
  const when = `${say(death)}, ${after} days after the last dose`;
  switch (treatmentFailure(course)) {
    case "RESISTANT_DISEASE": return decided("resistant_disease", `${when}, with persistent leukaemia`);
    case "DEATH_IN_APLASIA": return decided("death_in_aplasia", `${when}, cytopenic with an empty marrow and no leukaemia shown`);
    case "DEATH_INDETERMINATE": return wasAssessed(facts, death) ? failureInLife(facts, settledBy ?? death) : decided("death_indeterminate", after < 7 ? `${when}, fewer than 7` : `${when}, and no marrow that shows why`);
    default: return waiting("the course of the disease before death");
  }
}

/** Induction had been judged before the patient died: a death months later says nothing about it. */
const wasAssessed = ({ best, settledBy }: OutcomeFacts, death: DatedFact): boolean => best !== "NE" && settledBy !== null && settledBy.on < death.on;

function failureInLife({ best, course, openAssessment }: OutcomeFacts, settledBy: DatedFact): DecidedOutcome {
  if (openAssessment !== null) return waiting(openAssessment);
  if (best === "NE") return waiting("an assessment that can be evaluated");
  if (treatmentFailure(course) === "RESISTANT_DISEASE") return decided("resistant_disease", `${best}, persistent leukaemia, alive ${course.aliveDaysAfterTreatment} days after the last dose`);
  if (course.daysFromEndOfTreatmentToDeath === null && (course.aliveDaysAfterTreatment ?? 0) < 7) return waiting("the seventh day after the last dose");
  return decided("no_remission", `${best} by ${say(settledBy)}`);
}
