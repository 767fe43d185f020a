import type { YesNoUnknown } from "@/lib/study/response/response-input";

export type TreatmentFailure = "NOT_A_TREATMENT_FAILURE" | "RESISTANT_DISEASE" | "DEATH_IN_APLASIA" | "DEATH_INDETERMINATE" | "UNDETERMINED";

/** How a course ended, in days from its last treatment day. Null is unknown or does not apply. */
export interface CourseOutcome {
  readonly responded: boolean;
  readonly therapyCompleted: boolean | null;
  readonly daysFromEndOfTreatmentToDeath: number | null;
  /** For a patient who lives: days survived since the end of treatment. */
  readonly aliveDaysAfterTreatment: number | null;
  readonly bloodBlasts: YesNoUnknown;
  readonly cytopenic: boolean | null;
  readonly lastMarrowDaysBeforeDeath: number | null;
  readonly lastMarrow: "hypoplastic" | "aplastic" | "persistent" | string | null;
  readonly evidenceOfPersistentLeukaemia: boolean | null;
}

/** Both of ELN 2010: 7 days from the end of treatment to be judged at all, and a marrow at most 7 days before death. */
const DAYS_TO_BE_JUDGED = 7;
const MARROW_WITHIN_DAYS_OF_DEATH = 7;

/** The category of treatment failure after ELN 2010 (IWG 2003). "UNDETERMINED" waits for data or for the seventh day. */
export function treatmentFailure(course: CourseOutcome): TreatmentFailure {
  if (course.responded) return "NOT_A_TREATMENT_FAILURE";
  const { daysFromEndOfTreatmentToDeath: death, aliveDaysAfterTreatment: alive } = course;
  if (death === null && alive !== null) return alive >= DAYS_TO_BE_JUDGED && persists(course) ? "RESISTANT_DISEASE" : "UNDETERMINED";
  if (course.therapyCompleted === false) return "DEATH_INDETERMINATE";
  if (death === null) return "UNDETERMINED";
  if (death < DAYS_TO_BE_JUDGED) return "DEATH_INDETERMINATE";
  if (persists(course)) return "RESISTANT_DISEASE";
  return diedInAplasia(course) ? "DEATH_IN_APLASIA" : "DEATH_INDETERMINATE";
}

const persists = ({ bloodBlasts, lastMarrow, evidenceOfPersistentLeukaemia }: CourseOutcome): boolean =>
  bloodBlasts === "Y" || lastMarrow === "persistent" || evidenceOfPersistentLeukaemia === true;

function diedInAplasia({ cytopenic, lastMarrow, lastMarrowDaysBeforeDeath: age, evidenceOfPersistentLeukaemia, bloodBlasts }: CourseOutcome): boolean {
  const emptyMarrow = lastMarrow === "hypoplastic" || lastMarrow === "aplastic";
  const recent = age !== null && age >= 0 && age <= MARROW_WITHIN_DAYS_OF_DEATH;
  const knownToBeFree = evidenceOfPersistentLeukaemia === false || bloodBlasts === "N";
  return cytopenic === true && emptyMarrow && recent && knownToBeFree;
}
