import { addDays, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { Arm } from "@/lib/study/patient-record";

/** Study days counted from the first cenersen day, which is day 1; there is no day 0. */
export interface VisitWindow {
  readonly from: number;
  readonly to: number;
}

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
  /** Null for a visit that has no planned day. */
  readonly window: VisitWindow | null;
  readonly forms: readonly PlannedForm[];
}

const all = (...formIds: readonly string[]): readonly PlannedForm[] => formIds.map((formId) => ({ formId }));
const response = all("haematology", "marrow", "extramedullary", "response_assessment");

/**
 * The schedule of assessments. The published texts of the trial give none; the days follow the follow-on trial NCT00967512
 * (response within day 28 to 42) and common practice (first marrow on day 14 to 21), and are parameters of this study.
 */
export const visits: readonly PlannedVisit[] = [
  {
    code: "SCR",
    title: "Screening",
    shortTitle: "Scr",
    window: { from: -28, to: 1 },
    forms: all("consent", "demography", "aml_history", "vital_signs", "chemistry", "cardiac", "eligibility", "haematology", "marrow", "extramedullary"),
  },
  {
    code: "C1",
    title: "Course 1: dosing, day 1 to 8",
    shortTitle: "C1",
    window: { from: 1, to: 8 },
    forms: [
      ...all("vital_signs", "haematology", "cenersen_infusion"),
      { formId: "infusion_interruption", optional: true },
      ...all("idarubicin_dose"),
      { formId: "cytarabine_dose", arms: ["B", "C"] },
    ],
  },
  { code: "D14", title: "Day 14 to 21", shortTitle: "D14", window: { from: 14, to: 21 }, forms: response },
  { code: "D28", title: "Day 28 to 42", shortTitle: "D28", window: { from: 28, to: 42 }, forms: response },
  { code: "FU3", title: "Follow-up, month 3", shortTitle: "FU3", window: { from: 77, to: 105 }, forms: all("follow_up") },
];

/** The forms of a visit that nobody planned, such as a repeat marrow. */
const UNSCHEDULED_FORMS: readonly PlannedForm[] = response.map((form) => ({ ...form, optional: true }));

/** Forms that belong to the patient and to no visit. A log that repeats has a row per event; the others have one. */
export const logs: readonly string[] = ["concomitant_medication", "transfusion", "adverse_event", "relapse", "new_therapy", "death", "end_of_treatment"];

const UNSCHEDULED = /^UNS([1-9]\d{0,2})$/;

/** UNS1, UNS2 and so on. */
export const isUnscheduled = (code: string): boolean => UNSCHEDULED.test(code);

export const unscheduledCode = (number: number): string => `UNS${number}`;

/** A visit of the schedule, or an unscheduled one by its number; undefined for any other code. */
export function visitByCode(code: string): PlannedVisit | undefined {
  const number = UNSCHEDULED.exec(code)?.[1];
  if (number === undefined) return visits.find((visit) => visit.code === code);
  return { code, title: `Unscheduled ${number}`, shortTitle: `U${number}`, window: null, forms: UNSCHEDULED_FORMS };
}

/** The forms of a visit for a patient; those of later arms stay out until the arm is known. */
export const formsOfVisit = (visit: PlannedVisit, arm: Arm | null): readonly PlannedForm[] =>
  visit.forms.filter(({ arms }) => arms === undefined || (arm !== null && arms.includes(arm)));

/** First and last calendar day of a visit's window, counted from the first cenersen day; null for a visit without one. */
export function windowDates(visit: PlannedVisit, firstDay: CalendarDate): { readonly from: CalendarDate; readonly to: CalendarDate } | null {
  if (visit.window === null) return null;
  const dayOf = (studyDay: number) => addDays(firstDay, studyDay > 0 ? studyDay - 1 : studyDay);
  return { from: dayOf(visit.window.from), to: dayOf(visit.window.to) };
}
