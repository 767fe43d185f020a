import { sayDate } from "@/lib/kernel/calendar-date";
import type { EligibilityWaiver, Finding, PatientRecord, RecordEntry, TracedCriterion } from "@/lib/study/patient-record";
import { LIMIT_FIELD_NAMES, normalLimit, type LimitField, type NormalLimit } from "@/lib/study/derive/normal-limits";
import { codeOf, dayOf, entriesOfForm, figureOf, firstCenersenDayOf, known, partialDateOf, quantityOf, sourceOf, textOf } from "@/lib/study/derive/record-reading";
import { assessEligibility } from "@/lib/study/eligibility/assess-eligibility";
import type { EligibilityInputs, ScreeningDays } from "@/lib/study/eligibility/eligibility-inputs";
import { sayLab } from "@/lib/study/eligibility/lab-criteria";
import { visitByCode } from "@/lib/study/visits";

const YES_NO = ["Y", "N"] as const;

/** The screening form that each input stands in. */
const FORM_OF: Readonly<Record<keyof EligibilityInputs, string>> = {
  consentDate: "consent",
  age: "demography", sex: "demography",
  diseaseStatus: "aml_history", inductionCourses: "aml_history", firstCrDate: "aml_history", firstRelapseDate: "aml_history", salvageCourses: "aml_history",
  zubrod: "vital_signs", weightKg: "vital_signs", measuredOn: "vital_signs",
  sampleDate: "chemistry",
  bilirubin: "chemistry", bilirubinUln: "chemistry", alt: "chemistry", altUln: "chemistry", creatinine: "chemistry", creatinineUln: "chemistry",
  creatinineClearance: "chemistry", magnesium: "chemistry", magnesiumLower: "chemistry", magnesiumUpper: "chemistry",
  lvefPercent: "cardiac", examinedOn: "cardiac",
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

type Limits = Readonly<Record<LimitField, NormalLimit | null>>;
const limitsOf = (record: PatientRecord, { chemistry }: ScreeningForms): Limits =>
  Object.fromEntries(LIMIT_FIELD_NAMES.map((field) => [field, normalLimit(record, chemistry, field)])) as Limits;

function inputsFrom(forms: ScreeningForms, limits: Limits): EligibilityInputs {
  const { consent, demography, aml_history: history, vital_signs: vitals, chemistry, cardiac, eligibility } = forms;
  return {
    consentDate: dayOf(consent, "consentDate"),
    age: wholeNumber(demography, "age"),
    sex: codeOf(demography, "sex", ["M", "F"]),
    diseaseStatus: codeOf(history, "diseaseStatus", ["refractory", "relapsed"]),
    inductionCourses: wholeNumber(history, "inductionCourses"),
    firstCrDate: partialDateOf(history, "firstCrDate"),
    firstRelapseDate: partialDateOf(history, "firstRelapseDate"),
    salvageCourses: wholeNumber(history, "salvageCourses"),
    measuredOn: dayOf(vitals, "measuredOn"),
    sampleDate: dayOf(chemistry, "sampleDate"),
    examinedOn: dayOf(cardiac, "examinedOn"),
    weightKg: figureOf(vitals, "weightKg"),
    zubrod: textOf(vitals, "zubrod"),
    bilirubin: quantityOf(chemistry, "bilirubin"),
    alt: quantityOf(chemistry, "alt"),
    creatinine: quantityOf(chemistry, "creatinine"),
    creatinineClearance: figureOf(chemistry, "creatinineClearance"),
    magnesium: quantityOf(chemistry, "magnesium"),
    ...limits,
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

/** A criterion with where it stands, and the sponsor's waiver where there is one. */
export interface TracedEligibility extends TracedCriterion {
  readonly waiver: EligibilityWaiver | null;
}

const daysOf = (record: PatientRecord): ScreeningDays => {
  const window = visitByCode("SCR", record.protocolVersion)?.window;
  return { window: window ?? NO_WINDOW, firstDay: firstCenersenDayOf(record), randomisedOn: record.randomisedOn };
};
/** A version that plans no days for screening accepts any. */
const NO_WINDOW: ScreeningDays["window"] = { from: -36_500, to: 36_500 };

/** "17 years is below 18; waived by Dana Stone on 21-Nov-2026 because …" */
const sayWaived = (note: string | null, { byName, at, reason }: EligibilityWaiver): string =>
  `${note ?? "Failed"}; waived by ${byName} on ${sayDate(at.slice(0, 10))} because: ${reason}`;

const isLimit = (name: keyof EligibilityInputs): name is LimitField => (LIMIT_FIELD_NAMES as readonly string[]).includes(name);

/** "limit 1.2 mg/dL, range of the site from 01-Nov-2003", of the limits that the criterion read and nobody typed; null without one. */
function saySiteLimits(reads: readonly (keyof EligibilityInputs)[], limits: Limits): string | null {
  const stated = reads.filter(isLimit).map((field) => limits[field]).filter((limit) => limit !== null && limit.validFrom !== null);
  if (stated.length === 0) return null;
  const since = [...new Set(stated.map((limit) => limit?.validFrom ?? ""))].map(sayDate).join(" and ");
  return `${stated.length === 1 ? "limit" : "limits"} ${stated.map(sayLab).join(" and ")}, range of the site from ${since}`;
}

/** Whether the patient may enter, criterion by criterion, each with the field to look at: the first blank one, or else the first. */
export function eligibilityFinding(record: PatientRecord): Finding {
  const forms = screeningOf(record);
  const limits = limitsOf(record, forms);
  const inputs = inputsFrom(forms, limits);
  const { value, criteria } = assessEligibility(inputs, daysOf(record), new Set(record.waivers.map(({ criterion }) => criterion)));
  const traced = criteria.map(({ reads, ...criterion }): TracedEligibility => {
    const field = (criterion.state === "unknown" ? reads.find((name) => isAwaited(name, inputs)) : undefined) ?? reads[0] ?? "consentDate";
    const entry = forms[FORM_OF[field]];
    const waiver = record.waivers.find((given) => given.criterion === criterion.id) ?? null;
    const read = [criterion.note, saySiteLimits(reads, limits)].filter((part) => part !== null).join("; ") || null;
    const note = criterion.state === "failed" && waiver !== null ? sayWaived(read, waiver) : read;
    return { ...criterion, note, waiver, on: dayOf(entry, DAY_OF_FORM[FORM_OF[field]] ?? ""), source: sourceOf(entry, field) };
  });
  return { kind: "eligibility", subject: "", value, trace: { criteria: traced } };
}
