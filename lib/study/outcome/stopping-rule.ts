import { EXPECTED_CR_RATE, probabilityOfAtMost } from "@/lib/stats/historical-rate";

/** What the rule watches for. The trial's own boundary is not public, so all but the rate is chosen here and can be changed here. */
export interface StoppingParameters {
  readonly expectedRate: number;
  readonly threshold: number;
  readonly patientsAtLeast: number;
}

export const stoppingParameters: StoppingParameters = { expectedRate: EXPECTED_CR_RATE, threshold: 0.05, patientsAtLeast: 10 };

export const stoppingSources: Readonly<Record<keyof StoppingParameters, { readonly says: string; readonly source: string }>> = {
  expectedRate: { says: "The expected rate of CR is 14 %", source: "Estey, Blood 1996;88:756, as the trial's interim report of 2007 names it" },
  threshold: { says: "An arm is put in question from a probability of 0.05 down", source: "Assumption: the boundary of the trial is not public" },
  patientsAtLeast: { says: "No arm is judged before 10 patients were treated", source: "Assumption: the boundary of the trial is not public" },
};

export type StoppingVerdict = "too_few" | "continue" | "stop";

export interface ArmWatched {
  readonly treated: number;
  readonly complete: number;
  /** Of at most so many CR if each patient had the expected chance; null without patients. */
  readonly probability: number | null;
  readonly verdict: StoppingVerdict;
  /** The most CR with which this many patients would put the arm in question; null when none would. */
  readonly stopsAt: number | null;
}

/** Throws a RangeError when there are more remissions than patients. */
export function watchArm(treated: number, complete: number, parameters: StoppingParameters = stoppingParameters): ArmWatched {
  const probability = treated === 0 ? null : probabilityOfAtMost(complete, treated, parameters.expectedRate);
  const verdict = probability === null || treated < parameters.patientsAtLeast ? "too_few" : probability <= parameters.threshold ? "stop" : "continue";
  return { treated, complete, probability, verdict, stopsAt: stopsAt(treated, parameters) };
}

/** The boundary for a number of patients, as far as any exists. */
export function stopsAt(treated: number, { expectedRate, threshold, patientsAtLeast }: StoppingParameters = stoppingParameters): number | null {
  if (treated < patientsAtLeast) return null;
  const most = Array.from({ length: treated + 1 }, (_, complete) => complete).findLast((complete) => probabilityOfAtMost(complete, treated, expectedRate) <= threshold);
  return most ?? null;
}

/** The fewest patients at which an arm without any CR is put in question. */
export function firstBoundary(parameters: StoppingParameters = stoppingParameters): number {
  let patients = parameters.patientsAtLeast;
  while (stopsAt(patients, parameters) === null) patients += 1;
  return patients;
}
