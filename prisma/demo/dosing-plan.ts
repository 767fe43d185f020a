import { Decimal } from "decimal.js";
import { addDays, type CalendarDate } from "@/lib/kernel/calendar-date";
import { plannedDoses, type PlannedDailyDose } from "@/lib/study/dosing/planned-doses";
import { version2007 } from "@/lib/study/versions/2007/protocol";
import type { Chance } from "./chance";
import type { CohortRow } from "./cohort";
import type { Enrolment } from "./enrolment";
import { bloodReport } from "./laboratory";
import { chemistryDuring } from "./chemistry-plan";
import { vitalSigns } from "./screening-plan";
import { typed, type TypedForm } from "./typed-form";

/** Weight fell by more than a tenth between screening and course 1. */
const LOST_WEIGHT = 48;
/** The dose of the last day was given smaller and nobody wrote why. */
const UNEXPLAINED_DOSE = 47;
/** By subject: what was given of the planned dose, in per cent, and why. */
const REDUCED: Readonly<Record<number, { readonly drug: PlannedDailyDose["drug"]; readonly percent: number; readonly reason: string }>> = {
  25: { drug: "idarubicin", percent: 75, reason: "Bilirubin above twice the upper limit; reduced by a quarter as agreed with the sponsor." },
  42: { drug: "cytarabine", percent: 85, reason: "Creatinine rising; reduced for the last days." },
  9: { drug: "idarubicin", percent: 93, reason: "Rounded down to whole vials." },
};
/** By subject: hours after the start at which the infusion stood still, for how many minutes, and why. */
const INTERRUPTED: Readonly<Record<number, { readonly after: number; readonly minutes: number; readonly reason: string }>> = {
  4: { after: 31, minutes: 75, reason: "Line occluded, catheter changed." },
  11: { after: 50, minutes: 40, reason: "Patient in radiology." },
  21: { after: 22, minutes: 165, reason: "Fever and rigors; restarted after cultures." },
  26: { after: 64, minutes: 55, reason: "Pump alarm, pump replaced." },
  36: { after: 40, minutes: 380, reason: "Central line removed and replaced." },
  43: { after: 12, minutes: 660, reason: "Transfer to intensive care for observation." },
};

/** Every bag was logged: four of a day each. */
const BAGS_LOGGED: readonly number[] = [2, 9, 22, 30];

/** Wall time at the site, so many minutes after another. */
const minutesLater = (time: string, minutes: number) => new Date(Date.parse(`${time}Z`) + minutes * 60_000).toISOString().slice(0, 16);

export interface Dosed {
  readonly forms: readonly TypedForm[];
  readonly lastInfusionDay: CalendarDate;
  readonly lastDoseDay: CalendarDate;
}

/** Course 1 as it was given, against the plan that follows from height, weight and age. */
export function dosing({ row, siteCode, dayOne }: Enrolment, luck: Chance): Dosed {
  const weightTenths = row.subject === LOST_WEIGHT ? Math.round(row.weightKg * 8.9) : row.weightKg * 10 + luck.whole(-14, 8);
  const weightKg = String(weightTenths / 10);
  const plan = plannedDoses(version2007, version2007.arms[row.arm], { heightCm: row.heightCm, weightKg, age: row.age });
  if (plan.state !== "ready") throw new Error(`The plan of subject ${row.subject} waits for ${plan.waitingFor.join(", ")}`);

  const { forms, stopAt } = infusion(row, dayOne, plan.cenersen.mgPerHour, luck);
  const doses = plan.chemotherapy.flatMap((drug) => dailyDoses("C1", row, dayOne, drug));
  return {
    forms: [
      typed("C1", "vital_signs", vitalSigns(row, dayOne, weightTenths, luck),
        row.subject === LOST_WEIGHT ? [{ ruleId: "VS02", text: "Weighed twice. Oedema was treated with diuretics between screening and day 1." }] : []),
      typed("C1", "haematology", bloodReport(siteCode, dayOne, {
        white: luck.whole(9, 210) * 100, segmentedPct: luck.whole(5, 30), bandsPct: luck.whole(0, 4), blastsPct: luck.whole(4, 60),
        platelets: luck.whole(12, 80) * 1000, haemoglobinTenths: luck.whole(74, 104),
      })),
      ...chemistryDuring("C1", { row, siteCode }, dayOne),
      ...forms,
      ...doses,
    ],
    lastInfusionDay: stopAt.slice(0, 10),
    lastDoseDay: [stopAt.slice(0, 10), ...doses.map(({ answers }) => String(answers["doseDate"]))].toSorted().at(-1) ?? dayOne,
  };
}

interface Running {
  readonly startAt: string;
  readonly minutes: number;
  readonly mgPerHour: string;
}

/** The infusion of a course at the planned rate, as a pump takes it. */
export const infusionOf = (visit: "C1" | "C2", { startAt, minutes, mgPerHour }: Running, reason?: string): TypedForm =>
  typed(visit, "cenersen_infusion", { startAt, stopAt: minutesLater(startAt, minutes), rateMgPerHour: pumpRate(mgPerHour), ...(reason === undefined ? {} : { deviationReason: reason }) });

const pumpRate = (mgPerHour: string): string => new Decimal(mgPerHour).toDecimalPlaces(1).toFixed();

function infusion(row: CohortRow, dayOne: CalendarDate, mgPerHour: string, luck: Chance) {
  const startAt = `${dayOne}T${luck.pick(["08:40", "09:15", "10:05", "11:30", "13:20"])}`;
  const pause = INTERRUPTED[row.subject];
  const running: Running = { startAt, minutes: 96 * 60 + luck.whole(-20, 20), mgPerHour };
  const stoppedAt = pause ? minutesLater(startAt, pause.after * 60 + 10) : "";
  const forms = [
    infusionOf("C1", running, pause && pause.minutes > 300 ? pause.reason : undefined),
    ...(pause ? [typed("C1", "infusion_interruption", { stoppedAt, resumedAt: minutesLater(stoppedAt, pause.minutes), reason: pause.reason })] : []),
    ...(BAGS_LOGGED.includes(row.subject) ? bags(running, row.subject) : []),
  ];
  return { forms, stopAt: minutesLater(startAt, running.minutes) };
}

/** A bag a day; the last runs until the infusion stops. */
function bags({ startAt, minutes, mgPerHour }: Running, subject: number): readonly TypedForm[] {
  return [0, 1, 2, 3].map((day) => {
    const [from, to] = [day * 24 * 60, day === 3 ? minutes : (day + 1) * 24 * 60];
    const amountMg = new Decimal(pumpRate(mgPerHour)).times(to - from).div(60).toDecimalPlaces(1).toFixed();
    return typed("C1", "infusion_bag", { hungAt: minutesLater(startAt, from), endedAt: minutesLater(startAt, to), lotNumber: `EL625-${40 + (subject % 7)}`, amountMg, returnedMg: "0" });
  });
}

/** The doses of one drug in a course. What a patient was given less of, and why, happened in the first. */
export function dailyDoses(visit: "C1" | "C2", row: CohortRow, dayOne: CalendarDate, { drug, mgPerDay, days, fromDay }: PlannedDailyDose): readonly TypedForm[] {
  const reduced = visit === "C1" ? REDUCED[row.subject] : undefined;
  const planned = new Decimal(mgPerDay);
  // what a pharmacy dispenses: idarubicin to half a milligram, cytarabine to ten
  const step = drug === "idarubicin" ? "0.5" : "10";
  const dispensed = (percent: number) => planned.times(percent).div(100).div(step).round().times(step).toFixed();
  return Array.from({ length: days }, (_, day) => {
    const last = day === days - 1;
    const isReduced = reduced?.drug === drug && (drug === "idarubicin" || day >= 2);
    const percent = isReduced ? reduced.percent : visit === "C1" && row.subject === UNEXPLAINED_DOSE && drug === "idarubicin" && last ? 91 : 100;
    return typed(visit, `${drug}_dose`, { doseDate: addDays(dayOne, fromDay - 1 + day), doseMg: dispensed(percent), ...(isReduced ? { deviationReason: reduced.reason } : {}) });
  });
}
