import { Decimal } from "decimal.js";
import { dosingRules } from "@/lib/study/dosing/dosing-rules";

/** A bilirubin in mg/dL against what the label says of idarubicin. Between 2 and 2.6 mg/dL it says nothing that a dose could be held against. */
export type BilirubinLimit = "none" | "halves" | "stops";

export function bilirubinLimit(mgPerDl: Decimal): BilirubinLimit {
  const { bilirubinHalvesIdarubicin: halves, bilirubinStopsIdarubicin: stops } = dosingRules;
  if (mgPerDl.greaterThan(stops.aboveMgPerDl)) return "stops";
  return mgPerDl.greaterThanOrEqualTo(halves.fromMgPerDl) ? "halves" : "none";
}

/** The dose per m² that the amounts add up to, each over the surface of its own course, to 0.1 mg/m². Null when a surface is not known. */
export function perSquareMetre(courses: readonly { readonly mg: string; readonly bodySurfaceM2: string | null }[]): string | null {
  let sum = new Decimal(0);
  for (const { mg, bodySurfaceM2 } of courses) {
    if (new Decimal(mg).isZero()) continue;
    if (bodySurfaceM2 === null) return null;
    sum = sum.plus(new Decimal(mg).dividedBy(bodySurfaceM2));
  }
  return sum.toDecimalPlaces(1, Decimal.ROUND_HALF_UP).toFixed();
}

export const exceedsLifetimeIdarubicin = (mgPerM2: string): boolean => new Decimal(mgPerM2).greaterThan(dosingRules.lifetimeIdarubicin.mgPerM2);
