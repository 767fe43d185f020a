import { Decimal } from "decimal.js";

/** One line of the bag log as recorded. Times are wall times at the site; amounts in mg. */
export interface InfusionBag {
  readonly hungAt: string | null;
  readonly endedAt: string | null;
  /** Null when the bag runs at the rate of the infusion. */
  readonly rateMgPerHour: string | null;
  readonly amountMg: string | null;
  readonly returnedMg: string | null;
}

/** The rate of a bag: as stated in mg/h, or from the pump's mL/h and the concentration on the bag; null when neither is known. */
export function bagRate(mgPerHour: string | null, mlPerHour: string | null, mgPerMl: string | null): string | null {
  if (mgPerHour !== null) return mgPerHour;
  return mlPerHour === null || mgPerMl === null ? null : new Decimal(mlPerHour).times(mgPerMl).toFixed();
}

/** What went out of a bag: its content less what came back. Null until both are known, or when more came back than was in it. */
export function bagGiven({ amountMg, returnedMg }: Pick<InfusionBag, "amountMg" | "returnedMg">): Decimal | null {
  if (amountMg === null || returnedMg === null) return null;
  const given = new Decimal(amountMg).minus(returnedMg);
  return given.isNegative() ? null : given;
}

export type BagsAmount =
  | { readonly state: "known"; readonly mg: string; readonly says: string }
  | { readonly state: "unknown"; readonly because: string };

/** What went out of all bags; unknown while one of them is, because a sum without it would be too small. */
export function bagsAmount(bags: readonly InfusionBag[]): BagsAmount {
  const given = bags.map(bagGiven).filter((mg) => mg !== null);
  if (given.length < bags.length) return { state: "unknown", because: "A line of the bag log does not say what was in the bag and what was left" };
  const mg = given.reduce((sum, one) => sum.plus(one), new Decimal(0)).toFixed();
  return { state: "known", mg, says: `${given.length} ${given.length === 1 ? "bag" : "bags"}: ${mg} mg` };
}
