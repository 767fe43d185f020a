import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { chance } from "./chance";
import { secondCourse } from "./course-2-plan";
import { dosing } from "./dosing-plan";
import type { Enrolment } from "./enrolment";
import { medications } from "./medication-plan";
import { outcomes } from "./outcome-plan";
import { responses } from "./response-plan";
import { screeningForms } from "./screening-plan";
import type { TypedForm, VisitNotDone } from "./typed-form";

/** What is typed for one patient, in the order of a real casebook. */
export interface PatientPlan {
  readonly screening: readonly TypedForm[];
  /** After randomisation: course 1 and its assessments. */
  readonly treatment: readonly TypedForm[];
  /** Visits that an assessment called for; empty for most. */
  readonly secondCourse: readonly TypedForm[];
  readonly afterwards: readonly TypedForm[];
  readonly unscheduledVisits: number;
  readonly notDone: readonly VisitNotDone[];
}

/** One row of the cohort turned into records from which its arm, exposure and response follow. The same row gives the same records. */
export function planPatient(enrolment: Enrolment): PatientPlan {
  const luck = chance(enrolment.row.subject);
  const screening = screeningForms(enrolment, luck);
  const dosed = dosing(enrolment, luck);
  const second = secondCourse(enrolment, chance(6000 + enrolment.row.subject));
  const assessed = responses(enrolment, luck);
  const taken = medications(enrolment, dosed.lastInfusionDay, luck);
  const lastDay = [dosed.lastDoseDay, dosed.lastInfusionDay, second.lastDay].filter((day) => day !== null).toSorted().at(-1) ?? dosed.lastDoseDay;
  const outcome = outcomes(enrolment, lastDay, luck);
  const diedOn = outcome.forms.find(({ formId }) => formId === "death")?.answers["deathDate"];
  return {
    screening,
    treatment: [...dosed.forms, ...(typeof diedOn === "string" ? taken.map((row) => endedBy(diedOn, row)) : taken), ...assessed.forms],
    secondCourse: second.forms, afterwards: outcome.forms,
    unscheduledVisits: assessed.unscheduled, notDone: [...assessed.notDone, ...second.notDone, ...outcome.notDone],
  };
}

/** Nobody takes anything after death. */
function endedBy(diedOn: CalendarDate, row: TypedForm): TypedForm {
  const { ongoing, stopDate } = row.answers;
  const lastsLonger = ongoing === "Y" || (typeof stopDate === "string" && stopDate > diedOn);
  return lastsLonger ? { ...row, answers: { ...row.answers, ongoing: "N", stopDate: diedOn } } : row;
}
