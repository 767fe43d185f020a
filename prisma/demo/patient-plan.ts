import { chance } from "./chance";
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
  /** After randomisation. */
  readonly treatment: readonly TypedForm[];
  readonly unscheduledVisits: number;
  readonly notDone: readonly VisitNotDone[];
}

/** One row of the cohort turned into records from which its arm, exposure and response follow. The same row gives the same records. */
export function planPatient(enrolment: Enrolment): PatientPlan {
  const luck = chance(enrolment.row.subject);
  const screening = screeningForms(enrolment, luck);
  const dosed = dosing(enrolment, luck);
  const { forms, notDone, unscheduled } = responses(enrolment, luck);
  return {
    screening,
    treatment: [...dosed.forms, ...medications(enrolment, dosed.lastInfusionDay, luck), ...forms, ...outcomes(enrolment, dosed.lastDoseDay, luck)],
    unscheduledVisits: unscheduled, notDone,
  };
}
