import { daysBetween, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { PatientRecord } from "@/lib/study/patient-record";
import type { Course } from "@/lib/study/planned-visit";
import { cenersenInfusionOf, coursesOf, dayOf, entriesOfForm } from "@/lib/study/derive/record-reading";
import type { ExposureWindow } from "@/lib/study/inhibitors/course-overlap";
import type { CourseWindow } from "@/lib/study/inhibitors/exposure-over-courses";
import { windowOf } from "@/lib/study/inhibitors/exposure-window";
import { chosenWindow, LONGEST_INFUSION_DAYS, SENSITIVITY_WINDOW } from "@/lib/study/inhibitors/window-choice";

/** The days on which an inhibitor counts: of the infusion as it was recorded. Null until its start and its end are, in order. */
export function exposureWindowOf(record: PatientRecord, course: Course = 1): ExposureWindow | null {
  const infusion = cenersenInfusionOf(record, course);
  const [first, last] = [dayOf(infusion, "startAt"), dayOf(infusion, "stopAt")];
  if (first === null || last === null || last < first || daysBetween(first, last) > LONGEST_INFUSION_DAYS) return null;
  return windowOf(first, last);
}

/** The courses with a window of their own: the first always, the second from the start of its infusion on. */
export const exposureWindows = (record: PatientRecord): readonly CourseWindow[] =>
  coursesOf(record).flatMap((course) => (course === 1 || dayOf(cenersenInfusionOf(record, course), "startAt") !== null ? [{ course, window: exposureWindowOf(record, course) }] : []));

const CHEMOTHERAPY_FORMS = ["idarubicin_dose", "cytarabine_dose"] as const;

function lastChemotherapyDay(record: PatientRecord, course: Course): CalendarDate | null {
  const days = CHEMOTHERAPY_FORMS.flatMap((formId) => entriesOfForm(record, formId, `C${course}`).flatMap((dose) => dayOf(dose, "doseDate") ?? []));
  return days.toSorted().at(-1) ?? null;
}

/**
 * The other reading of "during treatment", for the sensitivity analysis: until a day after the last dose of chemotherapy that was
 * recorded in the course. Never shorter than the default window.
 */
export function sensitivityWindows(record: PatientRecord): readonly CourseWindow[] {
  return exposureWindows(record).map(({ course, window }) => ({ course, window: window && chosenWindow(window, lastChemotherapyDay(record, course), SENSITIVITY_WINDOW) }));
}
