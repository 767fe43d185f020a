import { Decimal } from "decimal.js";
import { addDays, daysBetween, sayStudyDay, studyDay, type CalendarDate } from "@/lib/kernel/calendar-date";
import { remembered } from "@/lib/kernel/remembered";
import { doseIntensity, type DoseIntensity } from "@/lib/study/dosing/dose-intensity";
import { compareDose, type DoseVerdict } from "@/lib/study/dosing/dose-given";
import type { PlannedDailyDose } from "@/lib/study/dosing/planned-doses";
import type { Drug } from "@/lib/study/versions/protocol-version";

/**
 * What a day means beside the verdict on its dose: missed (recorded as 0, or the patient's treatment had ended), moved (given
 * on another day instead), unplanned (given on a day without a plan), part (of an infusion, judged as a whole).
 */
export type DayVerdict = DoseVerdict | "missed" | "moved" | "unplanned" | "part";

export interface CourseDay {
  /** Study day of the course, 1 on the first cenersen day. */
  readonly day: number;
  readonly date: CalendarDate | null;
  readonly planned: string | null;
  readonly given: string | null;
  readonly differencePct: string | null;
  readonly verdict: DayVerdict;
}

/** One drug in one course: planned against given, by day and in all. Amounts in mg. */
export interface CourseDose {
  readonly drug: Drug;
  readonly planned: string;
  /** Null until every planned day is accounted for. */
  readonly given: string | null;
  readonly givenSoFar: string;
  readonly days: readonly CourseDay[];
  readonly missedDays: readonly number[];
  readonly intensity: DoseIntensity | null;
  /** "3 days", "4 days", or hours for an infusion. */
  readonly plannedTime: string;
  readonly actualTime: string | null;
  readonly waitingFor: readonly string[];
  readonly says: string;
}

/** A row of daily doses as recorded; an omitted dose is a row of 0 mg. */
export interface RecordedDose {
  readonly date: CalendarDate | null;
  readonly mg: string | null;
}

export interface DailyCourse {
  readonly dose: PlannedDailyDose;
  /** Day 1 of the course; null before cenersen. */
  readonly first: CalendarDate | null;
  readonly rows: readonly RecordedDose[];
  /** The last day on which anything can have been given: of death, or the end of treatment. */
  readonly lastDay: CalendarDate | null;
}

const sum = (amounts: readonly string[]): string => amounts.reduce((total, mg) => total.plus(mg), new Decimal(0)).toFixed();
const sayDayCount = (days: number): string => `${days} ${days === 1 ? "day" : "days"}`;
const isGiven = (mg: string | null): mg is string => mg !== null && !new Decimal(mg).isZero();

/** A drug that is given once a day. A planned day without a row is not a missed dose: it is waited for. */
export const dailyCourseDose = remembered((course: DailyCourse) => JSON.stringify(course), reckonDaily);

function reckonDaily({ dose, first, rows, lastDay }: DailyCourse): CourseDose {
  const given = datesGiven(rows);
  // an end before the course began contradicts it, which is asked about elsewhere and leaves its doses open
  const end = first !== null && lastDay !== null && lastDay < first ? null : lastDay;
  const planned = plannedDays(dose, first, rows, { lastDay: end, isMoved: given.length >= dose.days });
  const days = [...planned, ...unplannedDays(dose, first, rows)].toSorted((one, other) => one.day - other.day);
  const waitingFor = waitsFor(planned, first, rows);
  const givenSoFar = sum(rows.map(({ mg }) => mg).filter((mg) => mg !== null));
  const actual = given.length === 0 ? 0 : daysBetween(given[0] ?? "", given.at(-1) ?? "") + 1;
  const complete = waitingFor.length === 0;
  const intensity = complete ? doseIntensity({ plannedMg: dose.courseMg, givenMg: givenSoFar, plannedTime: dose.days, actualTime: actual }) : null;
  return {
    drug: dose.drug, planned: dose.courseMg, given: complete ? givenSoFar : null, givenSoFar, days,
    missedDays: days.filter(({ verdict }) => verdict === "missed").map(({ day }) => day),
    intensity, plannedTime: sayDayCount(dose.days), actualTime: complete ? sayDayCount(actual) : null, waitingFor,
    says: sayCourse({ planned: dose.courseMg, givenSoFar, intensity, waitingFor, plannedTime: sayDayCount(dose.days), actualTime: sayDayCount(actual) }),
  };
}

const datesGiven = (rows: readonly RecordedDose[]): readonly CalendarDate[] =>
  [...new Set(rows.filter(({ mg }) => isGiven(mg)).map(({ date }) => date).filter((date) => date !== null))].toSorted();

interface Rest {
  readonly lastDay: CalendarDate | null;
  /** As many doses as planned were given, so that a planned day without a row was moved and not left out. */
  readonly isMoved: boolean;
}

function plannedDays({ days, fromDay, mgPerDay }: PlannedDailyDose, first: CalendarDate | null, rows: readonly RecordedDose[], rest: Rest): readonly CourseDay[] {
  return Array.from({ length: days }, (_, index): CourseDay => {
    const day = fromDay + index;
    const date = first === null ? null : addDays(first, day - 1);
    const here = date === null ? [] : rows.filter((row) => row.date === date);
    const at = { day, date, planned: mgPerDay };
    if (here.length === 0) return { ...at, given: null, differencePct: null, verdict: withoutRow(date, rest) };
    const amounts = here.map(({ mg }) => mg).filter((mg) => mg !== null);
    if (amounts.length < here.length) return { ...at, given: null, differencePct: null, verdict: "unknown" };
    const given = sum(amounts);
    const { verdict, differencePct } = compareDose(mgPerDay, given);
    return { ...at, given, differencePct, verdict: isGiven(given) ? verdict : "missed" };
  });
}

function withoutRow(date: CalendarDate | null, { lastDay, isMoved }: Rest): DayVerdict {
  if (isMoved) return "moved";
  return date !== null && lastDay !== null && date > lastDay ? "missed" : "unknown";
}

function unplannedDays({ days, fromDay }: PlannedDailyDose, first: CalendarDate | null, rows: readonly RecordedDose[]): readonly CourseDay[] {
  if (first === null) return [];
  return datesGiven(rows).map((date) => ({ date, day: studyDay(first, date) })).filter(({ day }) => day < fromDay || day >= fromDay + days)
    .map(({ date, day }) => ({ day, date, planned: null, given: sum(rows.filter((row) => row.date === date).map(({ mg }) => mg).filter((mg) => mg !== null)), differencePct: null, verdict: "unplanned" }));
}

function waitsFor(planned: readonly CourseDay[], first: CalendarDate | null, rows: readonly RecordedDose[]): readonly string[] {
  if (first === null) return ["the start of cenersen"];
  return [
    ...(rows.some(({ date }) => date === null) ? ["the day of a dose"] : []),
    ...(rows.some(({ mg }) => mg === null) ? ["the amount of a dose"] : []),
    ...planned.filter(({ verdict, date }) => verdict === "unknown" && !rows.some((row) => row.date === date)).map(({ day }) => `the dose of ${sayStudyDay(day)}`),
  ];
}

interface Said {
  readonly planned: string;
  readonly givenSoFar: string;
  readonly intensity: DoseIntensity | null;
  readonly waitingFor: readonly string[];
  readonly plannedTime: string;
  readonly actualTime: string;
}

/** "43.6 of 65.4 mg given, 66.7 % of the dose, in the planned time; relative dose intensity 66.7 %". */
export function sayCourse({ planned, givenSoFar, intensity, waitingFor, plannedTime, actualTime }: Said): string {
  const given = `${givenSoFar} of ${planned} mg given`;
  if (intensity === null) return waitingFor.length === 0 ? given : `${given} so far; waiting for ${waitingFor.join(", ")}`;
  const { dosePct, timePct, relativePct } = intensity;
  const time = timePct === "100.0" ? "in the planned time" : `in ${actualTime} for ${plannedTime}`;
  return `${given}, ${dosePct} % of the dose, ${time}; relative dose intensity ${relativePct} %`;
}
