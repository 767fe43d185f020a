import { daysBetween, type CalendarDate } from "@/lib/kernel/calendar-date";
import { findingOf, firstDayIn, type ReportSubject } from "@/lib/study/reports/report-subject";

/** What happened to one randomised patient, in days from randomisation. */
export interface PatientCourse {
  /** To death or the last day known alive; null while nothing later is recorded. */
  readonly until: number | null;
  readonly died: boolean;
  /** From the first remission to relapse, death or the last assessment. */
  readonly remission: { readonly from: number; readonly to: number } | null;
  /** On which each course of cenersen began. */
  readonly courses: readonly number[];
  readonly relapse: number | null;
  readonly newTherapy: number | null;
}

/** From the findings of survival and the forms Cenersen infusion, Relapse and New therapy. Null for a patient who is not randomised. */
export function patientCourse(subject: ReportSubject): PatientCourse | null {
  const { randomisedOn } = subject;
  if (randomisedOn === null) return null;
  const after = (on: CalendarDate | null): number | null => (on === null ? null : daysBetween(randomisedOn, on));
  const [survival, disease] = [findingOf(subject, "overall_survival"), findingOf(subject, "disease_free_survival")];
  const [from, to] = [after(dayIn(disease?.trace["from"])), after(dayIn(disease?.trace["to"]))];
  const days = survival?.trace["days"];
  return {
    until: typeof days === "number" ? days : null,
    died: survival?.value === "event",
    remission: from === null || to === null ? null : { from, to },
    courses: ["C1", "C2"].flatMap((visit) => after(firstDayIn(subject, "cenersen_infusion", "startAt", visit)) ?? []),
    relapse: after(firstDayIn(subject, "relapse", "relapseDate")),
    newTherapy: after(firstDayIn(subject, "new_therapy", "startDate")),
  };
}

const dayIn = (value: unknown): CalendarDate | null => (typeof value === "string" ? value : null);
