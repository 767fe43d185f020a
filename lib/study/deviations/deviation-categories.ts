/** What was departed from. The derived deviations and the recorded ones use the same codes. */
export const DEVIATION_CATEGORIES = {
  eligibility: "Eligibility",
  consent: "Consent",
  randomisation: "Randomisation or arm",
  dose: "Dose",
  prohibited_medication: "Prohibited medication",
  visit_window: "Visit window",
  missed_assessment: "Missed assessment",
  other: "Other",
} as const;

export type DeviationCategory = keyof typeof DEVIATION_CATEGORIES;

export const isDeviationCategory = (code: string): code is DeviationCategory => Object.hasOwn(DEVIATION_CATEGORIES, code);
