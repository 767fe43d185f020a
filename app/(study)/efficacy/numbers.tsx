import type { Rate } from "@/lib/study/outcome/outcome-tables";
import type { Arm } from "@/lib/study/patient-record";
import { version2007 } from "@/lib/study/versions/2007/protocol";

export const sayArm = (arm: Arm | null): string => (arm === null ? "All patients" : version2007.arms[arm].label);

/** n/N, per cent and the exact interval, in one cell. */
export function RateCell({ rate: { successes, total, percent, interval } }: { readonly rate: Rate }) {
  return <><span className="nowrap">{successes}/{total}{percent !== null && <> <b>{percent} %</b></>}</span>{interval && <small className="muted nowrap">{sayPercent(interval.lower)}–{sayPercent(interval.upper)}</small>}</>;
}

/** A fraction of 1 in per cent with one decimal. */
export const sayPercent = (fraction: number): string => (100 * fraction).toFixed(1);

/** A probability with enough digits to be compared with its boundary. */
export const sayProbability = (probability: number): string => (probability < 0.001 ? "< 0.001" : probability.toFixed(3));

/** Months to one decimal beside the exact days. */
export const sayMonths = (days: number): string => (days / (365.25 / 12)).toFixed(1);
