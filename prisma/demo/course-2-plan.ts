import { addDays, type CalendarDate } from "@/lib/kernel/calendar-date";
import { plannedDoses } from "@/lib/study/dosing/planned-doses";
import { version2007 } from "@/lib/study/versions/2007/protocol";
import type { Chance } from "./chance";
import { dailyDoses, infusionOf } from "./dosing-plan";
import type { Enrolment } from "./enrolment";
import { bloodReport } from "./laboratory";
import { recovered, responseForms } from "./response-plan";
import { vitalSigns } from "./screening-plan";
import { typed, type TypedForm, type VisitNotDone } from "./typed-form";

/** By subject: the day of course 1 on which a second course began. Nearly all patients had one course unless they responded. */
export const SECOND_COURSE_ON_DAY: Readonly<Record<number, number>> = { 7: 52, 13: 49, 27: 56 };

interface SecondCourse {
  readonly forms: readonly TypedForm[];
  readonly notDone: readonly VisitNotDone[];
  /** Of any study drug; null without a second course. */
  readonly lastDay: CalendarDate | null;
}

/** The second course of a patient in remission, as planned from the body size of its own day 1; the remission holds. */
export function secondCourse({ row, siteCode, dayOne }: Enrolment, luck: Chance): SecondCourse {
  const onDay = SECOND_COURSE_ON_DAY[row.subject];
  if (onDay === undefined) return { forms: [], notDone: [], lastDay: null };
  const first = addDays(dayOne, onDay - 1);
  const weightTenths = row.weightKg * 10 - luck.whole(5, 25);
  const plan = plannedDoses(version2007, version2007.arms[row.arm], { heightCm: row.heightCm, weightKg: String(weightTenths / 10), age: row.age });
  if (plan.state !== "ready") throw new Error(`Course 2 of subject ${row.subject} waits for ${plan.waitingFor.join(", ")}`);
  return {
    forms: [
      typed("C2", "vital_signs", vitalSigns(row, first, weightTenths, luck)),
      typed("C2", "haematology", bloodReport(siteCode, first, recovered(luck))),
      infusionOf("C2", { startAt: `${first}T09:30`, minutes: 96 * 60, mgPerHour: plan.cenersen.mgPerHour }),
      ...plan.chemotherapy.flatMap((drug) => dailyDoses("C2", row, first, drug)),
      typed("C2REC", "haematology", bloodReport(siteCode, dayOf(first, 27), recovered(luck))),
      ...responseForms({ visit: "C2D28", day: 33, picture: { ...recovered(luck), marrowBlastsPct: 2 }, investigator: "CR" }, row, siteCode, first, luck),
    ],
    notDone: [{ visit: "C2D14", reason: "In remission: no marrow in aplasia." }],
    lastDay: dayOf(first, Math.max(5, ...plan.chemotherapy.map(({ fromDay, days }) => fromDay + days - 1))),
  };
}

const dayOf = (first: CalendarDate, day: number): CalendarDate => addDays(first, day - 1);
