import { ctcae5 } from "@/lib/study/adverse-events/ctcae-5";
import { safetyEvent, type SafetyEvent, type SafetyPatient } from "@/lib/study/adverse-events/safety-event";
import { findingOf, firstDayIn, type ReportSubject } from "@/lib/study/reports/report-subject";

const EXPOSURES = ["exposed", "possible", "not_exposed"] as const;

/** Patients and their events as the tables of safety count them, from the forms Adverse event and Cenersen infusion. */
export function eventsOf(subjects: readonly ReportSubject[]): { readonly patients: readonly SafetyPatient[]; readonly events: readonly SafetyEvent[] } {
  const read = subjects.map((subject) => {
    const value = findingOf(subject, "patient_exposure")?.value;
    const patient: SafetyPatient = { number: subject.number, arm: subject.arm, firstDay: firstDayIn(subject, "cenersen_infusion", "startAt", "C1"), exposure: EXPOSURES.find((one) => one === value) ?? null };
    return { patient, events: subject.entries.filter(({ formId }) => formId === "adverse_event").map((entry) => safetyEvent(entry, patient, ctcae5)) };
  });
  return { patients: read.map(({ patient }) => patient), events: read.flatMap(({ events }) => events) };
}
