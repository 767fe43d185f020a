import { Decimal } from "decimal.js";
import { studyDay, type CalendarDate } from "@/lib/kernel/calendar-date";
import { sayCourse, type CourseDay, type CourseDose } from "@/lib/study/dosing/course-dose";
import { toTenth } from "@/lib/study/dosing/dosing-rules";
import { doseIntensity } from "@/lib/study/dosing/dose-intensity";
import type { InfusionRecord } from "@/lib/study/dosing/infusion-amount";
import { infusionGiven, type InfusionGiven } from "@/lib/study/dosing/infusion-given";
import type { PlannedInfusion } from "@/lib/study/dosing/planned-doses";
import { dayStretch, daysFrom, MINUTES_PER_HOUR, overlapMinutes, sayMinutes, wallMinutes } from "@/lib/study/dosing/wall-clock";

const MINUTE_MS = 60_000;
const dayOfMinute = (minute: number): CalendarDate => new Date(minute * MINUTE_MS).toISOString().slice(0, 10);

/** Cenersen in one course. Its days are parts of one infusion: from a start in the day 96 hours end on calendar day 5. */
export function infusionCourseDose(plan: PlannedInfusion, infusion: InfusionRecord, given: InfusionGiven = infusionGiven(infusion)): CourseDose {
  const plannedMinutes = plan.hours * MINUTES_PER_HOUR;
  const known = given.state === "known" ? given : null;
  const intensity = known === null ? null : doseIntensity({ plannedMg: plan.totalMg, givenMg: known.mg, plannedTime: plannedMinutes, actualTime: known.byRate.elapsedMinutes });
  const waitingFor = given.state === "unknown" ? [lowerFirst(given.because)] : [];
  const [plannedTime, actualTime] = [sayMinutes(plannedMinutes), known === null ? null : sayMinutes(known.byRate.elapsedMinutes)];
  const givenSoFar = known?.mg ?? "0";
  return {
    drug: plan.drug, planned: plan.totalMg, given: known?.mg ?? null, givenSoFar, days: infusionDays(plan, infusion, given), missedDays: [], intensity, plannedTime, actualTime, waitingFor,
    says: known === null ? `${plan.totalMg} mg planned in ${plannedTime}; ${lowerFirst(given.state === "unknown" ? given.because : "")}`
      : sayCourse({ planned: plan.totalMg, givenSoFar, intensity, waitingFor, plannedTime, actualTime: actualTime ?? plannedTime }),
  };
}

const lowerFirst = (sentence: string): string => `${sentence[0]?.toLowerCase() ?? ""}${sentence.slice(1)}`;

/** Every calendar day that the plan, counted from the real start, or the infusion itself touches. */
function infusionDays(plan: PlannedInfusion, { startAt, stopAt }: InfusionRecord, given: InfusionGiven): readonly CourseDay[] {
  const start = wallMinutes(startAt);
  if (startAt === null || start === null) return [];
  const planned = { from: start, to: start + plan.hours * MINUTES_PER_HOUR };
  const infused = given.state === "known" ? given.byRate.days : [];
  const first = startAt.slice(0, 10);
  // an end at midnight belongs to the day before
  const lastPlanned = dayOfMinute(planned.to - 1);
  const lastInfused = infused.findLast(({ minutes }) => minutes > 0)?.date ?? stopAt?.slice(0, 10) ?? first;
  return daysFrom(first, lastInfused > lastPlanned && infused.length > 0 ? lastInfused : lastPlanned).map((date): CourseDay => ({
    day: studyDay(first, date),
    date,
    planned: toTenth(new Decimal(plan.mgPerHour).times(overlapMinutes(planned, dayStretch(date))).dividedBy(MINUTES_PER_HOUR)),
    given: given.state === "known" ? infused.find((day) => day.date === date)?.mg ?? "0" : null,
    differencePct: null,
    verdict: "part",
  }));
}
