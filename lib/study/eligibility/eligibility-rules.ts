/** The entry criteria as figures, each with where it is written. Public copies of the exclusions are cut off; what is asked is what is known. */
const registry = "NCT00074737 and the ASCO abstracts";

export const eligibilityRules = {
  ageAtLeast: { value: 18, source: registry },
  /** First remission of a relapsed patient. Read "less than": the registry says < 1 year; "at most" is how others repeat it. */
  firstRemission: { months: 12, reading: "less than", source: `${registry}: first CR < 1 year (12 months)` },
  refractoryAfterCourses: { value: 1, source: `${registry}: no CR after a single induction course` },
  zubrodAtMost: { value: 3, source: registry },
  bilirubinTimesLimit: { value: "1.5", source: registry },
  altTimesLimit: { value: "2.5", source: registry },
  creatinineTimesLimit: { value: "1.5", source: registry },
  /** The texts ask for the clearance when creatinine is "borderline" and do not say what that is. */
  borderlineCreatinineAboveTimesLimit: { value: "1", source: "Assumption: above the upper limit of normal is borderline" },
  clearanceAtLeast: { value: "60", source: `${registry}: measured or calculated, mL/min` },
  lvefAbovePct: { value: "50", source: `${registry}: by MUGA or echocardiography` },
} as const;

export type RemissionReading = "less than" | "at most";
