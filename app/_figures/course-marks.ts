import type { CalendarDate } from "@/lib/kernel/calendar-date";
import type { Moment } from "./day-axis";
import type { DaySpan, ExposureMark } from "./exposure-marks";

export interface InfusionSegment {
  readonly from: Moment;
  /** null while the infusion runs. */
  readonly to: Moment | null;
}

export interface DoseRow {
  /** "Idarubicin" */
  readonly label: string;
  readonly substance: "idarubicin" | "cytarabine";
  readonly days: readonly CalendarDate[];
  /** "24.2 mg × 3", "none in group 1" */
  readonly note: string;
}

export interface MedicationRow extends DaySpan {
  readonly label: string;
  readonly mark: ExposureMark;
  /** "300 mg daily" */
  readonly note: string;
}

export interface Transfusion {
  readonly day: CalendarDate;
  readonly product: "platelets" | "rbc";
  readonly units: number;
}

/** An adverse event of grade 3 or more. */
export interface SevereEvent {
  readonly day: CalendarDate;
  readonly term: string;
  readonly grade: string;
}

export interface MarrowPoint {
  readonly day: CalendarDate;
  /** Blasts in per cent of nucleated cells. */
  readonly pct: number;
  /** "2 %", "8 %, hypocellular" */
  readonly label: string;
}

export interface CountPoint {
  readonly day: CalendarDate;
  /** Neutrophils per µL. */
  readonly anc: number | null;
  /** Platelets per µL. */
  readonly platelets: number | null;
}
