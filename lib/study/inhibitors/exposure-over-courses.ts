import type { CalendarDate } from "@/lib/kernel/calendar-date";
import type { Course } from "@/lib/study/planned-visit";
import type { Answer, ExposureWindow } from "@/lib/study/inhibitors/course-overlap";
import { exposureInWindow, type ExposureInWindow, type ExposureTrace, type ExposureValue, type ReadMedication } from "@/lib/study/inhibitors/exposure-of";
import { strongest } from "@/lib/study/inhibitors/exposure-window";
import { exposureInputs } from "@/lib/study/inhibitors/medication-answers";

/** The exposure window of one course; null until its infusion has a start and an end. */
export interface CourseWindow {
  readonly course: Course;
  readonly window: ExposureWindow | null;
}

export interface CourseExposure extends CourseWindow {
  readonly value: ExposureValue;
}

export interface ExposureOverCourses {
  readonly value: ExposureValue;
  readonly trace: ExposureTrace & { readonly courses: readonly CourseExposure[] };
  /** The course that decided. */
  readonly decidedBy: CourseExposure;
}

/** A high dose in one course outweighs a low one in another, and that outweighs not having been taken in a third. */
const STRENGTH: readonly ExposureValue[] = ["outside", "none", "uncoded", "possible", "exposed"];

const sayCourse = ({ course }: CourseWindow, reasons: readonly string[], several: boolean): readonly string[] => (several ? reasons.map((reason) => `Course ${course}: ${reason}`) : reasons);

function mergedSubstances(each: readonly ExposureInWindow[]): ExposureTrace["substances"] {
  const [first] = each;
  return (first?.trace.substances ?? []).map((substance) => ({
    ...substance, answer: strongest(each.flatMap(({ trace }): Answer[] => trace.substances.filter(({ id }) => id === substance.id).map(({ answer }) => answer))),
  }));
}

/**
 * What one medication row is over all courses: the strongest of what it is in each course's own window. With one course it is what
 * exposureOf says. `windows` must not be empty.
 */
export function exposureOverCourses(row: ReadMedication, others: readonly ReadMedication[], windows: readonly CourseWindow[]): ExposureOverCourses {
  const each = windows.map((of) => ({ of, exposure: exposureInWindow(row, others, of.window) }));
  const strength = ({ exposure }: (typeof each)[number]) => STRENGTH.indexOf(exposure.value);
  const deciding = each.reduce((top, next) => (strength(next) > strength(top) ? next : top));
  const several = windows.length > 1;
  const exposures = each.map(({ exposure }) => exposure);
  const [nameReason] = deciding.exposure.trace.reasons;
  const trace: ExposureTrace = {
    ...deciding.exposure.trace,
    overlapDays: [...new Set(exposures.flatMap(({ trace: { overlapDays } }): readonly CalendarDate[] => overlapDays))].toSorted(),
    overlap: strongest(exposures.map(({ trace: { overlap } }) => overlap)),
    substances: mergedSubstances(exposures),
    reasons: [...(nameReason === undefined ? [] : [nameReason]), ...each.flatMap(({ of, exposure }) => sayCourse(of, exposure.trace.reasons.slice(1), several))],
    inputs: exposureInputs(row.answers, windows.map(({ window }) => window), row.compositions),
  };
  const courses = each.map(({ of, exposure }) => ({ ...of, value: exposure.value }));
  return { value: deciding.exposure.value, trace: { ...trace, courses }, decidedBy: courses[each.indexOf(deciding)]! };
}
