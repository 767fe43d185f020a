/** Why a patient who was screened did not enter, as codes; the reason in words stands beside it. */
export const SCREEN_FAILURE_CAUSES = {
  criteria: "A criterion is not met",
  consent_withdrawn: "Consent withdrawn",
  investigator: "Decision of the investigator",
  death: "Death",
  other: "Other",
} as const;

export type ScreenFailureCause = keyof typeof SCREEN_FAILURE_CAUSES;
