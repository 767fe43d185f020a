import type { Finding, PatientRecord, RecordEntry, TracedCriterion } from "@/lib/study/patient-record";
import { codeOf, dayOf, entriesOfForm, figureOf, known, partialDateOf, quantityOf, sourceOf, textOf } from "@/lib/study/derive/record-reading";
import { assessEligibility } from "@/lib/study/eligibility/assess-eligibility";
import type { EligibilityInputs } from "@/lib/study/eligibility/eligibility-inputs";

const YES_NO = ["Y", "N"] as const;

/** The screening form that each input stands in. */
const FORM_OF: Readonly<Record<keyof EligibilityInputs, string>> = {
  consentDate: "consent",
  age: "demography",
  diseaseStatus: "aml_history", inductionCourses: "aml_history", firstCrDate: "aml_history", firstRelapseDate: "aml_history",
  zubrod: "vital_signs",
  bilirubin: "chemistry", bilirubinUln: "chemistry", alt: "chemistry", altUln: "chemistry", creatinine: "chemistry", creatinineUln: "chemistry",
  creatinineClearance: "chemistry", magnesium: "chemistry", magnesiumLower: "chemistry", magnesiumUpper: "chemistry",
  lvefPercent: "cardiac",
  leukaemicInfiltration: "eligibility", lifeExpectancy: "eligibility", ableToComply: "eligibility", contraception: "eligibility",
  interferingAgents: "eligibility", severeCondition: "eligibility",
};

/** The day of the examination that a form records, where it has one. */
const DAY_OF_FORM: Readonly<Record<string, string>> = { consent: "consentDate", vital_signs: "measuredOn", chemistry: "sampleDate", cardiac: "examinedOn" };

type ScreeningForms = Readonly<Record<string, RecordEntry | undefined>>;

const screeningOf = (record: PatientRecord): ScreeningForms =>
  Object.fromEntries([...new Set(Object.values(FORM_OF))].map((formId) => [formId, entriesOfForm(record, formId, "SCR")[0]]));

const wholeNumber = (entry: RecordEntry | undefined, field: string): number | null => {
  const value = known(entry, field);
  return typeof value === "number" ? value : null;
};

/** "Not applicable" is an answer here, not a gap. */
function yesNoOrNotApplicable(entry: RecordEntry | undefined, field: string): "Y" | "N" | "not_applicable" | null {
  const answer = entry?.answers[field] as { readonly missing?: unknown } | null | undefined;
  return typeof answer === "object" && answer?.missing === "not_applicable" ? "not_applicable" : codeOf(entry, field, YES_NO);
}

function inputsFrom(forms: ScreeningForms): EligibilityInputs {
  const { consent, demography, aml_history: history, vital_signs: vitals, chemistry, cardiac, eligibility } = forms;
  return {
    consentDate: dayOf(consent, "consentDate"),
    age: wholeNumber(demography, "age"),
    diseaseStatus: codeOf(history, "diseaseStatus", ["refractory", "relapsed"]),
    inductionCourses: wholeNumber(history, "inductionCourses"),
    firstCrDate: partialDateOf(history, "firstCrDate"),
    firstRelapseDate: partialDateOf(history, "firstRelapseDate"),
    zubrod: textOf(vitals, "zubrod"),
    bilirubin: quantityOf(chemistry, "bilirubin"),
    bilirubinUln: quantityOf(chemistry, "bilirubinUln"),
    alt: quantityOf(chemistry, "alt"),
    altUln: quantityOf(chemistry, "altUln"),
    creatinine: quantityOf(chemistry, "creatinine"),
    creatinineUln: quantityOf(chemistry, "creatinineUln"),
    creatinineClearance: figureOf(chemistry, "creatinineClearance"),
    magnesium: quantityOf(chemistry, "magnesium"),
    magnesiumLower: quantityOf(chemistry, "magnesiumLower"),
    magnesiumUpper: quantityOf(chemistry, "magnesiumUpper"),
    lvefPercent: figureOf(cardiac, "lvefPercent"),
    leukaemicInfiltration: yesNoOrNotApplicable(eligibility, "leukaemicInfiltration"),
    lifeExpectancy: codeOf(eligibility, "lifeExpectancy", YES_NO),
    ableToComply: codeOf(eligibility, "ableToComply", YES_NO),
    contraception: yesNoOrNotApplicable(eligibility, "contraception"),
    interferingAgents: codeOf(eligibility, "interferingAgents", YES_NO),
    severeCondition: codeOf(eligibility, "severeCondition", YES_NO),
  };
}

/** Blank and asked for: the number of induction courses decides only whether a patient is refractory. */
const isAwaited = (name: keyof EligibilityInputs, inputs: EligibilityInputs): boolean =>
  inputs[name] === null && !(name === "inductionCourses" && inputs.diseaseStatus === "relapsed");

/** Whether the patient may enter, criterion by criterion, each with the field to look at: the first blank one, or else the first. */
export function eligibilityFinding(record: PatientRecord): Finding {
  const forms = screeningOf(record);
  const inputs = inputsFrom(forms);
  const { value, criteria } = assessEligibility(inputs);
  const traced = criteria.map(({ reads, ...criterion }): TracedCriterion => {
    const field = (criterion.state === "unknown" ? reads.find((name) => isAwaited(name, inputs)) : undefined) ?? reads[0] ?? "consentDate";
    const entry = forms[FORM_OF[field]];
    return { ...criterion, on: dayOf(entry, DAY_OF_FORM[FORM_OF[field]] ?? ""), source: sourceOf(entry, field) };
  });
  return { kind: "eligibility", subject: "", value, trace: { criteria: traced } };
}
