/** The entry criteria as figures, each with where it is written. Public copies of the exclusions are cut off; what is asked is what is known. */
const registry = "NCT00074737 and the ASCO abstracts";

export const eligibilityRules = {
  ageAtLeast: { value: 18, source: registry },
  /** First remission of a relapsed patient. Read "less than": the registry says < 1 year; "at most" is how others repeat it. */
  firstRemission: { months: 12, reading: "less than", source: `${registry}: first CR < 1 year (12 months)` },
  refractoryAfterCourses: { value: 1, source: `${registry}: no CR after a single induction course` },
  salvageCoursesAtMost: { value: 0, source: `${registry}: first salvage` },
  zubrodAtMost: { value: 3, source: registry },
  bilirubinTimesLimit: { value: "1.5", source: registry },
  altTimesLimit: { value: "2.5", source: registry },
  creatinineTimesLimit: { value: "1.5", source: registry },
  /** The texts ask for the clearance when creatinine is "borderline" and do not say what that is. */
  borderlineCreatinineAboveTimesLimit: { value: "1", source: "Assumption: above the upper limit of normal is borderline" },
  clearanceAtLeast: { value: "60", source: `${registry}: measured or calculated, mL/min` },
  /** The text names no formula; actual body weight, and no correction for body surface. */
  calculatedClearance: { formula: "Cockcroft–Gault", source: "Assumption: Cockcroft and Gault 1976, (140 − age) × kg × 0.85 if female / (72 × creatinine in mg/dL)" },
  lvefAbovePct: { value: "50", source: `${registry}: by MUGA or echocardiography` },
  /** Below this age "not applicable" for a woman's contraception is asked about; it is not a limit of the protocol. */
  contraceptionAskedBelowAge: { value: 50, source: "Assumption: the usual age of menopause" },
} as const;

export type RemissionReading = "less than" | "at most";
