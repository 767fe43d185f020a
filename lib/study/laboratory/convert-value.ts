import { Decimal } from "decimal.js";
import { sayNumber } from "@/lib/crf/number-text";
import { analyte, type AnalyteCode } from "./analytes";

export interface LabValue {
  readonly value: string;
  readonly unit: string;
}

/** The value in the analyte's base unit, exactly; null when it is blank or in a unit that the analyte is not measured in. */
export function inBaseUnit(code: AnalyteCode, lab: LabValue | null): Decimal | null {
  if (lab === null) return null;
  const { units } = analyte(code);
  const factor = Object.hasOwn(units, lab.unit) ? units[lab.unit] : undefined;
  return factor === undefined ? null : new Decimal(lab.value).times(factor);
}

const SAID: Readonly<Record<string, string>> = { "umol/L": "µmol/L", "/uL": "/µL", "10^9/L": "×10⁹/L", "10^3/uL": "×10³/µL", "K/uL": "K/µL", "/mm3": "/mm³" };
export const sayUnit = (unit: string): string => SAID[unit] ?? unit;

/** "82 ×10⁹/L" */
export const sayLabValue = ({ value, unit }: LabValue): string => `${sayNumber(value)} ${sayUnit(unit)}`;

/** A value of the base unit in another unit of the analyte, to at most 4 significant digits: for reading, never for deciding. */
export function sayInUnit(code: AnalyteCode, base: Decimal, unit: string): string {
  const factor = analyte(code).units[unit] ?? "1";
  return sayNumber(base.div(factor).toSignificantDigits(4).toFixed());
}
