import { Decimal } from "decimal.js";
import { dosingRules } from "@/lib/study/dosing/dosing-rules";

export type BodySurfaceFormula = "mosteller" | "dubois";

/** The formula of this study; DuBois is the other one it knows. */
export const defaultBodySurfaceFormula: BodySurfaceFormula = dosingRules.bodySurfaceFormula.value;

/** Body surface in m², to 2 decimals, half up, from actual body weight. */
export interface BodySurface {
  readonly m2: Decimal;
  readonly formula: BodySurfaceFormula;
  /** "√(170 cm × 70 kg / 3600) = 1.82 m²" */
  readonly says: string;
}

/** Mosteller, N Engl J Med 1987: √(cm × kg / 3600). DuBois 1916: 0.007184 × cm^0.725 × kg^0.425. Doses are reckoned from the rounded surface. */
export function bodySurface(heightCm: Decimal, weightKg: Decimal, formula: BodySurfaceFormula): BodySurface {
  const exact = formula === "mosteller"
    ? heightCm.times(weightKg).dividedBy(3600).squareRoot()
    : heightCm.pow("0.725").times(weightKg.pow("0.425")).times("0.007184");
  const m2 = exact.toDecimalPlaces(dosingRules.bodySurfaceDecimals.value, Decimal.ROUND_HALF_UP);
  const [cm, kg] = [heightCm.toFixed(), weightKg.toFixed()];
  const left = formula === "mosteller" ? `√(${cm} cm × ${kg} kg / 3600)` : `0.007184 × (${cm} cm)^0.725 × (${kg} kg)^0.425`;
  return { m2, formula, says: `${left} = ${m2.toFixed(2)} m²` };
}
