import { Decimal } from "decimal.js";
import type { Judgement } from "@/lib/study/eligibility/eligibility-criterion";
import { failed, met, unknown } from "@/lib/study/eligibility/eligibility-criterion";
import { clearanceReaches, sayClearance } from "@/lib/study/eligibility/creatinine-clearance";
import type { EligibilityInputs } from "@/lib/study/eligibility/eligibility-inputs";
import { eligibilityRules } from "@/lib/study/eligibility/eligibility-rules";
import type { AnalyteCode } from "@/lib/study/laboratory/analytes";
import { inBaseUnit, sayUnit, type LabValue } from "@/lib/study/laboratory/convert-value";

export const sayLab = (lab: LabValue | null): string | null => (lab === null ? null : `${lab.value} ${sayUnit(lab.unit)}`);

const LIMIT_WANTED = "Enter the upper limit, or have the site's reference range stated";

/** At most `times` the upper limit of normal. */
function withinLimit(analyte: AnalyteCode, what: string, lab: LabValue | null, upper: LabValue | null, times: string): Judgement {
  const measured = inBaseUnit(analyte, lab);
  const limit = inBaseUnit(analyte, upper);
  if (measured === null) return unknown(`${what} is not recorded`, sayLab(lab));
  if (limit === null || limit.isZero()) return unknown(LIMIT_WANTED, sayLab(lab));
  if (measured.lessThanOrEqualTo(limit.times(times))) return met(sayLab(lab));
  return failed(sayLab(lab), `${sayLab(lab)} is more than ${times} times the upper limit of ${sayLab(upper)}`);
}

/** An organ that leukaemia infiltrates is exempt from the limit; whether it does must be known before the limit can fail. */
function unlessInfiltrated(judgement: Judgement, infiltration: EligibilityInputs["leukaemicInfiltration"]): Judgement {
  if (judgement.state !== "failed") return judgement;
  if (infiltration === "Y") return met(`${judgement.value}, due to leukaemic infiltration`);
  if (infiltration === null) return unknown(`${judgement.note}; whether leukaemic infiltration explains it is not recorded`, judgement.value);
  return judgement;
}

export const judgeBilirubin = ({ bilirubin, bilirubinUln, leukaemicInfiltration }: EligibilityInputs): Judgement =>
  unlessInfiltrated(withinLimit("bilirubin", "Bilirubin", bilirubin, bilirubinUln, eligibilityRules.bilirubinTimesLimit.value), leukaemicInfiltration);

export const judgeAlt = ({ alt, altUln }: EligibilityInputs): Judgement => withinLimit("alt", "ALT", alt, altUln, eligibilityRules.altTimesLimit.value);

export const judgeCreatinine = ({ creatinine, creatinineUln, leukaemicInfiltration }: EligibilityInputs): Judgement =>
  unlessInfiltrated(withinLimit("creatinine", "Creatinine", creatinine, creatinineUln, eligibilityRules.creatinineTimesLimit.value), leukaemicInfiltration);

/**
 * Asked only when creatinine is borderline; a creatinine beyond that is judged by its own criterion. The clearance on the form counts,
 * and without one the clearance calculated from age, sex, weight and creatinine.
 */
export function judgeClearance(inputs: EligibilityInputs): Judgement {
  const { creatinine, creatinineUln, leukaemicInfiltration } = inputs;
  const { borderlineCreatinineAboveTimesLimit, creatinineTimesLimit } = eligibilityRules;
  const recorded = judgeRecordedClearance(inputs);
  if (recorded?.state === "met") return recorded;
  const measured = inBaseUnit("creatinine", creatinine);
  const limit = inBaseUnit("creatinine", creatinineUln);
  if (measured === null) return unknown("Whether creatinine is borderline is not known", recorded?.value ?? null);
  if (limit === null || limit.isZero()) return unknown(`Whether creatinine is borderline is not known. ${LIMIT_WANTED}`, recorded?.value ?? null);
  const borderline = measured.greaterThan(limit.times(borderlineCreatinineAboveTimesLimit.value)) && measured.lessThanOrEqualTo(limit.times(creatinineTimesLimit.value));
  if (!borderline) return met(recorded?.value ?? "not needed");
  return unlessInfiltrated(recorded ?? judgeCalculatedClearance(inputs, measured), leukaemicInfiltration);
}

const belowLimit = (shown: string): string => `${shown} is below ${eligibilityRules.clearanceAtLeast.value} mL/min, and creatinine is borderline`;

function judgeRecordedClearance({ creatinineClearance }: EligibilityInputs): Judgement | null {
  if (creatinineClearance === null) return null;
  const shown = `${creatinineClearance} mL/min, as recorded`;
  return new Decimal(creatinineClearance).greaterThanOrEqualTo(eligibilityRules.clearanceAtLeast.value) ? met(shown) : failed(shown, belowLimit(shown));
}

function judgeCalculatedClearance({ age, sex, weightKg }: EligibilityInputs, creatinine: Decimal): Judgement {
  const { clearanceAtLeast, calculatedClearance } = eligibilityRules;
  const lacking = [age === null && "age", sex === null && "sex", weightKg === null && "weight"].filter((what) => what !== false);
  if (age === null || sex === null || weightKg === null) return unknown(`Creatinine is borderline; the clearance is not recorded, and cannot be calculated without ${lacking.join(", ")}`);
  const basis = { age, sex, weightKg: new Decimal(weightKg), creatinine };
  const shown = `${sayClearance(basis)} mL/min, calculated (${calculatedClearance.formula})`;
  return clearanceReaches(basis, clearanceAtLeast.value) ? met(shown) : failed(shown, `${belowLimit(shown)}. A measured clearance, once recorded, counts instead`);
}

/** One limit suffices to fail; both are needed to pass. */
export function judgeMagnesium({ magnesium, magnesiumLower, magnesiumUpper }: EligibilityInputs): Judgement {
  const [measured, lower, upper] = [magnesium, magnesiumLower, magnesiumUpper].map((lab) => inBaseUnit("magnesium", lab));
  if (measured == null) return unknown("Magnesium is not recorded", sayLab(magnesium));
  if (lower != null && measured.lessThan(lower)) return failed(sayLab(magnesium), `${sayLab(magnesium)} is below the lower limit of ${sayLab(magnesiumLower)}`);
  if (upper != null && measured.greaterThan(upper)) return failed(sayLab(magnesium), `${sayLab(magnesium)} is above the upper limit of ${sayLab(magnesiumUpper)}`);
  if (lower == null || upper == null) return unknown("Enter the lower and the upper limit, or have the site's reference range stated", sayLab(magnesium));
  return met(sayLab(magnesium));
}
