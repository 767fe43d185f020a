import type { Arm } from "@/lib/study/patient-record";

/** Courses of induction. The second is given to some patients only. */
export type Course = 1 | 2;

/** Study days counted from the first cenersen day of the visit's course, which is day 1; there is no day 0. */
export interface VisitWindow {
  readonly from: number;
  readonly to: number;
}

/** What must be so before a visit is awaited: nothing, a second course, or a patient who is alive. */
export type CalledFor = "always" | "second_course" | "while_alive";

export interface PlannedForm {
  readonly formId: string;
  /** Only for these arms; without it, for every patient. */
  readonly arms?: readonly Arm[];
  /** True when the visit is complete without it. */
  readonly optional?: boolean;
}

export interface PlannedVisit {
  readonly code: string;
  readonly title: string;
  /** For a column of the matrix. */
  readonly shortTitle: string;
  /** The course from whose first cenersen day the window counts; null for a visit that belongs to none. */
  readonly course: Course | null;
  /** Null for a visit that has no planned day. */
  readonly window: ScheduleDays | null;
  readonly calledFor: CalledFor;
  readonly forms: readonly PlannedForm[];
  /** The forms whose days are those of the visit; without it, every form that it cannot do without. */
  readonly datedBy?: readonly string[];
  /** How soon after randomisation day 1 is expected; without it, nothing says. */
  readonly startsWithin?: { readonly days: number; readonly source: string };
}

/** A parameter of the schedule with where it comes from. */
export interface ScheduleDays extends VisitWindow {
  readonly source: string;
}

export const required = (...formIds: readonly string[]): readonly PlannedForm[] => formIds.map((formId) => ({ formId }));
export const optional = (...formIds: readonly string[]): readonly PlannedForm[] => formIds.map((formId) => ({ formId, optional: true }));

/** What a response rests on, and the investigator's own judgement. */
export const RESPONSE_FORMS = ["haematology", "marrow", "extramedullary", "response_assessment"] as const;

const withCytarabine: readonly Arm[] = ["B", "C"];

/** The visit on which a course is given. */
export const DOSING_FORMS: readonly PlannedForm[] = [
  ...required("vital_signs", "haematology"),
  ...optional("chemistry"),
  ...required("cenersen_infusion"),
  ...optional("infusion_interruption", "infusion_bag"),
  ...required("idarubicin_dose"),
  { formId: "cytarabine_dose", arms: withCytarabine },
];

/** A course is dated by its drugs: what is measured for it may be measured the day before. */
export const DOSING_DATED_BY: readonly string[] = ["cenersen_infusion", "idarubicin_dose", "cytarabine_dose"];
