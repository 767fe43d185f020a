import type { ExposureVerdict } from "@/lib/study/patient-record";

export const EXPOSURE_VERDICTS = ["inhibitor_exposure", "not_an_inhibitor", "need_more_information"] as const satisfies readonly ExposureVerdict[];

/** With one password. */
export const MOST_VERDICTS = 50;

/** What the rules say of a medication before any person looks. */
export type ExposureFlag = "exposed" | "possible" | "uncoded" | "outside" | "none";

/** Where a medication stands in review: waiting for a person, asked about, decided either way, or needing nobody. */
export type ExposureStanding = "to_decide" | "asked" | "exposure" | "no_exposure" | "not_needed";

/** The same rule as the database's before a lock: what is flagged inside the window needs a verdict on what it is now. */
export function standingOf(flag: ExposureFlag, standingVerdict: ExposureVerdict | null): ExposureStanding {
  if (standingVerdict === "inhibitor_exposure") return "exposure";
  if (standingVerdict === "not_an_inhibitor") return "no_exposure";
  if (flag === "outside" || flag === "none") return "not_needed";
  return standingVerdict === "need_more_information" ? "asked" : "to_decide";
}

/** Waits for a person: nobody has decided, or the site was asked. */
export const isUndecided = (standing: ExposureStanding): boolean => standing === "to_decide" || standing === "asked";

/** Whether a medication makes its patient count as exposed: by verdict, or by the rules' own finding while no verdict stands. */
export const countsAsExposed = (flag: ExposureFlag, standing: ExposureStanding): boolean =>
  standing === "exposure" || (flag === "exposed" && standing !== "no_exposure");
