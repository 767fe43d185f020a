import { DOSING_DATED_BY, DOSING_FORMS, optional, required, RESPONSE_FORMS, type Course, type PlannedVisit, type ScheduleDays } from "@/lib/study/planned-visit";

/** The days of one version's schedule. A course's days count from its own first cenersen day; screening and follow-up from course 1. */
export interface InductionDays {
  readonly screening: ScheduleDays;
  /** Days from randomisation to day 1. */
  readonly start: { readonly days: number; readonly source: string };
  readonly dosing: ScheduleDays;
  readonly earlyMarrow: ScheduleDays;
  readonly recovery: ScheduleDays;
  readonly response: ScheduleDays;
  /** Months after course 1 at which survival is asked for, and the days around each. */
  readonly followUp: { readonly months: readonly number[]; readonly plusMinusDays: number; readonly source: string };
}

const DAYS_PER_MONTH = 30.4375;

/** "D14" in course 1, "C2D14" in course 2. */
const inCourse = (course: Course, code: string): string => (course === 1 ? code : `C2${code}`);

function courseVisits(course: Course, days: InductionDays): readonly PlannedVisit[] {
  const calledFor = course === 1 ? "always" : "second_course";
  const suffix = course === 1 ? "" : ", course 2";
  const at = { course, calledFor } as const;
  const span = ({ from, to }: ScheduleDays) => `day ${from} to ${to}`;
  return [
    { ...at, code: `C${course}`, title: `Course ${course}: dosing, ${span(days.dosing)}`, shortTitle: `C${course}`, window: days.dosing, forms: DOSING_FORMS, datedBy: DOSING_DATED_BY, ...(course === 1 ? { startsWithin: days.start } : {}) },
    { ...at, code: inCourse(course, "D14"), title: `Day ${days.earlyMarrow.from} to ${days.earlyMarrow.to}${suffix}`, shortTitle: inCourse(course, "D14"), window: days.earlyMarrow, forms: [...required(...RESPONSE_FORMS), ...optional("chemistry")] },
    { ...at, code: inCourse(course, "REC"), title: `Recovery, ${span(days.recovery)}${suffix}`, shortTitle: inCourse(course, "REC"), window: days.recovery, forms: [...required("haematology"), ...optional("marrow", "extramedullary", "response_assessment", "chemistry")] },
    { ...at, code: inCourse(course, "D28"), title: `Day ${days.response.from} to ${days.response.to}${suffix}`, shortTitle: inCourse(course, "D28"), window: days.response, forms: [...required(...RESPONSE_FORMS), ...optional("chemistry")] },
  ];
}

function followUpVisit(month: number, { plusMinusDays, source }: InductionDays["followUp"]): PlannedVisit {
  const day = Math.round(month * DAYS_PER_MONTH);
  return {
    code: `FU${month}`, title: `Follow-up, month ${month}`, shortTitle: `FU${month}`, course: 1, calledFor: "while_alive",
    window: { from: day - plusMinusDays, to: day + plusMinusDays, source }, forms: required("follow_up"),
  };
}

/** Screening, two courses with their assessments, follow-up: the shape that both published descriptions share. */
export function inductionSchedule(days: InductionDays): readonly PlannedVisit[] {
  const screening: PlannedVisit = {
    code: "SCR", title: "Screening", shortTitle: "Scr", course: 1, window: days.screening, calledFor: "always",
    forms: required("consent", "demography", "aml_history", "vital_signs", "chemistry", "cardiac", "eligibility", "haematology", "marrow", "extramedullary"),
    datedBy: ["vital_signs", "chemistry", "cardiac", "haematology", "marrow", "extramedullary"],
  };
  return [
    screening,
    ...courseVisits(1, days),
    ...courseVisits(2, days),
    ...days.followUp.months.map((month) => followUpVisit(month, days.followUp)),
  ];
}
