import { Decimal } from "decimal.js";
import { ANALYTES } from "@/lib/study/laboratory/analytes";

const UMOL_PER_LITRE_IN_MG_PER_DL = ANALYTES.creatinine.units["mg/dL"];
const FEMALE = "0.85";
const [AGE_BASE, DIVISOR] = [140, 72];

export interface ClearanceInputs {
  readonly age: number;
  readonly sex: "M" | "F";
  readonly weightKg: Decimal;
  /** µmol/L */
  readonly creatinine: Decimal;
}

/**
 * Cockcroft–Gault, as a fraction: (140 − age) × kg × (0.85 if female) / (72 × creatinine in mg/dL), in mL/min. Kept as numerator
 * and denominator, so that a limit is compared without dividing and exactly 60 is exactly 60.
 */
function fractionOf({ age, sex, weightKg, creatinine }: ClearanceInputs): { readonly over: Decimal; readonly under: Decimal } {
  const over = new Decimal(AGE_BASE - age).times(weightKg).times(sex === "F" ? FEMALE : 1).times(UMOL_PER_LITRE_IN_MG_PER_DL);
  return { over, under: creatinine.times(DIVISOR) };
}

/** Whether the calculated clearance reaches the limit, exactly. */
export function clearanceReaches(inputs: ClearanceInputs, mlPerMin: string): boolean {
  const { over, under } = fractionOf(inputs);
  return over.greaterThanOrEqualTo(under.times(mlPerMin));
}

/** For the eye, to 1 decimal in mL/min, half up. */
export function sayClearance(inputs: ClearanceInputs): string {
  const { over, under } = fractionOf(inputs);
  return over.dividedBy(under).toDecimalPlaces(1, Decimal.ROUND_HALF_UP).toFixed();
}
