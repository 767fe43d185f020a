import type { ExposureEffect } from "@/lib/review/exposure-effect";
import type { ExposureFlag, ExposureStanding } from "@/lib/review/exposure-verdict";
import type { PatientExposureValue } from "@/lib/study/inhibitors/patient-exposure";
import type { Membership } from "@/lib/study/outcome/populations";
import type { BoardRow } from "@/lib/review/board-row";
import type { Group } from "@/lib/stats/fisher-exact";
import type { ExposureVerdict } from "@/lib/study/patient-record";

export const VERDICT_WORDS: Readonly<Record<ExposureVerdict, string>> = {
  inhibitor_exposure: "Inhibitor exposure", not_an_inhibitor: "Not an exposure", need_more_information: "Ask the site",
};

/** A verdict that was given, in a list of what happened. */
export const VERDICT_GIVEN: Readonly<Record<ExposureVerdict, string>> = {
  inhibitor_exposure: "Inhibitor exposure", not_an_inhibitor: "Not an exposure", need_more_information: "Asked the site",
};

export const STANDING_WORDS: Readonly<Record<ExposureStanding, string>> = {
  to_decide: "To decide", asked: "Asked the site", exposure: "Inhibitor exposure", no_exposure: "Not an exposure", not_needed: "No decision needed",
};

export const FLAG_WORDS: Readonly<Record<ExposureFlag, string>> = { exposed: "recognised", possible: "possible", uncoded: "uncoded", outside: "outside", none: "no inhibitor" };

/** How a stored flag is drawn; what no rule of today says is drawn as possible. */
export const markOf = (flag: string): ExposureFlag => (Object.hasOwn(FLAG_WORDS, flag) ? (flag as ExposureFlag) : "possible");

/** "0/17" */
export const sayGroup = ({ successes, total }: Group): string => `${successes}/${total}`;

/** "p = 0.021"; what a test of one empty group cannot say is said in words. */
export const sayP = (p: number | null): string => (p === null ? "one group is empty" : p < 0.001 ? "p < 0.001" : `p = ${p.toFixed(3)}`);

/** "Exposed 0/18, not exposed 10/35, p = 0.011" */
export const sayEffect = ({ exposed, notExposed, p }: ExposureEffect): string => `Exposed ${sayGroup(exposed)}, not exposed ${sayGroup(notExposed)}, ${sayP(p)}.`;

const EVALUABLE: Readonly<Record<Membership, string>> = { in: "is evaluable per protocol", out: "is not evaluable per protocol", unknown: "is not known to be evaluable yet" };
const EXPOSED: Readonly<Record<PatientExposureValue, string>> = { exposed: "counts as exposed", possible: "stays open", not_exposed: "counts as not exposed" };

/** "101-017 counts as exposed and is not evaluable per protocol; evaluable in all 9/31." */
export const sayEvaluability = (number: string, { patient, evaluable }: BoardRow["ifExposure"]): string =>
  `${number} ${EXPOSED[patient.exposure]} and ${EVALUABLE[patient.evaluable]}; among the evaluable ${sayGroup(evaluable)} responded.`;
