import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { firstCenersenDayOf } from "@/lib/study/derive/record-reading";
import type { PatientRecord, ProtocolVersionId } from "@/lib/study/patient-record";
import type { Course } from "@/lib/study/planned-visit";

/** The version that the patient entered the trial under, before any other was consented to. */
export const firstVersionOf = ({ versions, protocolVersion }: PatientRecord): ProtocolVersionId => versions[0]?.from ?? protocolVersion;

/**
 * The protocol version that a course is dosed by: the one consented to last on or before the course's first cenersen day. A course
 * that has begun keeps it, whatever is consented to later; a course that has not begun follows the version of today.
 * `firstDay` is given where the infusion is being typed and is not in the record.
 */
export function versionOn(record: PatientRecord, course: Course, firstDay: CalendarDate | null = firstCenersenDayOf(record, course)): ProtocolVersionId {
  if (firstDay === null) return record.protocolVersion;
  return record.versions.findLast(({ consentedOn }) => consentedOn <= firstDay)?.version ?? firstVersionOf(record);
}
