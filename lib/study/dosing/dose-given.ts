import { Decimal } from "decimal.js";

/** Above 5 % a reason is asked for; above 10 % the dose is a deviation. Exactly on a limit is still within it. */
export const doseTolerance = {
  askAbovePct: { value: 5, source: "Assumption: the stricter of the options in use" },
  deviationAbovePct: { value: 10, source: "HOPA 2017/18 dose rounding within 10 %; NCI deficiency threshold above 10 %" },
} as const;

export type DoseVerdict = "within" | "ask" | "deviation" | "unknown";

export interface DoseComparison {
  readonly verdict: DoseVerdict;
  /** Signed, in per cent of the planned dose, to 1 decimal: "-8.3"; null when unknown. The verdict rests on the exact figure. */
  readonly differencePct: string | null;
  /** "20 mg given, 21.8 mg planned: 8.3 % less" */
  readonly says: string;
}

type Milligrams = string | number | Decimal;

/** Compares what was given with what was planned, both in mg and in exact decimals. */
export function compareDose(plannedMg: Milligrams | null, givenMg: Milligrams | null): DoseComparison {
  if (plannedMg === null) return { verdict: "unknown", differencePct: null, says: "The planned dose is not known yet" };
  if (givenMg === null) return { verdict: "unknown", differencePct: null, says: "The dose given is not recorded" };
  const planned = new Decimal(plannedMg);
  const given = new Decimal(givenMg);
  if (!planned.isPositive() || planned.isZero()) return { verdict: "unknown", differencePct: null, says: "No dose is planned" };
  const difference = given.minus(planned).times(100).dividedBy(planned);
  const rounded = difference.toDecimalPlaces(1, Decimal.ROUND_HALF_UP);
  return {
    verdict: verdictOn(given.minus(planned).abs(), planned),
    differencePct: rounded.isZero() ? "0" : rounded.toFixed(),
    says: `${given.toFixed()} mg given, ${planned.toFixed()} mg planned: ${sayDifference(rounded)}`,
  };
}

/** Without a division, so that exactly 10 % is exactly 10 %. */
function verdictOn(absoluteMg: Decimal, planned: Decimal): DoseVerdict {
  const exceeds = (percent: number) => absoluteMg.times(100).greaterThan(planned.times(percent));
  if (exceeds(doseTolerance.deviationAbovePct.value)) return "deviation";
  return exceeds(doseTolerance.askAbovePct.value) ? "ask" : "within";
}

function sayDifference(percent: Decimal): string {
  if (percent.isZero()) return "as planned";
  return `${percent.abs().toFixed()} % ${percent.isNegative() ? "less" : "more"}`;
}
