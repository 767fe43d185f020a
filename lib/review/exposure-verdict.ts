import type { ExposureVerdict } from "@/lib/study/patient-record";

export const EXPOSURE_VERDICTS = ["inhibitor_exposure", "not_an_inhibitor", "need_more_information"] as const satisfies readonly ExposureVerdict[];

export const VERDICT_LABELS: Readonly<Record<ExposureVerdict, string>> = {
  inhibitor_exposure: "Inhibitor exposure",
  not_an_inhibitor: "Not an exposure",
  need_more_information: "Asked the site",
};

/** What the rules say of a medication before any person looks; "none" is not shown on the board. */
export type ExposureFlag = "exposed" | "possible" | "uncoded" | "outside";

/** Where a flagged medication stands: waiting for a person, settled by one, asked about, or outside the window, which needs nobody. */
export type ExposureStanding = "to_decide" | "asked" | "exposure" | "no_exposure" | "outside";

/** The same rule as the database's before a lock: what is flagged inside the window needs a verdict on what it is now. */
export function standingOf(flag: ExposureFlag, standing: ExposureVerdict | null): ExposureStanding {
  if (standing === "inhibitor_exposure") return "exposure";
  if (standing === "not_an_inhibitor") return "no_exposure";
  if (flag === "outside") return "outside";
  return standing === "need_more_information" ? "asked" : "to_decide";
}
