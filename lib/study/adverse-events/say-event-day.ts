import { sayStudyDay, studyDay } from "@/lib/kernel/calendar-date";
import { earliestDay, isWholeDate, latestDay, type PartialDate } from "@/lib/kernel/partial-date";
import { coursesOf, firstCenersenDayOf } from "@/lib/study/derive/record-reading";
import type { PatientRecord } from "@/lib/study/patient-record";

/** "day D9 of course 1", "before the first cenersen", "D−3 to D27 of course 1": where an event begins in the course that had started by then. */
export function sayEventDay(record: PatientRecord, start: PartialDate): string | null {
  const started = coursesOf(record).flatMap((course) => { const first = firstCenersenDayOf(record, course); return first === null ? [] : [{ course, first }]; });
  const { course, first } = started.findLast((one) => one.first <= latestDay(start)) ?? started[0] ?? {};
  if (course === undefined || first === undefined) return null;
  const [from, to] = [studyDay(first, earliestDay(start)), studyDay(first, latestDay(start))];
  if (isWholeDate(start)) return `${sayStudyDay(from)} of course ${course}${from < 1 ? ", before the first cenersen" : ""}`;
  return `${sayStudyDay(from)} to ${sayStudyDay(to)} of course ${course}, as far as the date is known`;
}
