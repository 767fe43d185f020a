import { Decimal } from "decimal.js";
import { sayDate } from "@/lib/kernel/calendar-date";
import { judgeDisease, judgeSalvage } from "@/lib/study/eligibility/disease-criterion";
import type { EligibilityCriterion, Judgement } from "@/lib/study/eligibility/eligibility-criterion";
import { failed, met, unknown } from "@/lib/study/eligibility/eligibility-criterion";
import type { EligibilityInputs, ScreeningDays, YesNo } from "@/lib/study/eligibility/eligibility-inputs";
import { eligibilityRules as rules } from "@/lib/study/eligibility/eligibility-rules";
import { judgeAlt, judgeBilirubin, judgeClearance, judgeCreatinine, judgeMagnesium } from "@/lib/study/eligibility/lab-criteria";
import { judgeConsentFirst, judgeScreeningWindow } from "@/lib/study/eligibility/screening-criteria";

/** "waived": every criterion is known, and each that failed was waived by the sponsor. */
export type EligibilityValue = "eligible" | "waived" | "not_eligible" | "unknown";

export interface EligibilityAssessment {
  readonly value: EligibilityValue;
  readonly criteria: readonly EligibilityCriterion[];
}

interface CriterionDefinition {
  readonly id: string;
  readonly label: string;
  readonly reads: readonly (keyof EligibilityInputs)[];
  readonly judge: (inputs: EligibilityInputs, days: ScreeningDays) => Judgement;
}

const CRITERIA: readonly CriterionDefinition[] = [
  { id: "CONSENT", label: "Informed consent given", reads: ["consentDate"], judge: ({ consentDate }) => (consentDate === null ? unknown("Consent is not recorded") : met(sayDate(consentDate))) },
  { id: "CONSENT_FIRST", label: "Consent before any screening examination", reads: ["consentDate", "measuredOn", "sampleDate", "examinedOn"], judge: judgeConsentFirst },
  { id: "SCREENING_WINDOW", label: "Screening examinations inside the planned days before day 1", reads: ["measuredOn", "sampleDate", "examinedOn"], judge: judgeScreeningWindow },
  { id: "AGE", label: `Age ${rules.ageAtLeast.value} or over`, reads: ["age"], judge: judgeAge },
  {
    id: "DISEASE_STATUS",
    label: `Refractory to a single induction course, or relapsed after a first remission of ${rules.firstRemission.reading} ${rules.firstRemission.months} months`,
    reads: ["diseaseStatus", "inductionCourses", "firstCrDate", "firstRelapseDate"],
    judge: judgeDisease,
  },
  { id: "FIRST_SALVAGE", label: "First salvage: no treatment yet of the refractory or relapsed disease", reads: ["salvageCourses"], judge: judgeSalvage },
  { id: "ZUBROD", label: `Zubrod performance 0 to ${rules.zubrodAtMost.value}`, reads: ["zubrod"], judge: judgeZubrod },
  {
    id: "BILIRUBIN",
    label: `Bilirubin at most ${rules.bilirubinTimesLimit.value} times the upper limit, unless due to leukaemic infiltration`,
    reads: ["bilirubin", "bilirubinUln", "leukaemicInfiltration"],
    judge: judgeBilirubin,
  },
  { id: "ALT", label: `ALT at most ${rules.altTimesLimit.value} times the upper limit`, reads: ["alt", "altUln"], judge: judgeAlt },
  {
    id: "CREATININE",
    label: `Creatinine at most ${rules.creatinineTimesLimit.value} times the upper limit, unless due to leukaemic infiltration`,
    reads: ["creatinine", "creatinineUln", "leukaemicInfiltration"],
    judge: judgeCreatinine,
  },
  {
    id: "CLEARANCE",
    label: `Creatinine clearance at least ${rules.clearanceAtLeast.value} mL/min if creatinine is borderline`,
    reads: ["creatinineClearance", "creatinine", "creatinineUln", "age", "sex", "weightKg", "leukaemicInfiltration"],
    judge: judgeClearance,
  },
  { id: "MAGNESIUM", label: "Magnesium within normal limits", reads: ["magnesium", "magnesiumLower", "magnesiumUpper"], judge: judgeMagnesium },
  { id: "LVEF", label: `Left ventricular ejection fraction above ${rules.lvefAbovePct.value} %`, reads: ["lvefPercent"], judge: judgeLvef },
  answered("LIFE_EXPECTANCY", "Life expectancy of more than 4 weeks", "lifeExpectancy", "Y"),
  answered("COMPLIANCE", "Able to comply with follow-up and the management of toxicity", "ableToComply", "Y"),
  answered("CONTRACEPTION", "Effective contraception", "contraception", "Y"),
  answered("NO_INTERFERING_AGENTS", "No prior agents that could interfere", "interferingAgents", "N"),
  answered("NO_SEVERE_CONDITION", "No other severe medical condition", "severeCondition", "N"),
];

/** The entry criteria by name. */
export const CRITERION_IDS: readonly string[] = CRITERIA.map(({ id }) => id);

/** The label of a criterion; its id where this build has none of that name. */
export const criterionLabel = (id: string): string => CRITERIA.find((criterion) => criterion.id === id)?.label ?? id;

/**
 * Every entry criterion, met, failed or unknown. A failure that nobody waived makes the patient not eligible; otherwise one unknown
 * leaves it open. A waiver of a criterion that is met, or not known, changes nothing.
 */
export function assessEligibility(inputs: EligibilityInputs, days: ScreeningDays, waived: ReadonlySet<string> = new Set()): EligibilityAssessment {
  const criteria = CRITERIA.map(({ id, label, reads, judge }) => ({ id, label, reads, ...judge(inputs, days) }));
  const failures = criteria.filter(({ state }) => state === "failed");
  if (failures.some(({ id }) => !waived.has(id))) return { value: "not_eligible", criteria };
  if (criteria.some(({ state }) => state === "unknown")) return { value: "unknown", criteria };
  return { value: failures.length > 0 ? "waived" : "eligible", criteria };
}

function judgeAge({ age }: EligibilityInputs): Judgement {
  if (age === null) return unknown("Age is not recorded");
  return age >= rules.ageAtLeast.value ? met(`${age} years`) : failed(`${age} years`, `${age} years is below ${rules.ageAtLeast.value}`);
}

function judgeZubrod({ zubrod }: EligibilityInputs): Judgement {
  if (zubrod === null || !/^[0-5]$/.test(zubrod)) return unknown("Zubrod performance is not recorded");
  return Number(zubrod) <= rules.zubrodAtMost.value ? met(zubrod) : failed(zubrod, `Zubrod ${zubrod} is above ${rules.zubrodAtMost.value}`);
}

function judgeLvef({ lvefPercent }: EligibilityInputs): Judgement {
  if (lvefPercent === null) return unknown("The ejection fraction is not recorded");
  const shown = `${lvefPercent} %`;
  return new Decimal(lvefPercent).greaterThan(rules.lvefAbovePct.value) ? met(shown) : failed(shown, `${shown} is not above ${rules.lvefAbovePct.value} %`);
}

type Answered = "lifeExpectancy" | "ableToComply" | "contraception" | "interferingAgents" | "severeCondition";

/** A criterion that the investigator answers with yes or no; "not applicable" satisfies it. */
function answered(id: string, label: string, field: Answered, wanted: YesNo): CriterionDefinition {
  const judge = (inputs: EligibilityInputs): Judgement => {
    const answer = inputs[field];
    if (answer === null) return unknown("Not answered");
    if (answer === "not_applicable") return met("Not applicable");
    const shown = answer === "Y" ? "Yes" : "No";
    return answer === wanted ? met(shown) : failed(shown, `Answered ${shown.toLowerCase()}`);
  };
  return { id, label, reads: [field], judge };
}
