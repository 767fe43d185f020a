import { remembered } from "@/lib/kernel/remembered";

/** Every date of the study, by form and field, as a sentence names it. A date that is not here has no place in the chronology. */
export const STUDY_DATES = {
  randomisation: "randomisation",
  "consent.consentDate": "consent",
  "aml_history.diagnosisDate": "the diagnosis of AML",
  "aml_history.firstCrDate": "the first remission",
  "aml_history.firstRelapseDate": "the first relapse",
  "aml_history.refractoryDate": "resistant disease",
  "vital_signs.measuredOn": "the measurement of vital signs",
  "chemistry.sampleDate": "the chemistry sample",
  "cardiac.examinedOn": "the examination of the heart",
  "haematology.sampleDate": "the blood sample",
  "marrow.marrowDate": "the marrow",
  "extramedullary.examinedOn": "the examination for extramedullary disease",
  "response_assessment.assessedOn": "the response assessment",
  "cenersen_infusion.startAt": "the start of cenersen",
  "cenersen_infusion.stopAt": "the end of cenersen",
  "infusion_interruption.stoppedAt": "the beginning of an interruption",
  "infusion_interruption.resumedAt": "the end of an interruption",
  "infusion_bag.hungAt": "the hanging of a bag",
  "infusion_bag.endedAt": "the end of a bag",
  "idarubicin_dose.doseDate": "a dose of idarubicin",
  "cytarabine_dose.doseDate": "a dose of cytarabine",
  "concomitant_medication.startDate": "the start of a medication",
  "concomitant_medication.stopDate": "the end of a medication",
  "transfusion.givenOn": "a transfusion",
  "adverse_event.startDate": "the start of an adverse event",
  "adverse_event.stopDate": "the end of an adverse event",
  "adverse_event.awareAt": "the awareness of a serious event",
  "adverse_event.reportedAt": "the report of a serious event",
  "relapse.relapseDate": "the relapse",
  "new_therapy.startDate": "the start of new therapy",
  "end_of_treatment.endedOn": "the end of treatment",
  "end_of_treatment.lastDoseOn": "the last dose of study drug",
  "protocol_deviation.happenedOn": "the deviation",
  "protocol_deviation.reportedOn": "the report of a deviation",
  "follow_up.contactDate": "the contact",
  "death.deathDate": "the death",
} as const;

export type StudyDate = keyof typeof STUDY_DATES;

/** A date that a person fills in. Randomisation is an act, and its form is written by it. */
export type FormDate = Exclude<StudyDate, "randomisation">;

/** "marrow.marrowDate" → its form and its field. */
export const placeOf = remembered((date: FormDate) => date, (date): { readonly form: string; readonly field: string } => {
  const [form = "", field = ""] = date.split(".");
  return { form, field };
});
