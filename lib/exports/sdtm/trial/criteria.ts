import { CRITERION_IDS, criterionLabel } from "@/lib/study/eligibility/assess-eligibility";

/** An entry criterion as SDTM names it. */
export interface TrialCriterion {
  readonly id: string;
  readonly code: string;
  readonly text: string;
  readonly category: "INCLUSION" | "EXCLUSION";
}

const CODES: Readonly<Record<string, string>> = {
  CONSENT: "CONSENT", CONSENT_FIRST: "CONSFRST", SCREENING_WINDOW: "SCRNWIN", AGE: "AGE", DISEASE_STATUS: "DISSTAT", FIRST_SALVAGE: "SALVAGE", ZUBROD: "ZUBROD", BILIRUBIN: "BILI", ALT: "ALT",
  CREATININE: "CREAT", CLEARANCE: "CREATCLR", MAGNESIUM: "MG", LVEF: "LVEF", LIFE_EXPECTANCY: "LIFEEXP", COMPLIANCE: "COMPLY", CONTRACEPTION: "CONTRAC", NO_INTERFERING_AGENTS: "INTERFER", NO_SEVERE_CONDITION: "SEVERE",
};

/** Criteria that the protocol puts as what must not be so. */
const EXCLUSIONS: Readonly<Record<string, string>> = {
  NO_INTERFERING_AGENTS: "Prior agents that could interfere with the study treatment",
  NO_SEVERE_CONDITION: "Another severe medical condition",
};

const codeOf = (id: string): string => {
  const code = CODES[id];
  if (code === undefined) throw new Error(`The entry criterion ${id} has no IETESTCD.`);
  return code;
};

export const TRIAL_CRITERIA: readonly TrialCriterion[] = CRITERION_IDS.map((id) => ({
  id, code: codeOf(id), text: EXCLUSIONS[id] ?? criterionLabel(id), category: EXCLUSIONS[id] === undefined ? "INCLUSION" : "EXCLUSION",
}));

export const criterionById = (id: string): TrialCriterion | undefined => TRIAL_CRITERIA.find((criterion) => criterion.id === id);
