import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { codeOf, dayOf, entriesOfForm, firstCenersenDayOf, isStarted } from "@/lib/study/derive/record-reading";
import type { Arm, PatientRecord, ProtocolVersionId } from "./patient-record";
import { formById } from "./study";
import { protocolVersions } from "./versions/protocol-versions";
import { formsOfVisit, logs, visitByCode, windowDates, type PlannedVisit } from "./visits";

/** What a patient in screening has, whatever is answered later. */
export const SCREENING_VISITS: readonly string[] = ["SCR"];

/** The form that the patient's version asks for, in the version of the form that it names. */
export const formVersionOf = (version: ProtocolVersionId, formId: string): number => protocolVersions[version].forms[formId] ?? 1;

const repeats = (formId: string): boolean => formById(formId)?.repeats ?? false;

/** The forms that stand in the casebook from the start, empty; a form that repeats begins with its first row. */
export function plannedForms(visitCode: string, arm: Arm | null, version?: ProtocolVersionId): readonly string[] {
  const visit = visitByCode(visitCode, version);
  return visit ? formsOfVisit(visit, arm).map(({ formId }) => formId).filter((formId) => !repeats(formId)) : [];
}

/** The forms of a visit to which rows are added one by one, such as doses. */
export function repeatedForms(visitCode: string, arm: Arm | null, version?: ProtocolVersionId): readonly string[] {
  const visit = visitByCode(visitCode, version);
  return visit ? formsOfVisit(visit, arm).map(({ formId }) => formId).filter(repeats) : [];
}

/** The repeated forms without which a visit is not complete, such as the doses of the arm. */
export function expectedRows(visitCode: string, arm: Arm | null, version?: ProtocolVersionId): readonly string[] {
  const visit = visitByCode(visitCode, version);
  return visit ? formsOfVisit(visit, arm).filter(({ formId, optional }) => !optional && repeats(formId)).map(({ formId }) => formId) : [];
}

/** True for a form without which its visit is complete. */
export const isOptional = (visitCode: string | null, formId: string, version?: ProtocolVersionId): boolean =>
  visitCode !== null && (visitByCode(visitCode, version)?.forms.find((form) => form.formId === formId)?.optional ?? false);

/** Whether rows of this form belong here: a log of the patient (no visit), or a repeated form that the visit calls for. */
export const mayHaveRows = (formId: string, visitCode: string | null, arm: Arm | null, version?: ProtocolVersionId): boolean =>
  visitCode === null ? logs.includes(formId) : repeatedForms(visitCode, arm, version).includes(formId);

/** A planned visit of one patient: its days, once day 1 is known, and whether it is awaited at all. */
export interface ScheduledVisit {
  readonly visit: PlannedVisit;
  readonly days: { readonly from: CalendarDate; readonly to: CalendarDate } | null;
  readonly calledFor: boolean;
}

const isEnteredAt = (record: PatientRecord, codes: readonly string[]): boolean => record.entries.some((entry) => entry.visit !== null && codes.includes(entry.visit) && isStarted(entry));

/** A second course is called for when an assessment plans it, and stays so once anything of it is recorded. */
export function hasSecondCourse(record: PatientRecord): boolean {
  const codes = protocolVersions[record.protocolVersion].visits.filter(({ calledFor }) => calledFor === "second_course").map(({ code }) => code);
  return entriesOfForm(record, "response_assessment").some((entry) => codeOf(entry, "secondCourse", ["Y"]) === "Y") || isEnteredAt(record, codes);
}

/** The schedule as it stands for one patient: visits of the patient's version with their days, counted from day 1 of their course. */
export function scheduleOf(record: PatientRecord): readonly ScheduledVisit[] {
  const death = entriesOfForm(record, "death").map((entry) => dayOf(entry, "deathDate")).find((day) => day !== null) ?? null;
  const second = hasSecondCourse(record);
  return protocolVersions[record.protocolVersion].visits.map((visit) => {
    const firstDay = visit.course === null ? null : firstCenersenDayOf(record, visit.course);
    const days = firstDay === null ? null : windowDates(visit, firstDay);
    return { visit, days, calledFor: isCalledFor(record, visit, second, days !== null && death !== null && death < days.from) };
  });
}

/** Nothing after screening is awaited before randomisation, and nothing whose days begin after death. */
function isCalledFor(record: PatientRecord, visit: PlannedVisit, second: boolean, isAfterDeath: boolean): boolean {
  if (isEnteredAt(record, [visit.code])) return true;
  if (SCREENING_VISITS.includes(visit.code)) return true;
  if (record.arm === null || isAfterDeath) return false;
  return visit.calledFor !== "second_course" || second;
}
