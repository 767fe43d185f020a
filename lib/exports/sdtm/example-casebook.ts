import type { CutPatient } from "../export-format";
import { examplePatient, TREATED, type ExampleEntry } from "./example-cut";

const count = (value: string) => ({ value, unit: "K/uL" });
const counts = (visit: string, sampleDate: string, anc: string, platelets: string, blastsPct: string): ExampleEntry =>
  ({ form: "haematology", visit, answers: { sampleDate, wbc: count("3.1"), anc: count(anc), platelets: count(platelets), haemoglobin: { value: "9.1", unit: "g/dL" }, blastsPct } });
const marrow = (visit: string, marrowDate: string, blastPct: string): ExampleEntry =>
  ({ form: "marrow", visit, answers: { done: "Y", marrowDate, blastPct, nucleatedCells: 300, spicules: "Y", auerRods: "N", biopsyCellularityPct: { missing: "unknown" } } });
const assessed = (visit: string, assessedOn: string, investigatorResponse: string): ExampleEntry => ({ form: "response_assessment", visit, answers: { assessedOn, investigatorResponse } });
const examined = (visit: string, examinedOn: string): ExampleEntry => ({ form: "extramedullary", visit, answers: { disease: "N", examinedOn, method: "clinical" } });
const event = (row: number, answers: Readonly<Record<string, unknown>>): ExampleEntry => ({
  form: "adverse_event", row, answers: {
    term: "Übelkeit nach Infusion", ctcaeTerm: { term: "Nausea", group: "Gastrointestinal disorders", levels: ["1", "2", "3"], dictionary: "CTCAE 5.0" }, grade: "2", serious: "N", related: "Y", actionCenersen: "none",
    outcome: "recovered", startDate: "2024-09-12", stopDate: "2024-09-14", treatmentGiven: "N", ...answers,
  },
});

const PLACES: readonly ExampleEntry[] = [
  { form: "aml_history", visit: "SCR", answers: { diseaseStatus: "relapsed", diagnosisDate: "2023-03", firstCrDate: "2023", firstRelapseDate: { missing: "unknown" }, cytogenetics: "normal", karyotype: "46,XX[20]", fab: "M2", inductionCourses: 1, salvageCourses: 0, priorTherapies: "7+3, then nothing" } },
  counts("SCR", "2024-09-03", "0.4", "31", "42"), marrow("SCR", "2024-09-03", "61"), examined("SCR", "2024-09-03"),
  { form: "cardiac", visit: "SCR", answers: { examinedOn: "2024-09-04", lvefPercent: "62", method: "echo" } },
  { form: "randomisation", answers: { randomisedOn: "2024-09-10", randomisedAt: "10:30", stratum: "relapsed", arm: "B", protocolVersion: "2007", enteredAs: "eligible" } },
];

/** A patient in remission after one course, with an interruption, a missed dose, partial dates and a stay in hospital. */
const responder = examplePatient([
  ...TREATED, ...PLACES,
  { form: "infusion_interruption", visit: "C1", answers: { stoppedAt: "2024-09-12T20:00", resumedAt: "2024-09-12T21:30", reason: "Line occluded" } },
  { form: "idarubicin_dose", visit: "C1", row: 1, answers: { doseDate: "2024-09-12", doseMg: "21.8" } },
  { form: "idarubicin_dose", visit: "C1", row: 2, answers: { doseDate: "2024-09-13", doseMg: "0", changeReason: "toxicity", deviationReason: "Fever" } },
  { form: "concomitant_medication", row: 1, answers: { medication: "Allopurinol", doseValue: "300", doseUnit: "mg", frequency: "daily", route: "oral", startDate: "2024-08", ongoing: "Y" } },
  { form: "transfusion", row: 1, answers: { givenOn: "2024-09-20", product: "platelets", units: 1 } },
  counts("D28", "2024-10-10", "1.4", "82", "0"), marrow("D28", "2024-10-10", "2"), examined("D28", "2024-10-10"), assessed("D28", "2024-10-11", "CRp"),
  event(1, { outcome: "recovered", stopDate: { missing: "unknown" } }), event(2, { outcome: "not_recovered", stopDate: null }),
  { form: "follow_up", visit: "FU3", answers: { contactDate: "2024-12-12", status: "alive", contactBy: "telephone", diseaseStatus: "in_remission", newTherapySince: "N", comment: "Well at home." } },
]);

/** A patient of the other version who did not respond, was lost for a visit and died. */
const refractory = examplePatient([
  ...TREATED.map((entry) => (entry.form === "cenersen_infusion" ? { ...entry, answers: { ...entry.answers, stopAt: "2024-09-18T09:00" } } : entry)), ...PLACES,
  { form: "chemistry", visit: "SCR", answers: { sampleDate: "2024-09-03", bilirubin: { value: "0.9", unit: "mg/dL" }, bilirubinUln: { value: "1.2", unit: "mg/dL" }, magnesium: { missing: "not_done" } } },
  marrow("D14", "2024-09-26", "35"), counts("D14", "2024-09-26", "0.1", "12", "8"), assessed("D14", "2024-09-27", "NR"),
  { form: "marrow", visit: "D28", answers: { done: "N" } }, { form: "vital_signs", visit: "C2", notDoneReason: "No second course" },
  { form: "end_of_treatment", answers: { endedOn: "2024-10-01", reason: "progression" } }, { form: "death", answers: { deathDate: "2024-11-02", cause: "aml", autopsy: "N", relatedToTreatment: "N" } },
  event(1, { grade: "5", outcome: "fatal", serious: "Y", seriousDeath: "Y", seriousLifeThreatening: "N", seriousHospital: "N", seriousDisability: "N", seriousCongenital: "N", seriousMedical: "N", startDate: "2024-10-28", stopDate: "2024-11-02" }),
], { patient: "101-002", protocolVersion: "review", arm: "C" }, {
  visit: [...["SCR", "C1", "D14", "D28"].map((visit) => ({ visit, addedReason: null, notDoneReason: null })), { visit: "FU3", addedReason: null, notDoneReason: "Died before it." }],
  finding: [{ kind: "deviation", subject: "visit", value: "visit_window", trace: { says: "Bone marrow done on 26-Sep-2024", on: "2024-09-26", reason: null, source: null } }],
});

/** A patient who failed screening. */
const failure = examplePatient([{ form: "consent", visit: "SCR", answers: { consentDate: "2024-09-02" } }, { form: "demography", visit: "SCR", answers: { age: 17, sex: "M" } }], { patient: "101-003", status: "screen_failed", arm: null, randomisedOn: null }, {
  finding: [{ kind: "eligibility", value: "not_eligible", trace: { criteria: [{ id: "AGE", state: "failed", on: null, waiver: null }, { id: "LVEF", state: "met", on: null, waiver: null }] } }],
  screen_failure: [{ step: "failed", at: "2024-09-03T22:30:00", reason: "Too young." }],
});

/** Patients as a study has them, for the rules of conformance. */
export const EXAMPLE_CASEBOOKS: readonly CutPatient[] = [responder, refractory, failure];
