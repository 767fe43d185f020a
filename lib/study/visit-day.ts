import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { dayOf } from "@/lib/study/derive/record-reading";
import type { RecordEntry } from "@/lib/study/patient-record";

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
