import { Decimal } from "decimal.js";
import { addDays, sayDate, sayStudyDay, studyDay, type CalendarDate } from "@/lib/kernel/calendar-date";
import { firstDayOf, plannedDaily, prescribed, rowsAbove, rowsBeside } from "@/lib/study/checks/dosing-context";
import type { CheckContext } from "@/lib/study/checks/check-context";
import { whenKnown } from "@/lib/study/checks/truth";
import { dayOf, figureOf } from "@/lib/study/derive/record-reading";
import { compareDose, doseTolerance, type DoseVerdict } from "@/lib/study/dosing/dose-given";
import { daysFrom } from "@/lib/study/dosing/wall-clock";
import type { DoseCheck } from "@/lib/study/forms/daily-dose-fields";
import { isExplained } from "@/lib/study/forms/dose-change";

export const givenToArm = (id: string, drug: string): DoseCheck => ({
  id,
  on: ["doseDate"],
  says: `The patient's arm receives ${drug}`,
  protocol: "Dosing, arms",
  holds: ({ doseDate }, context) => whenKnown([doseDate, context.record.arm], () => prescribed(context, drug) !== null),
  asks: ({ doseDate }, { record }) => `A dose of ${drug} is recorded for ${sayDate(doseDate ?? "")}, and arm ${record.arm} receives none. Remove the row, or report the deviation.`,
});

/** The days on which the drug is due, once day 1 of the course is known. */
function plannedDates(context: CheckContext, drug: string): { readonly from: CalendarDate; readonly to: CalendarDate } | null {
  const [firstDay, dose] = [firstDayOf(context), prescribed(context, drug)];
  if (firstDay === null || dose === null) return null;
  const from = addDays(firstDay, dose.fromDay - 1);
  return { from, to: addDays(from, (plannedDaily(context, drug)?.days ?? dose.days) - 1) };
}

export const onPlannedDay = (id: string, drug: string): DoseCheck => ({
  id,
  on: ["doseDate", "changeReason", "deviationReason"],
  says: `${drug} is given on its planned days, or a reason is recorded`,
  protocol: "Dosing, days",
  holds: (answers, context) => whenKnown([answers.doseDate, plannedDates(context, drug)], (day, { from, to }) => (from <= day && day <= to) || isExplained(answers)),
  asks: ({ doseDate }, context) => {
    const days = plannedDates(context, drug);
    return `Given on ${sayDate(doseDate ?? "")}; planned are ${sayDate(days?.from ?? "")} to ${sayDate(days?.to ?? "")}. Correct the date, or record why.`;
  },
});

export const oncePerDay = (id: string, formId: string): DoseCheck => ({
  id,
  on: ["doseDate"],
  says: "One row holds the whole dose of a day",
  protocol: "Dosing, days",
  holds: ({ doseDate }, context) => whenKnown([doseDate], (day) => !rowsAbove(context, formId).some((row) => dayOf(row, "doseDate") === day)),
  asks: ({ doseDate }) => `An earlier row holds a dose of ${sayDate(doseDate ?? "")}. Correct the date, or remove the row.`,
});

const isZero = (mg: string | null): boolean => mg !== null && new Decimal(mg).isZero();

/** A dose that was left out takes no place among those that were given. */
export const notTooMany = (id: string, drug: string, formId: string): DoseCheck => ({
  id,
  on: ["doseDate", "changeReason", "deviationReason"],
  says: `${drug} is given on no more days than planned, or a reason is recorded`,
  protocol: "Dosing, days",
  holds: (answers, context) => {
    const earlier = rowsBeside(context, formId).filter((row) => (dayOf(row, "doseDate") ?? "9999") < (answers.doseDate ?? "") && !isZero(figureOf(row, "doseMg")));
    return whenKnown([answers.doseDate, plannedDaily(context, drug)], (_day, { days }) => earlier.length < days || isZero(answers.doseMg) || isExplained(answers));
  },
  asks: ({ doseDate }, context) => `${plannedDaily(context, drug)?.days} doses are planned, and this one of ${sayDate(doseDate ?? "")} comes on top. Check the rows, or record why.`,
});

const SAYS = {
  ask: `The dose differs by at most ${doseTolerance.askAbovePct.value} % from the plan (above ${doseTolerance.deviationAbovePct.value} % the next check asks), or a reason is recorded`,
  deviation: `The dose differs by at most ${doseTolerance.deviationAbovePct.value} % from the plan, or a reason is recorded`,
} as const;

export const doseAsPlanned = (id: string, drug: string, verdict: Extract<DoseVerdict, "ask" | "deviation">): DoseCheck => ({
  id,
  on: ["doseMg", "changeReason", "deviationReason"],
  says: SAYS[verdict],
  protocol: "Dosing, tolerance",
  holds: (answers, context) =>
    whenKnown([answers.doseMg, plannedDaily(context, drug)], (given, plan) => compareDose(plan.mgPerDay, given).verdict !== verdict || isExplained(answers)),
  asks: ({ doseMg }, context) => {
    const { says } = compareDose(plannedDaily(context, drug)?.mgPerDay ?? null, doseMg);
    if (verdict === "ask") return `${says}. Check the dose, or record why.`;
    return isZero(doseMg) ? `${says}. Record why the dose was left out, or correct it.` : `${says}, which is a protocol deviation. Correct the dose, or record why.`;
  },
});

/** Planned days before this one that no row accounts for. */
function daysLeftOut(context: CheckContext, drug: string, formId: string, day: CalendarDate): readonly CalendarDate[] {
  const planned = plannedDates(context, drug);
  if (planned === null) return [];
  const held = rowsBeside(context, formId).map((row) => dayOf(row, "doseDate"));
  return daysFrom(planned.from, planned.to).filter((date) => date < day && !held.includes(date));
}

/** Asked at the later row, because a blank may only be a row not typed yet; a reason for another day answers it. */
export const noDayLeftOut = (id: string, drug: string, formId: string): DoseCheck => ({
  id,
  on: ["doseDate", "changeReason", "deviationReason"],
  says: `Every planned day of ${drug} before this one has a row, with dose 0 where none was given, or a reason is recorded`,
  protocol: "Dosing, days",
  holds: (answers, context) => whenKnown([answers.doseDate, plannedDates(context, drug)], (day) => daysLeftOut(context, drug, formId, day).length === 0 || isExplained(answers)),
  asks: ({ doseDate }, context) => {
    const days = daysLeftOut(context, drug, formId, doseDate ?? "").map((day) => `${sayDate(day)} (${sayStudyDay(studyDay(firstDayOf(context) ?? day, day))})`);
    return `No row holds the dose of ${days.join(", ")}, before ${sayDate(doseDate ?? "")}. Add it, with dose 0 and the reason when nothing was given, or record here why the days differ.`;
  },
});
