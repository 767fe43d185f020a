import { Decimal } from "decimal.js";
import type { ExposureWindow, TakenDates } from "@/lib/study/inhibitors/course-overlap";
import { dailyAmount, UNKNOWN_AMOUNT, type DailyAmount } from "@/lib/study/inhibitors/daily-amount";
import type { SubstanceId } from "@/lib/study/inhibitors/substances";

/** The answers of one concomitant-medication row, as stored: field name to value. */
export type MedicationAnswers = Readonly<Record<string, unknown>>;

/** How often a day the dose is taken; a weekly dose falls on one day in seven, and "as needed" has no number. */
const TIMES_A_DAY: Readonly<Record<string, number>> = {
  once: 1, daily: 1, twice_daily: 2, three_times_daily: 3, four_times_daily: 4, every_4_h: 6, every_6_h: 4, every_8_h: 3,
};

/** A stored answer as text; null when it is blank or missing with a reason. */
export const textAnswer = (answers: MedicationAnswers, field: string): string | null => {
  const value = answers[field];
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value : null;
};

export const takenDates = (answers: MedicationAnswers): TakenDates => {
  const start = textAnswer(answers, "startDate");
  const stop = textAnswer(answers, "stopDate");
  const once = textAnswer(answers, "frequency") === "once";
  return { start, stop: once && stop === null ? start : stop, ongoing: textAnswer(answers, "ongoing") === "Y" };
};

/** Dose times frequency, in the unit as entered: "1500"; null when either is not known or the frequency is no number a day. */
export function doseADay(answers: MedicationAnswers): string | null {
  const dose = textAnswer(answers, "doseValue");
  const times = TIMES_A_DAY[textAnswer(answers, "frequency") ?? ""];
  if (dose === null || times === undefined || !/^\d+(\.\d+)?$/.test(dose)) return null;
  return new Decimal(dose).mul(times).toString();
}

const COUNTED_UNITS: ReadonlySet<string | null> = new Set(["tablet", "capsule", "sachet"]);
const times = ({ least, most }: DailyAmount, count: string): DailyAmount => ({ least: least.mul(count), most: most?.mul(count) ?? null });

export interface DoseOf {
  /** What one tablet, capsule or sachet holds of the substance (unitStrength); null when not known. */
  readonly perUnit: DailyAmount | null;
  /** False when the row holds other substances too: then its dose in milligrams is nobody's. */
  readonly alone: boolean;
}

/** What a row says of the amount of one substance a day: a weekly dose is all or nothing on a given day, "as needed" has no upper bound. */
export function amountADay(id: SubstanceId, answers: MedicationAnswers, { perUnit, alone }: DoseOf): DailyAmount {
  const unit = textAnswer(answers, "doseUnit");
  const amountOf = (dose: string | null): DailyAmount => {
    if (dose !== null && COUNTED_UNITS.has(unit)) return perUnit === null ? UNKNOWN_AMOUNT : times(perUnit, dose);
    return alone ? dailyAmount(id, dose, unit) : UNKNOWN_AMOUNT;
  };
  const daily = doseADay(answers);
  if (daily !== null) return amountOf(daily);
  const dose = textAnswer(answers, "doseValue");
  if (textAnswer(answers, "frequency") !== "weekly" || dose === null || !/^\d+(\.\d+)?$/.test(dose)) return UNKNOWN_AMOUNT;
  return { least: new Decimal(0), most: amountOf(dose).most };
}

/** The fields on which a row's exposure depends, in the order in which they are written down. */
const EXPOSURE_FIELDS = ["medication", "doseValue", "doseUnit", "frequency", "route", "startDate", "stopDate", "ongoing"] as const;

/**
 * All that a reviewer's decision on a row rests on, as one string that is the same exactly when they are: hash it to tell whether a
 * decision still stands. `compositions` are what a register lists under the name. Indication and anything else on the row are left out.
 */
export function exposureInputs(answers: MedicationAnswers, windows: readonly (ExposureWindow | null)[], compositions: readonly string[] = []): string {
  const fields = EXPOSURE_FIELDS.map((field) => [field, textAnswer(answers, field)]);
  const days = windows.map((window) => (window === null ? "open" : `${window.firstDay}/${window.lastDay}`)).join(" ");
  const listed = compositions.length === 0 ? [] : [["register", compositions]];
  return JSON.stringify([...fields, ["window", days === "open" ? null : days], ...listed]);
}
