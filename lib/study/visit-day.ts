import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { courseOfVisit } from "@/lib/study/derive/dose-record";
import { dayOf, firstCenersenDayOf } from "@/lib/study/derive/record-reading";
import type { PatientRecord, RecordEntry } from "@/lib/study/patient-record";
import { dosingVisitOf } from "@/lib/study/visits";

/**
 * The field of a form that says on which day it was done. Consent is not here, for it may be older than the days of screening;
 * neither is a form that only tells of the past.
 */
export const DAY_FIELDS: Readonly<Record<string, string>> = {
  vital_signs: "measuredOn",
  chemistry: "sampleDate",
  cardiac: "examinedOn",
  haematology: "sampleDate",
  marrow: "marrowDate",
  extramedullary: "examinedOn",
  response_assessment: "assessedOn",
  cenersen_infusion: "startAt",
  infusion_interruption: "stoppedAt",
  infusion_bag: "hungAt",
  idarubicin_dose: "doseDate",
  cytarabine_dose: "doseDate",
  follow_up: "contactDate",
};

/** The day on which the form was done; null while it says none. */
export function dayOfEntry(entry: RecordEntry): CalendarDate | null {
  const field = DAY_FIELDS[entry.formId];
  return field === undefined ? null : dayOf(entry, field);
}

/**
 * The day that "v" stands for while a form of the visit is typed: day 1 of a course where one is given, else the day that most other forms
 * of the visit say, of several the latest, else the day that this form says already. Null while none says one.
 */
export function dayOfVisit(record: Pick<PatientRecord, "entries">, visit: string | null, entryId: string): CalendarDate | null {
  if (visit === null) return null;
  const course = courseOfVisit(visit);
  const first = visit === dosingVisitOf(course) ? firstCenersenDayOf(record, course) : null;
  const here = record.entries.filter((entry) => entry.visit === visit);
  const days = here.filter(({ id }) => id !== entryId).flatMap((entry) => dayOfEntry(entry) ?? []);
  const times = (day: CalendarDate) => days.filter((one) => one === day).length;
  const most = days.toSorted((one, other) => times(other) - times(one) || (one < other ? 1 : -1))[0];
  return first ?? most ?? here.filter(({ id }) => id === entryId).map(dayOfEntry)[0] ?? null;
}
