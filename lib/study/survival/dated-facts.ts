import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { codeOf, dayOf, entriesOfForm, figureOf, known, sourceOf } from "@/lib/study/derive/record-reading";
import type { PatientRecord, RecordEntry, Source } from "@/lib/study/patient-record";

/** Something that happened on a whole, known day, and the field that says so. */
export interface DatedFact {
  readonly on: CalendarDate;
  readonly what: string;
  readonly source: Source | null;
}

/** A date of a form that shows the patient alive; with `when`, only if another answer says so. */
interface Sighting {
  readonly form: string;
  readonly field: string;
  readonly what: string;
  readonly when?: (entry: RecordEntry) => boolean;
}

const isAlive = (entry: RecordEntry): boolean => codeOf(entry, "status", ["alive"]) === "alive";
const outlived = (entry: RecordEntry): boolean => codeOf(entry, "grade", ["5"]) === null && codeOf(entry, "outcome", ["fatal"]) === null;

/**
 * Every date of every form on which a patient was seen, treated or spoken to. A date without its day shows nothing here. Dates that
 * lie before the trial or say nothing about life (`NO_SIGHTING`) are left out.
 */
export const SIGHTINGS: readonly Sighting[] = [
  { form: "consent", field: "consentDate", what: "consent" },
  { form: "randomisation", field: "randomisedOn", what: "randomisation" },
  { form: "vital_signs", field: "measuredOn", what: "vital signs" },
  { form: "chemistry", field: "sampleDate", what: "chemistry" },
  { form: "cardiac", field: "examinedOn", what: "cardiac examination" },
  { form: "haematology", field: "sampleDate", what: "blood counts" },
  { form: "marrow", field: "marrowDate", what: "marrow" },
  { form: "extramedullary", field: "examinedOn", what: "examination for extramedullary disease" },
  { form: "cenersen_infusion", field: "startAt", what: "start of cenersen" },
  { form: "cenersen_infusion", field: "stopAt", what: "end of cenersen" },
  { form: "infusion_interruption", field: "stoppedAt", what: "interruption of the infusion" },
  { form: "infusion_interruption", field: "resumedAt", what: "resumption of the infusion" },
  { form: "infusion_bag", field: "hungAt", what: "infusion bag" },
  { form: "infusion_bag", field: "endedAt", what: "end of an infusion bag" },
  { form: "idarubicin_dose", field: "doseDate", what: "idarubicin", when: (entry) => figureOf(entry, "doseMg") !== "0" },
  { form: "cytarabine_dose", field: "doseDate", what: "cytarabine", when: (entry) => figureOf(entry, "doseMg") !== "0" },
  { form: "transfusion", field: "givenOn", what: "transfusion" },
  { form: "concomitant_medication", field: "startDate", what: "start of a medication" },
  { form: "adverse_event", field: "startDate", what: "adverse event", when: outlived },
  { form: "adverse_event", field: "stopDate", what: "end of an adverse event", when: outlived },
  { form: "relapse", field: "relapseDate", what: "relapse" },
  { form: "new_therapy", field: "startDate", what: "new therapy" },
  { form: "end_of_treatment", field: "lastDoseOn", what: "last dose" },
  { form: "follow_up", field: "contactDate", what: "follow-up contact", when: isAlive },
];

/** Dates that show nobody alive: of the past, of a judgement on paper, of death, or of what may outlast it. */
export const NO_SIGHTING: readonly string[] = [
  "aml_history.diagnosisDate", "aml_history.firstCrDate", "aml_history.firstRelapseDate", "aml_history.refractoryDate", "response_assessment.assessedOn",
  "end_of_treatment.endedOn", "death.deathDate", "concomitant_medication.stopDate", "adverse_event.awareAt", "adverse_event.reportedAt", "protocol_deviation.happenedOn", "protocol_deviation.reportedOn",
];

/** What shows the state of the disease. Counts show it only with a look at blasts. */
const EXAMINATIONS: readonly Sighting[] = [
  { form: "haematology", field: "sampleDate", what: "blood counts", when: (entry) => known(entry, "blastsPct") !== null },
  { form: "marrow", field: "marrowDate", what: "marrow", when: (entry) => known(entry, "blastPct") !== null },
  { form: "extramedullary", field: "examinedOn", what: "examination for extramedullary disease", when: (entry) => codeOf(entry, "disease", ["N", "Y"]) !== null },
  { form: "follow_up", field: "contactDate", what: "follow-up contact", when: (entry) => codeOf(entry, "diseaseStatus", ["in_remission", "relapsed", "active"]) !== null },
];

const factsOf = (record: PatientRecord, sightings: readonly Sighting[]): readonly DatedFact[] => sightings.flatMap(({ form, field, what, when }) =>
  entriesOfForm(record, form).filter((entry) => when?.(entry) ?? true).flatMap((entry) => {
    const on = dayOf(entry, field);
    return on === null ? [] : [{ on, what, source: sourceOf(entry, field) }];
  }));

export const earliest = (facts: readonly (DatedFact | null)[]): DatedFact | null =>
  facts.filter((fact) => fact !== null).reduce<DatedFact | null>((first, fact) => (first === null || fact.on < first.on ? fact : first), null);

const latest = (facts: readonly DatedFact[]): DatedFact | null =>
  facts.reduce<DatedFact | null>((last, fact) => (last === null || fact.on > last.on ? fact : last), null);

/** The last day on which the record shows the patient alive, randomisation included. */
export function lastKnownAlive(record: PatientRecord): DatedFact | null {
  const randomised = record.randomisedOn === null ? [] : [{ on: record.randomisedOn, what: "randomisation", source: null }];
  return latest([...randomised, ...factsOf(record, SIGHTINGS)]);
}

/** The last day on which the disease was looked at. */
export const lastDiseaseAssessment = (record: PatientRecord): DatedFact | null => latest(factsOf(record, EXAMINATIONS));

/** The first whole date in this field over all rows of a form. */
export const firstOf = (record: PatientRecord, form: string, field: string, what: string): DatedFact | null => earliest(factsOf(record, [{ form, field, what }]));
