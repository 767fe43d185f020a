import { sayDate } from "@/lib/kernel/calendar-date";
import { isStarted } from "@/lib/study/derive/record-reading";
import type { PatientRecord } from "@/lib/study/patient-record";
import { plannedForms, scheduleOf, type ScheduledVisit } from "@/lib/study/schedule";

/** A visit of which something changes: whether it is awaited, its days, or its forms. */
export interface ChangedVisit {
  readonly code: string;
  readonly title: string;
  /** "30-Sep-2024 to 07-Oct-2024", "awaited" before day 1, "not planned". */
  readonly from: string;
  readonly to: string;
  /** Forms that appear, and empty forms that leave. Whatever holds anything stays. */
  readonly comes: readonly string[];
  readonly leaves: readonly string[];
}

function sayVisit(scheduled: ScheduledVisit | undefined): string {
  if (!scheduled?.calledFor) return "not planned";
  return scheduled.days === null ? "awaited" : `${sayDate(scheduled.days.from)} to ${sayDate(scheduled.days.to)}`;
}

const formsAt = (record: PatientRecord, scheduled: ScheduledVisit | undefined): readonly string[] =>
  scheduled?.calledFor ? plannedForms(scheduled.visit.code, record.arm, record.protocolVersion) : [];

/** The schedule of one patient under both versions, visit by visit. */
export function changedVisits(before: PatientRecord, after: PatientRecord): readonly ChangedVisit[] {
  const [old, next] = [scheduleOf(before), scheduleOf(after)];
  const codes = [...new Set([...next, ...old].map(({ visit }) => visit.code))];
  return codes.flatMap((code) => {
    const [one, other] = [old, next].map((schedule) => schedule.find(({ visit }) => visit.code === code));
    const [had, has] = [formsAt(before, one), formsAt(after, other)];
    const started = before.entries.filter((entry) => entry.visit === code && isStarted(entry)).map(({ formId }) => formId);
    const changed = {
      code, title: (other ?? one)?.visit.title ?? code, from: sayVisit(one), to: sayVisit(other),
      comes: has.filter((formId) => !had.includes(formId) && !started.includes(formId)), leaves: had.filter((formId) => !has.includes(formId) && !started.includes(formId)),
    };
    return changed.from === changed.to && changed.comes.length + changed.leaves.length === 0 ? [] : [changed];
  });
}
