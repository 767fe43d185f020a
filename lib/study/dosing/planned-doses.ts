import { Decimal } from "decimal.js";
import { remembered } from "@/lib/kernel/remembered";
import type { BodySurface, BodySurfaceFormula } from "@/lib/study/dosing/body-surface";
import { bodySurface, defaultBodySurfaceFormula } from "@/lib/study/dosing/body-surface";
import { roundDose, toTenth } from "@/lib/study/dosing/dosing-rules";
import type { AgeReading, ArmDefinition, ContinuousInfusion, DailyDose, ProtocolVersion, ShortenedCourse } from "@/lib/study/versions/protocol-version";

/** What a plan is reckoned from. Height in cm, actual body weight in kg, age in years at consent; null when not yet known. */
export interface DosingBasis {
  readonly heightCm: string | number | null;
  readonly weightKg: string | number | null;
  readonly age: number | null;
  readonly formula?: BodySurfaceFormula;
}

export interface PlannedInfusion {
  readonly drug: ContinuousInfusion["drug"];
  readonly mgPerHour: string;
  readonly mgPerDay: string;
  readonly hours: number;
  readonly totalMg: string;
  /** "0.1 mg/kg/h × 70 kg = 7 mg/h; 7 mg/h × 96 h = 672 mg" */
  readonly says: string;
}

export interface PlannedDailyDose {
  readonly drug: DailyDose["drug"];
  /** To the step of the study, half up: what is to be given on each day. */
  readonly mgPerDay: string;
  readonly days: number;
  readonly fromDay: number;
  /** From the unrounded daily dose, to 0.1 mg, as published tables give it; no dose is held against it. */
  readonly totalMg: string;
  /** The daily dose as it is to be given × days: what the course amounts to, and what it is held against. */
  readonly courseMg: string;
  /** "12 mg/m² × 1.82 m² = 21.8 mg" */
  readonly says: string;
}

export type DosePlan =
  | { readonly state: "waiting"; readonly waitingFor: readonly string[] }
  | {
      readonly state: "ready";
      readonly bodySurface: BodySurface;
      readonly cenersen: PlannedInfusion;
      readonly chemotherapy: readonly PlannedDailyDose[];
      /** What a person must decide, because the protocol's texts disagree. */
      readonly questions: readonly string[];
    };

/** The doses that the protocol plans for one patient in one arm, or what they still wait for. Asked once for every dose and check, worked out once. */
export const plannedDoses = remembered((version: ProtocolVersion, arm: ArmDefinition, { heightCm, weightKg, age, formula }: DosingBasis) => JSON.stringify([version.cenersen, arm, heightCm, weightKg, age, formula]), planFor);

function planFor(version: ProtocolVersion, arm: ArmDefinition, basis: DosingBasis): DosePlan {
  const height = positive(basis.heightCm);
  const weight = positive(basis.weightKg);
  const courses = arm.chemotherapy.map(({ shortened }) => shortened).filter((course) => course !== undefined);
  const ageMissing = courses.length > 0 && basis.age === null;
  if (height === null || weight === null || ageMissing) {
    return {
      state: "waiting",
      waitingFor: [...(height === null ? ["height"] : []), ...(weight === null ? ["weight"] : []), ...(ageMissing ? ["age"] : [])],
    };
  }
  const surface = bodySurface(height, weight, basis.formula ?? defaultBodySurfaceFormula);
  return {
    state: "ready",
    bodySurface: surface,
    cenersen: plannedInfusion(version.cenersen, weight),
    chemotherapy: arm.chemotherapy.map((dose) => plannedDailyDose(dose, surface.m2, basis.age)),
    questions: arm.chemotherapy.filter(({ shortened }) => shortened?.age === basis.age).map(askAboutAge),
  };
}

function positive(value: string | number | null): Decimal | null {
  if (value === null || !/^\d+(\.\d+)?$/.test(String(value))) return null;
  const read = new Decimal(value);
  return read.isZero() ? null : read;
}

export function plannedInfusion({ drug, mgPerKgPerHour, hours }: ContinuousInfusion, weightKg: Decimal): PlannedInfusion {
  const rate = weightKg.times(mgPerKgPerHour);
  const total = toTenth(rate.times(hours));
  return {
    drug,
    mgPerHour: rate.toFixed(),
    mgPerDay: toTenth(rate.times(24)),
    hours,
    totalMg: total,
    says: `${mgPerKgPerHour} mg/kg/h × ${weightKg.toFixed()} kg = ${rate.toFixed()} mg/h; ${rate.toFixed()} mg/h × ${hours} h = ${total} mg`,
  };
}

export function plannedDailyDose(dose: DailyDose, bodySurfaceM2: Decimal, age: number | null): PlannedDailyDose {
  const daily = bodySurfaceM2.times(dose.mgPerM2);
  const planned = roundDose(daily);
  const days = dose.shortened !== undefined && age !== null && isShortened(dose.shortened, age) ? dose.shortened.days : dose.days;
  return {
    drug: dose.drug,
    mgPerDay: planned.toFixed(),
    days,
    fromDay: dose.fromDay,
    totalMg: toTenth(daily.times(days)),
    courseMg: planned.times(days).toFixed(),
    says: `${dose.mgPerM2} mg/m² × ${bodySurfaceM2.toFixed(2)} m² = ${planned.toFixed()} mg`,
  };
}

/** Whether the course is shortened at this age, under the protocol's own reading of the age or another. */
export const isShortened = ({ age: limit, reading: own }: ShortenedCourse, age: number, reading: AgeReading = own): boolean =>
  reading === "over" ? age > limit : age >= limit;

function askAboutAge({ drug, days, shortened }: DailyDose): string {
  return `The patient is exactly ${shortened?.age} years old, and the protocol's texts disagree whether ${drug} is given for ${days} or ${shortened?.days} days. Which was decided?`;
}
