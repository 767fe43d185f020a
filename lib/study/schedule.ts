import { addDays, type CalendarDate } from "@/lib/kernel/calendar-date";
import { codeOf, dayOf, entriesOfForm, firstCenersenDayOf, isStarted } from "@/lib/study/derive/record-reading";
import type { Arm, PatientRecord, ProtocolVersionId, RecordEntry } from "./patient-record";
import type { StudyForm } from "./checks/check-context";
import { formById } from "./study";
import { protocolVersions } from "./versions/protocol-versions";
import { formsOfVisit, isUnscheduled, logs, visitByCode, windowDates, type PlannedVisit } from "./visits";

/** What a patient in screening has, whatever is answered later. */
export const SCREENING_VISITS: readonly string[] = ["SCR"];

/** The form that the patient's version asks for, in the version of the form that it names. */
export const formVersionOf = (version: ProtocolVersionId, formId: string): number => protocolVersions[version].forms[formId] ?? 1;

/** The form as the patient's version asks for it; undefined for a form that this build does not have. */
export const formFor = (version: ProtocolVersionId, formId: string): StudyForm | undefined => formById(formId, formVersionOf(version, formId));

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

/** Forms of a visit in the order in which it lists them. */
export function formsInOrder({ forms }: PlannedVisit, formIds: readonly string[]): readonly string[] {
  const place = (formId: string) => forms.findIndex((form) => form.formId === formId);
  return formIds.toSorted((one, other) => place(one) - place(other));
}

/** True for a form without which its visit is complete. */
export const isOptional = (visitCode: string | null, formId: string, version?: ProtocolVersionId): boolean =>
  visitCode !== null && (visitByCode(visitCode, version)?.forms.find((form) => form.formId === formId)?.optional ?? false);

/** Whether rows of this form belong here: a log of the patient (no visit), or a repeated form that the visit calls for. */
export const mayHaveRows = (formId: string, visitCode: string | null, arm: Arm | null, version?: ProtocolVersionId): boolean =>
  visitCode === null ? logs.includes(formId) : repeatedForms(visitCode, arm, version).includes(formId);

/** The forms whose answers the schedule follows: day 1 of a course, a second course, death. */
export const SCHEDULE_FORMS = ["cenersen_infusion", "response_assessment", "death"] as const;

/** What of a record the schedule reads. */
export type ScheduleRecord = Pick<PatientRecord, "protocolVersion" | "arm" | "randomisedOn" | "entries">;

/** A planned visit of one patient: its days, once day 1 is known, and whether it is awaited at all. */
export interface ScheduledVisit {
  readonly visit: PlannedVisit;
  readonly days: { readonly from: CalendarDate; readonly to: CalendarDate } | null;
  /** The day by which day 1 of the course is expected; null once it is known, and for every visit that does not bring it. */
  readonly startBy: CalendarDate | null;
  readonly calledFor: boolean;
}

const isEnteredAt = (record: ScheduleRecord, codes: readonly string[]): boolean => record.entries.some((entry) => entry.visit !== null && codes.includes(entry.visit) && isStarted(entry));

const secondCourseCodes = ({ protocolVersion }: ScheduleRecord): readonly string[] => protocolVersions[protocolVersion].visits.filter(({ calledFor }) => calledFor === "second_course").map(({ code }) => code);

/** A second course is called for when the latest assessment that says anything of it plans it, and stays so once anything of it is recorded. */
export function hasSecondCourse(record: ScheduleRecord): boolean {
  const ofSecond = secondCourseCodes(record);
  const said = entriesOfForm(record, "response_assessment").filter((entry) => codeOf(entry, "secondCourse", ["Y", "N"]) !== null && !ofSecond.includes(entry.visit ?? ""));
  const latest = said.toSorted((one, other) => (placeInTime(record, one) < placeInTime(record, other) ? -1 : 1)).at(-1);
  return codeOf(latest, "secondCourse", ["Y"]) === "Y" || isEnteredAt(record, ofSecond);
}

/** By the day of assessment, then by the order of visits; an assessment that is not dated yet is the one being filled in. */
function placeInTime({ protocolVersion }: ScheduleRecord, entry: RecordEntry): string {
  const visit = protocolVersions[protocolVersion].visits.findIndex(({ code }) => code === entry.visit);
  return `${dayOf(entry, "assessedOn") ?? "9999"} ${String(visit + 1).padStart(3, "0")} ${entry.visit ?? ""}`;
}

/** The day of death; null while the patient is not known to have died. Who ends treatment, for whatever reason, is still followed. */
export const deathOf = (record: ScheduleRecord): CalendarDate | null =>
  entriesOfForm(record, "death").map((entry) => dayOf(entry, "deathDate")).filter((day) => day !== null).toSorted()[0] ?? null;

/** The schedule as it stands for one patient: visits of the patient's version with their days, counted from day 1 of their course. */
export function scheduleOf(record: ScheduleRecord): readonly ScheduledVisit[] {
  const [died, second] = [deathOf(record), hasSecondCourse(record)];
  return protocolVersions[record.protocolVersion].visits.map((visit) => {
    const firstDay = visit.course === null ? null : firstCenersenDayOf(record, visit.course);
    const days = firstDay === null ? null : windowDates(visit, firstDay);
    const startBy = firstDay === null && visit.startsWithin && record.randomisedOn !== null ? addDays(record.randomisedOn, visit.startsWithin.days) : null;
    const isOver = died !== null && (days === null || died < days.to);
    return { visit, days, startBy, calledFor: isCalledFor(record, visit, second, isOver) };
  });
}

/** Nothing after screening is awaited before randomisation, and no visit whose days had not passed at death. What was entered stays. */
function isCalledFor(record: ScheduleRecord, visit: PlannedVisit, second: boolean, isOver: boolean): boolean {
  if (SCREENING_VISITS.includes(visit.code) || isEnteredAt(record, [visit.code])) return true;
  if (record.arm === null || isOver) return false;
  return visit.calledFor !== "second_course" || second;
}

/** The visit as the schedule has it for this patient; an unscheduled one has no days and is awaited, for somebody added it. */
export function scheduledVisit(schedule: readonly ScheduledVisit[], code: string): ScheduledVisit | undefined {
  const planned = schedule.find(({ visit }) => visit.code === code);
  const visit = planned ? undefined : visitByCode(code);
  return planned ?? (visit && { visit, days: null, startBy: null, calledFor: isUnscheduled(code) });
}
