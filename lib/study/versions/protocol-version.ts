import type { Arm, ProtocolVersionId } from "@/lib/study/patient-record";
import type { PlannedVisit } from "@/lib/study/planned-visit";

export type Drug = "cenersen" | "idarubicin" | "cytarabine";

/** Continuous intravenous infusion, dosed by body weight. */
export interface ContinuousInfusion {
  readonly drug: "cenersen";
  readonly mgPerKgPerHour: string;
  readonly hours: number;
  readonly source: string;
}

/** One dose a day on consecutive days, dosed by body surface. */
export interface DailyDose {
  readonly drug: "idarubicin" | "cytarabine";
  readonly mgPerM2: string;
  readonly days: number;
  /** The first study day of dosing; cenersen starts on day 1. */
  readonly fromDay: number;
  readonly source: string;
  readonly shortened?: ShortenedCourse;
}

/** Fewer days for older patients. The public texts disagree about the age itself, so a patient of exactly that age raises a question. */
export interface ShortenedCourse {
  readonly days: number;
  readonly age: number;
  readonly reading: AgeReading;
  readonly source: string;
}

export type AgeReading = "over" | "at_or_over";

export interface ArmDefinition {
  readonly code: Arm;
  readonly label: string;
  readonly treatment: string;
  readonly chemotherapy: readonly DailyDose[];
}

/** What the protocol gives to whom. A patient keeps the version that was consented to. */
export interface ProtocolVersion {
  readonly id: ProtocolVersionId;
  readonly title: string;
  readonly source: string;
  readonly cenersen: ContinuousInfusion;
  readonly arms: Readonly<Record<Arm, ArmDefinition>>;
  readonly visits: readonly PlannedVisit[];
  /** The version of a form that this protocol asks for, by form id; a form that is not named is asked in its first version. */
  readonly forms: Readonly<Record<string, number>>;
}
