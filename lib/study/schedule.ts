import type { Arm } from "./patient-record";
import { formById } from "./study";
import { formsOfVisit, logs, visitByCode, visits } from "./visits";

/** What a patient in screening has, and what follows from randomisation. */
export const SCREENING_VISITS: readonly string[] = ["SCR"];
export const TREATMENT_VISITS: readonly string[] = visits.map(({ code }) => code).filter((code) => !SCREENING_VISITS.includes(code));

const repeats = (formId: string): boolean => formById(formId)?.repeats ?? false;

/** The forms that stand in the casebook from the start, empty; a form that repeats begins with its first row. */
export function plannedForms(visitCode: string, arm: Arm | null): readonly string[] {
  const visit = visitByCode(visitCode);
  return visit ? formsOfVisit(visit, arm).map(({ formId }) => formId).filter((formId) => !repeats(formId)) : [];
}

/** The forms of a visit to which rows are added one by one, such as doses. */
export function repeatedForms(visitCode: string, arm: Arm | null): readonly string[] {
  const visit = visitByCode(visitCode);
  return visit ? formsOfVisit(visit, arm).map(({ formId }) => formId).filter(repeats) : [];
}

/** The repeated forms without which a visit is not complete, such as the doses of the arm. */
export function expectedRows(visitCode: string, arm: Arm | null): readonly string[] {
  const visit = visitByCode(visitCode);
  return visit ? formsOfVisit(visit, arm).filter(({ formId, optional }) => !optional && repeats(formId)).map(({ formId }) => formId) : [];
}

/** Whether rows of this form belong here: a log of the patient (no visit), or a repeated form that the visit calls for. */
export const mayHaveRows = (formId: string, visitCode: string | null, arm: Arm | null): boolean =>
  visitCode === null ? logs.includes(formId) : repeatedForms(visitCode, arm).includes(formId);
