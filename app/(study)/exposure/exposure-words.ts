import type { ExposureEffect } from "@/lib/review/exposure-effect";
import type { ExposureStanding } from "@/lib/review/exposure-verdict";
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

/** "0/17" */
export const sayGroup = ({ successes, total }: Group): string => `${successes}/${total}`;

/** "p = 0.021"; what a test of one empty group cannot say is said in words. */
export const sayP = (p: number | null): string => (p === null ? "one group is empty" : p < 0.001 ? "p < 0.001" : `p = ${p.toFixed(3)}`);

/** "Exposed 0/18, not exposed 10/35, p = 0.011" */
export const sayEffect = ({ exposed, notExposed, p }: ExposureEffect): string => `Exposed ${sayGroup(exposed)}, not exposed ${sayGroup(notExposed)}, ${sayP(p)}.`;
