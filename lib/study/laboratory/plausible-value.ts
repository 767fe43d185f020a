import { analyte, type AnalyteCode } from "./analytes";
import { inBaseUnit, type LabValue } from "./convert-value";

/** False for a figure that is more often in a wrong unit than true. Zero, and a unit that the analyte is not measured in, are not judged. */
export function isPlausible(code: AnalyteCode, lab: LabValue): boolean {
  const value = inBaseUnit(code, lab);
  const [lowest, highest] = analyte(code).plausible;
  return value === null || value.isZero() || (value.gte(lowest) && value.lte(highest));
}
