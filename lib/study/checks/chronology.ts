import type { FormDate, StudyDate } from "@/lib/study/checks/study-dates";

/** A date and others that it must not precede, or must not follow. The later-filled form asks, so that a contradiction is asked about once. */
export interface DatesInOrder {
  readonly id: string;
  readonly at: FormDate;
  readonly not: "before" | "after";
  readonly others: readonly StudyDate[];
  /** Where the rule applies: without it, at every visit. Later visits have windows, which say more than an order. */
  readonly visits?: "screening" | "screening_or_unscheduled" | "unscheduled";
  /** Only dates of the same visit count. */
  readonly sameVisit?: true;
  /** Answers of the same row under which another check asks the same. */
  readonly unless?: Readonly<Record<string, string>>;
  readonly protocol: string;
  /** What to do, after the sentence that names both dates. */
  readonly then: string;
}

const correct = "Correct one of the dates";
const orReport = `${correct}, or report the deviation.`;
const routine = `${correct}, or say that it was done in routine care.`;

const history = (id: string, at: FormDate, not: "before" | "after", others: readonly StudyDate[]): DatesInOrder => ({ id, at, not, others, protocol: "Eligibility, disease", then: `${correct}.` });

/** What eligibility rests on is done after consent and before randomisation, or treatment. Forms that know the days of their visit ask about treatment there. */
const screening = (prefix: string, [first, second]: readonly [number, number], at: FormDate, protocol: string, before: readonly StudyDate[] = ["randomisation"]): readonly DatesInOrder[] => [
  { id: numbered(prefix, first), at, not: "before", others: ["consent.consentDate"], visits: "screening_or_unscheduled", protocol: "Consent and randomisation", then: routine },
  { id: numbered(prefix, second), at, not: "after", others: before, visits: "screening", protocol, then: orReport },
];
const OR_TREATMENT: readonly StudyDate[] = ["randomisation", "cenersen_infusion.startAt"];
const numbered = (prefix: string, number: number) => `${prefix}${String(number).padStart(2, "0")}`;

/** Days on which the patient was alive, or on which something was done to or for the patient. */
const IN_LIFE: readonly StudyDate[] = [
  "randomisation", "consent.consentDate", "aml_history.diagnosisDate", "aml_history.firstCrDate", "aml_history.firstRelapseDate", "aml_history.refractoryDate",
  "vital_signs.measuredOn", "chemistry.sampleDate", "cardiac.examinedOn", "haematology.sampleDate", "marrow.marrowDate", "extramedullary.examinedOn",
  "cenersen_infusion.startAt", "cenersen_infusion.stopAt", "infusion_interruption.stoppedAt", "infusion_interruption.resumedAt", "infusion_bag.hungAt", "infusion_bag.endedAt",
  "idarubicin_dose.doseDate", "cytarabine_dose.doseDate", "transfusion.givenOn", "new_therapy.startDate", "end_of_treatment.endedOn", "end_of_treatment.lastDoseOn",
];

/** The order of all dates, as far as forms do not ask about it in words of their own (`ASKED_ELSEWHERE`). */
export const CHRONOLOGY: readonly DatesInOrder[] = [
  { id: "CO01", at: "consent.consentDate", not: "after", others: ["randomisation"], protocol: "Consent and randomisation", then: orReport },

  history("MH01", "aml_history.diagnosisDate", "after", ["consent.consentDate"]),
  history("MH02", "aml_history.firstCrDate", "before", ["aml_history.diagnosisDate"]),
  history("MH30", "aml_history.firstCrDate", "after", ["consent.consentDate"]),
  history("MH03", "aml_history.firstRelapseDate", "before", ["aml_history.diagnosisDate", "aml_history.firstCrDate"]),
  history("MH05", "aml_history.firstRelapseDate", "after", ["consent.consentDate"]),
  history("MH06", "aml_history.refractoryDate", "before", ["aml_history.diagnosisDate"]),
  history("MH31", "aml_history.refractoryDate", "after", ["consent.consentDate"]),

  ...screening("VS", [40, 41], "vital_signs.measuredOn", "Eligibility, performance status", OR_TREATMENT),
  ...screening("CH", [40, 41], "chemistry.sampleDate", "Eligibility, organ function", OR_TREATMENT),
  ...screening("CA", [2, 1], "cardiac.examinedOn", "Eligibility, heart", OR_TREATMENT),
  ...screening("HE", [40, 41], "haematology.sampleDate", "Schedule of assessments"),
  ...screening("MA", [40, 41], "marrow.marrowDate", "Eligibility, disease"),
  ...screening("EM", [40, 41], "extramedullary.examinedOn", "Schedule of assessments"),

  { id: "TR03", at: "transfusion.givenOn", not: "before", others: ["consent.consentDate"], protocol: "Transfusions", then: `${correct}, or remove the row: what came before consent belongs to the history.` },

  { id: "CM20", at: "concomitant_medication.stopDate", not: "after", others: ["death.deathDate"], protocol: "Concomitant medication", then: `${correct}.` },
  { id: "AE40", at: "adverse_event.stopDate", not: "after", others: ["death.deathDate"], unless: { outcome: "fatal" }, protocol: "Adverse events, survival", then: `${correct}.` },
  { id: "RE20", at: "relapse.relapseDate", not: "before", others: ["cenersen_infusion.startAt"], protocol: "Response criteria, relapse", then: `${correct}; a relapse before the trial belongs to the AML history.` },
  { id: "ET01", at: "end_of_treatment.endedOn", not: "before", others: ["cenersen_infusion.startAt", "cenersen_infusion.stopAt", "idarubicin_dose.doseDate", "cytarabine_dose.doseDate"], protocol: "End of treatment", then: `${correct}.` },
  { id: "ET20", at: "end_of_treatment.lastDoseOn", not: "before", others: ["cenersen_infusion.startAt", "idarubicin_dose.doseDate", "cytarabine_dose.doseDate"], protocol: "End of treatment", then: `${correct}.` },
  { id: "ET21", at: "end_of_treatment.lastDoseOn", not: "after", others: ["end_of_treatment.endedOn"], protocol: "End of treatment", then: `${correct}.` },

  { id: "DE01", at: "death.deathDate", not: "before", others: IN_LIFE, protocol: "Survival", then: `${correct}.` },
];

/** Orders that a form asks about itself, because its sentence says more than the order: which check asks, and what else must be answered for it. */
export interface AskedElsewhere {
  readonly id: string;
  readonly earlier: StudyDate;
  readonly later: FormDate;
  readonly sameVisit?: true;
  readonly and?: { readonly earlier?: Readonly<Record<string, unknown>>; readonly later?: Readonly<Record<string, unknown>> };
  /** Its sentence names the planned days that follow from the other date. */
  readonly namesDays?: true;
}

const running = { stopAt: "2024-09-20T09:00" };
const begun = { startAt: "2024-09-10T09:00" };

export const ASKED_ELSEWHERE: readonly AskedElsewhere[] = [
  { id: "IN01", earlier: "cenersen_infusion.startAt", later: "cenersen_infusion.stopAt" },
  { id: "IN04", earlier: "consent.consentDate", later: "cenersen_infusion.startAt" },
  { id: "IN05", earlier: "randomisation", later: "cenersen_infusion.startAt" },
  { id: "II01", earlier: "infusion_interruption.stoppedAt", later: "infusion_interruption.resumedAt" },
  { id: "II02", earlier: "cenersen_infusion.startAt", later: "infusion_interruption.stoppedAt", and: { earlier: running } },
  { id: "II02", earlier: "infusion_interruption.stoppedAt", later: "cenersen_infusion.stopAt", and: { earlier: { resumedAt: "2024-09-12T10:00" }, later: begun } },
  { id: "II03", earlier: "infusion_interruption.resumedAt", later: "cenersen_infusion.stopAt", and: { earlier: { stoppedAt: "2024-09-10T12:00" }, later: begun } },
  { id: "IB01", earlier: "infusion_bag.hungAt", later: "infusion_bag.endedAt" },
  { id: "IB02", earlier: "cenersen_infusion.startAt", later: "infusion_bag.hungAt", and: { earlier: running, later: { endedAt: "2024-09-13T09:00" } } },
  { id: "IB02", earlier: "infusion_bag.endedAt", later: "cenersen_infusion.stopAt", and: { earlier: { hungAt: "2024-09-10T09:00" }, later: begun } },
  { id: "ID01", earlier: "cenersen_infusion.startAt", later: "idarubicin_dose.doseDate", namesDays: true },
  { id: "AC01", earlier: "cenersen_infusion.startAt", later: "cytarabine_dose.doseDate", namesDays: true },
  { id: "CM01", earlier: "concomitant_medication.startDate", later: "concomitant_medication.stopDate" },
  { id: "CM03", earlier: "concomitant_medication.startDate", later: "death.deathDate" },
  { id: "AE01", earlier: "adverse_event.startDate", later: "adverse_event.stopDate" },
  { id: "AE04", earlier: "consent.consentDate", later: "adverse_event.startDate" },
  { id: "AE05", earlier: "adverse_event.startDate", later: "death.deathDate" },
  { id: "AE12", earlier: "adverse_event.startDate", later: "adverse_event.awareAt" },
  { id: "AE13", earlier: "adverse_event.awareAt", later: "adverse_event.reportedAt" },
  { id: "RA04", earlier: "marrow.marrowDate", later: "response_assessment.assessedOn", sameVisit: true },
  { id: "NT01", earlier: "cenersen_infusion.startAt", later: "new_therapy.startDate" },
  { id: "RE02", earlier: "relapse.relapseDate", later: "death.deathDate" },
  { id: "FU03", earlier: "cenersen_infusion.startAt", later: "follow_up.contactDate", namesDays: true },
  { id: "PD01", earlier: "consent.consentDate", later: "protocol_deviation.happenedOn" },
  { id: "PD02", earlier: "protocol_deviation.happenedOn", later: "protocol_deviation.reportedOn" },
  { id: "PD05", earlier: "protocol_deviation.happenedOn", later: "death.deathDate" },
  { id: "FU02", earlier: "follow_up.contactDate", later: "death.deathDate", and: { earlier: { status: "alive" } } },
];
