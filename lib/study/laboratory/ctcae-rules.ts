import type { AnalyteCode } from "./analytes";

/** What a value is held against: a figure in the base unit, a multiple of the limit of normal, or a multiple of the patient's baseline. */
export type Bound =
  | { readonly at: string }
  | { readonly timesLimit: string }
  | { readonly timesBaseline: string; readonly orEqual?: true };

/** Grade 1 to 4; beyond any of its bounds a value has the grade. Null where the scale gives a grade no figure. */
export type Steps = readonly (readonly Bound[] | null)[];

export interface GradeRule {
  readonly term: string;
  readonly direction: "low" | "high";
  readonly steps: Steps;
  /** In place of `steps` when the value before treatment was already beyond the limit of normal. */
  readonly ifBaselineAbnormal?: Steps;
  /** What the figures alone cannot decide. */
  readonly note?: string;
}

const at = (value: string): readonly Bound[] => [{ at: value }];
const limit = (times = "1"): readonly Bound[] => [{ timesLimit: times }];
const baseline = (times: string): readonly Bound[] => [{ timesBaseline: times }];
const fallenTo = (times: string): readonly Bound[] => [{ timesBaseline: times, orEqual: true }];
const transaminase: Pick<GradeRule, "direction" | "steps" | "ifBaselineAbnormal"> = {
  direction: "high", steps: [limit(), limit("3"), limit("5"), limit("20")], ifBaselineAbnormal: [baseline("1.5"), baseline("3"), baseline("5"), baseline("20")],
};

/**
 * The grades of CTCAE 5.0 (National Cancer Institute, 27 November 2017) that rest on figures alone. Figures are in the base unit of the
 * analyte (`analytes.ts`). A term with further conditions is graded as far as the figure goes, and says so.
 */
export const CTCAE_RULES: Readonly<Partial<Record<AnalyteCode, readonly GradeRule[]>>> = {
  wbc: [
    { term: "White blood cell decreased", direction: "low", steps: [limit(), at("3000"), at("2000"), at("1000")] },
    { term: "Leukocytosis", direction: "high", steps: [null, null, at("100000"), null] },
  ],
  anc: [{ term: "Neutrophil count decreased", direction: "low", steps: [limit(), at("1500"), at("1000"), at("500")] }],
  platelets: [{ term: "Platelet count decreased", direction: "low", steps: [limit(), at("75000"), at("50000"), at("25000")] }],
  haemoglobin: [{ term: "Anemia", direction: "low", steps: [limit(), at("100"), at("80"), null], note: "Grade 4 rests on danger to life, not on the figure" }],
  bilirubin: [{
    term: "Blood bilirubin increased", direction: "high", steps: [limit(), limit("1.5"), limit("3"), limit("10")], ifBaselineAbnormal: [baseline("1"), baseline("1.5"), baseline("3"), baseline("10")],
  }],
  alt: [{ term: "Alanine aminotransferase increased", ...transaminase }],
  ast: [{ term: "Aspartate aminotransferase increased", ...transaminase }],
  alp: [{
    term: "Alkaline phosphatase increased", direction: "high", steps: [limit(), limit("2.5"), limit("5"), limit("20")], ifBaselineAbnormal: [baseline("2"), baseline("2.5"), baseline("5"), baseline("20")],
  }],
  ldh: [{ term: "Blood lactate dehydrogenase increased", direction: "high", steps: [limit(), null, null, null] }],
  creatinine: [{
    term: "Creatinine increased", direction: "high",
    steps: [limit(), [{ timesLimit: "1.5" }, { timesBaseline: "1.5" }], [{ timesLimit: "3" }, { timesBaseline: "3" }], limit("6")],
  }],
  uricAcid: [{ term: "Hyperuricemia", direction: "high", steps: [limit(), null, null, null], note: "Grades above 1 rest on consequences, not on the figure" }],
  magnesium: [
    { term: "Hypomagnesemia", direction: "low", steps: [limit(), at("1.2"), at("0.9"), at("0.7")] },
    { term: "Hypermagnesemia", direction: "high", steps: [limit(), null, at("3"), at("8")] },
  ],
  potassium: [
    { term: "Hypokalemia", direction: "low", steps: [limit(), null, at("3"), at("2.5")], note: "From 3.0 to the limit: grade 2 with symptoms" },
    { term: "Hyperkalemia", direction: "high", steps: [limit(), at("5.5"), at("6"), at("7")] },
  ],
  sodium: [
    { term: "Hyponatremia", direction: "low", steps: [limit(), at("130"), at("125"), at("120")], note: "125 to 129 mmol/L: grade 3 with symptoms" },
    { term: "Hypernatremia", direction: "high", steps: [limit(), at("150"), at("155"), at("160")] },
  ],
  calcium: [
    { term: "Hypocalcemia", direction: "low", steps: [limit(), at("8"), at("7"), at("6")] },
    { term: "Hypercalcemia", direction: "high", steps: [limit(), at("11.5"), at("12.5"), at("13.5")] },
  ],
  albumin: [{ term: "Hypoalbuminemia", direction: "low", steps: [limit(), at("3"), at("2"), null] }],
  fibrinogen: [{
    term: "Fibrinogen decreased", direction: "low", steps: [limit(), limit("0.75"), limit("0.5"), [{ timesLimit: "0.25" }, { at: "50" }]],
    ifBaselineAbnormal: [baseline("1"), fallenTo("0.75"), fallenTo("0.5"), [{ timesBaseline: "0.25", orEqual: true }, { at: "50" }]],
  }],
};
