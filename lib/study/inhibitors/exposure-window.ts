import { Decimal } from "decimal.js";
import { addDays, type CalendarDate } from "@/lib/kernel/calendar-date";
import { ANY_INTRAVENOUS } from "@/lib/study/inhibitors/antioxidant-names";
import { overlapOf, type Answer, type ExposureWindow, type TakenDates } from "@/lib/study/inhibitors/course-overlap";
import { dailyAmount, sumOfAmounts, type DailyAmount } from "@/lib/study/inhibitors/daily-amount";
import { HIGH_DOSE } from "@/lib/study/inhibitors/high-dose";
import { substanceId, type SubstanceId } from "@/lib/study/inhibitors/substances";

/** Days before the first and after the last infusion day that still count. Source: NCT00967512, "from 1 day before through 1 day after treatment". */
export const WINDOW_DAYS_AROUND = 1;

/** The exposure window of a course: from the day before the first infusion day to the day after the last. */
export const windowOf = (firstInfusionDay: CalendarDate, lastInfusionDay: CalendarDate): ExposureWindow => ({
  firstDay: addDays(firstInfusionDay, -WINDOW_DAYS_AROUND),
  lastDay: addDays(lastInfusionDay, WINDOW_DAYS_AROUND),
});

/** Every calendar day of the window, in order. */
export function daysOf({ firstDay, lastDay }: ExposureWindow): CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) days.push(day);
  return days;
}

/** One product of one substance as it was taken. */
export interface SubstanceCourse extends TakenDates {
  readonly id: SubstanceId;
  readonly amount: DailyAmount;
  readonly route: string | null;
}

const LOCAL_ROUTES = new Set(["topical", "ophthalmic", "inhaled", "nasal", "vaginal", "otic", "cutaneous", "dermal", "local"]);
const routeOf = (route: string | null) => (route ?? "").trim().toLowerCase();
export const isLocalRoute = (route: string | null): boolean => LOCAL_ROUTES.has(routeOf(route));
export const isIntravenous = (route: string | null): boolean => ["iv", "intravenous"].includes(routeOf(route));

const both = (one: Answer, other: Answer): Answer => (one === "NO" || other === "NO" ? "NO" : one === "YES" ? other : "POSSIBLE");
/** One certain answer decides; without it one open answer leaves it open. */
export const strongest = (answers: readonly Answer[]): Answer => (answers.includes("YES") ? "YES" : answers.includes("POSSIBLE") ? "POSSIBLE" : "NO");

/** Whether an amount a day is a high dose of the substance; acetaminophen counts at any dose but none. */
export function isHighDose(id: SubstanceId, { least, most }: DailyAmount, intoVein: boolean): Answer {
  if (most?.isZero()) return "NO";
  if (id === "acetaminophen" || (intoVein && ANY_INTRAVENOUS.has(id))) return "YES";
  const row = HIGH_DOSE[id];
  if (!row) return "POSSIBLE";
  if (least.gte(row.high)) return "YES";
  return most !== null && most.lt(row.possibleFrom ?? row.high) ? "NO" : "POSSIBLE";
}

function courseAnswer(course: SubstanceCourse, window: ExposureWindow): Answer {
  if (isLocalRoute(course.route)) return "NO";
  return both(overlapOf(course, window), isHighDose(course.id, course.amount, isIntravenous(course.route)));
}

/** The amounts of one substance on one day: certain days count at least once, possible days at most once. */
export function amountOnDay(courses: readonly SubstanceCourse[], day: CalendarDate): DailyAmount {
  const onDay = { firstDay: day, lastDay: day };
  return sumOfAmounts(
    courses.flatMap((course) => {
      const taken = isLocalRoute(course.route) ? "NO" : overlapOf(course, onDay);
      if (taken === "NO") return [];
      return taken === "YES" ? [course.amount] : [{ least: new Decimal(0), most: course.amount.most }];
    }),
  );
}

/**
 * Whether products of one substance were an exposure in the window: each alone, and their doses added day by day.
 * Unknown dates or doses answer POSSIBLE, never NO.
 */
export function substanceExposure(courses: readonly SubstanceCourse[], window: ExposureWindow): Answer {
  const alone = strongest(courses.map((course) => courseAnswer(course, window)));
  const id = courses[0]?.id;
  if (id === undefined || alone === "YES" || courses.length < 2 || !HIGH_DOSE[id]) return alone;
  return strongest([alone, ...daysOf(window).map((day) => isHighDose(id, amountOnDay(courses, day), false))]);
}

/** A medication with the class it was given, as the window rule reads it; `dailyDose` in `unit`, null when not known. */
export interface ClassifiedMedication extends TakenDates {
  readonly inhibitorClass: string | null;
  readonly dailyDose: string | number | null;
  readonly unit: string | null;
  readonly route: string | null;
}

/**
 * Whether a medication, or several taken together, exposed the patient to an inhibitor in the window. Classes are the substances of
 * this folder, in any case ("vitamin_C", "NAC"); an unknown class, or none, is no inhibitor.
 */
export function exposureInWindow(input: {
  readonly window: ExposureWindow;
  readonly medication: ClassifiedMedication | readonly ClassifiedMedication[];
}): Answer {
  const medications = "length" in input.medication ? input.medication : [input.medication];
  const courses = medications.flatMap(({ inhibitorClass, dailyDose, unit, start, stop, ongoing, route }): SubstanceCourse[] => {
    const id = substanceId(inhibitorClass);
    return id === null ? [] : [{ id, start, stop, ongoing, route, amount: dailyAmount(id, dailyDose, unit) }];
  });
  const ids = [...new Set(courses.map(({ id }) => id))];
  return strongest(ids.map((id) => substanceExposure(courses.filter((course) => course.id === id), input.window)));
}
