import type { CalendarDate } from "@/lib/kernel/calendar-date";
import type { PatientRecord, RecordEntry } from "@/lib/study/patient-record";
import { COURSES, dosingVisitOf, type Course } from "@/lib/study/visits";
import { cenersenInfusionOf, dayOf, entriesOfForm, figureOf, isStarted, textOf } from "@/lib/study/derive/record-reading";
import type { RecordedDose } from "@/lib/study/dosing/course-dose";
import type { InfusionRecord } from "@/lib/study/dosing/infusion-amount";
import { bagRate, type InfusionBag } from "@/lib/study/dosing/infusion-bag-amount";

export type DailyDrug = "idarubicin" | "cytarabine";

/** The course whose dosing visit this is; course 1 for every other visit. */
export const courseOfVisit = (visit: string | null): Course => COURSES.find((course) => dosingVisitOf(course) === visit) ?? 1;

/** The rows of a dosing form in one course, those that hold anything. */
export const rowsOfCourse = (record: PatientRecord, formId: string, course: Course): readonly RecordEntry[] =>
  entriesOfForm(record, formId, dosingVisitOf(course)).filter(isStarted);

const bagOf = (row: RecordEntry): InfusionBag => ({
  hungAt: textOf(row, "hungAt"),
  endedAt: textOf(row, "endedAt"),
  rateMgPerHour: bagRate(figureOf(row, "rateMgPerHour"), figureOf(row, "rateMlPerHour"), figureOf(row, "concentrationMgPerMl")),
  amountMg: figureOf(row, "amountMg"),
  returnedMg: figureOf(row, "returnedMg"),
});

/** Everything recorded about the infusion of a course: start, stop, rate, interruptions and bags. */
export function infusionRecordOf(record: PatientRecord, course: Course): InfusionRecord {
  const infusion = cenersenInfusionOf(record, course);
  return {
    startAt: textOf(infusion, "startAt"),
    stopAt: textOf(infusion, "stopAt"),
    rateMgPerHour: figureOf(infusion, "rateMgPerHour"),
    interruptions: rowsOfCourse(record, "infusion_interruption", course).map((pause) => ({ stoppedAt: textOf(pause, "stoppedAt"), resumedAt: textOf(pause, "resumedAt") })),
    bags: rowsOfCourse(record, "infusion_bag", course).map(bagOf),
  };
}

export const dosesOfCourse = (record: PatientRecord, drug: DailyDrug, course: Course): readonly RecordedDose[] =>
  rowsOfCourse(record, `${drug}_dose`, course).map((row) => ({ date: dayOf(row, "doseDate"), mg: figureOf(row, "doseMg") }));

/** The last day on which study drug can have been given: that of death or of the end of treatment, whichever came first; null while neither is recorded. */
export function lastDayOfTreatment(record: PatientRecord): CalendarDate | null {
  const ends = [dayOf(entriesOfForm(record, "death")[0], "deathDate"), dayOf(entriesOfForm(record, "end_of_treatment")[0], "endedOn")];
  return ends.filter((day) => day !== null).toSorted()[0] ?? null;
}
