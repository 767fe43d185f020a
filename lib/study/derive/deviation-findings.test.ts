import { describe, expect, test } from "vitest";
import { isDeviationCategory } from "@/lib/study/deviations/deviation-categories";
import { derivePatient } from "@/lib/study/derive-patient";
import type { DeviationTrace } from "@/lib/study/derive/deviation-findings";
import { exampleEntry as entry, exampleRecord } from "@/lib/study/example-record";
import type { PatientRecord, RecordEntry } from "@/lib/study/patient-record";

const mg = (value: string) => ({ value, unit: "mg/dL" });
const PATIENT: readonly RecordEntry[] = [
  entry("consent", "SCR", { consentDate: "2024-09-05" }),
  entry("demography", "SCR", { age: 61, sex: "M" }),
  entry("aml_history", "SCR", { diseaseStatus: "refractory", inductionCourses: 1, salvageCourses: 0 }),
  entry("vital_signs", "SCR", { measuredOn: "2024-09-05", heightCm: "170", weightKg: "70", zubrod: "1" }),
  entry("chemistry", "SCR", {
    sampleDate: "2024-09-06", bilirubin: mg("0.8"), bilirubinUln: mg("1"), alt: { value: "30", unit: "U/L" }, altUln: { value: "40", unit: "U/L" },
    creatinine: mg("0.9"), creatinineUln: mg("1.2"), magnesium: mg("2"), magnesiumLower: mg("1.7"), magnesiumUpper: mg("2.2"),
  }),
  entry("cardiac", "SCR", { examinedOn: "2024-09-06", lvefPercent: "60" }),
  entry("eligibility", "SCR", { leukaemicInfiltration: "N", lifeExpectancy: "Y", ableToComply: "Y", contraception: "Y", interferingAgents: "N", severeCondition: "N" }),
  entry("cenersen_infusion", "C1", { startAt: "2024-09-16T09:00", stopAt: "2024-09-20T09:00", rateMgPerHour: "7" }),
  entry("idarubicin_dose", "C1", { doseDate: "2024-09-17", doseMg: "21.8" }),
  entry("haematology", "D28", { sampleDate: "2024-10-21" }),
];
const changed = (id: string, answers: RecordEntry["answers"]): readonly RecordEntry[] => PATIENT.map((one) => (one.id === id ? { ...one, answers: { ...one.answers, ...answers } } : one));
const found = (entries: readonly RecordEntry[], patient: Partial<PatientRecord> = {}) =>
  derivePatient(exampleRecord(entries, patient), { hashOf: (text) => `hash ${text}` }).filter(({ kind }) => kind === "deviation");
const named = (entries: readonly RecordEntry[], patient: Partial<PatientRecord> = {}) => found(entries, patient).map(({ subject, value }) => `${subject} ${value}`);
const waiver = (criterion: string) => ({ criterion, reason: "agreed", byName: "Dana Stone", at: "2024-09-08T10:00:00Z" });

test("a patient treated by the protocol has no deviation", () => {
  expect(named(PATIENT)).toEqual([]);
});

describe("one deviation for each fact", () => {
  test.each<readonly [string, readonly RecordEntry[], Partial<PatientRecord>, readonly string[]]>([
    ["a criterion that fails after randomisation", changed("cardiac@SCR", { lvefPercent: "50" }), {}, ["eligibility:LVEF eligibility"]],
    ["a criterion that fails while the patient is screened: the patient does not enter", changed("cardiac@SCR", { lvefPercent: "50" }).filter(({ visit }) => visit === "SCR"), { arm: null, randomisedOn: null }, []],
    ["a waived criterion, before randomisation too", changed("cardiac@SCR", { lvefPercent: "50" }).filter(({ visit }) => visit === "SCR"), { arm: null, randomisedOn: null, waivers: [waiver("LVEF")] }, ["waiver:LVEF eligibility"]],
    ["a waived criterion after randomisation, once", changed("cardiac@SCR", { lvefPercent: "50" }), { waivers: [waiver("LVEF")] }, ["waiver:LVEF eligibility"]],
    ["a waived criterion that is met again: none", PATIENT, { waivers: [waiver("LVEF")] }, []],
    ["a waived criterion that became unknown: none", changed("cardiac@SCR", { lvefPercent: null }), { waivers: [waiver("LVEF")] }, []],
    ["consent after examinations, however many", changed("consent@SCR", { consentDate: "2024-09-07" }), {}, ["consent:consent@SCR consent"]],
    ["consent after everything", changed("consent@SCR", { consentDate: "2024-12-01" }), {}, ["consent:consent@SCR consent"]],
    ["consent without a date: unknown, no deviation", changed("consent@SCR", { consentDate: null }), {}, []],
    ["cenersen before randomisation", PATIENT, { randomisedOn: "2024-09-17" }, ["treatment:cenersen_infusion@C1 randomisation"]],
    ["a dose of 10 % more", changed("idarubicin_dose@C1", { doseMg: "23.98" }), {}, []],
    ["a dose of more than 10 %", changed("idarubicin_dose@C1", { doseMg: "24", deviationReason: "vial size" }), {}, ["dose:idarubicin_dose@C1 dose"]],
    ["a drug that the arm does not receive", [...PATIENT, entry("cytarabine_dose", "C1", { doseDate: "2024-09-17", doseMg: "182" })], { arm: "A" }, ["arm:cytarabine_dose@C1 randomisation"]],
    ["an assessment on the last planned day", changed("haematology@D28", { sampleDate: "2024-10-27" }), {}, []],
    ["an assessment a day after it", changed("haematology@D28", { sampleDate: "2024-10-28" }), {}, ["visit:haematology@D28 visit_window"]],
    ["an assessment at an unscheduled visit, which has no days", [...PATIENT, entry("haematology", "UNS1", { sampleDate: "2025-03-01" })], {}, []],
    ["a marrow that was not done", [...PATIENT, entry("marrow", "D14", { done: "N", marrowDate: "2024-12-01" })], {}, []],
  ])("%s", (_, entries, patient, deviations) => {
    expect(named(entries, patient)).toEqual(deviations);
  });

  test("screening too long before day 1 is of eligibility, and not of a window as well", () => {
    expect(named(changed("cenersen_infusion@C1", { startAt: "2024-10-04T09:00", stopAt: "2024-10-08T09:00" }).filter(({ id }) => !/dose|D28/.test(id)))).toEqual(["eligibility:SCREENING_WINDOW eligibility"]);
  });
});

describe("a prohibited medication", () => {
  const taken = [...PATIENT, entry("concomitant_medication", null, { medication: "Tylenol", startDate: "2024-09-17", stopDate: "2024-09-18", doseValue: "500", doseUnit: "mg", frequency: "twice_daily", route: "oral", indication: "fever" })];
  const subject = "medication:concomitant_medication prohibited_medication";
  const hash = (derivePatient(exampleRecord(taken), { hashOf: (text) => `hash ${text}` }).find(({ kind }) => kind === "exposure")?.trace as { readonly inputsHash: string }).inputsHash;
  const decided = (verdict: "not_an_inhibitor" | "inhibitor_exposure", inputsHash: string) => ({ exposureReviews: [{ entryId: "concomitant_medication", inputsHash, verdict }] });

  test("inside the window is a deviation, unless a monitor decided otherwise on these very data", () => {
    expect(named(taken)).toEqual([subject]);
    expect(named(taken, decided("not_an_inhibitor", hash))).toEqual([]);
    expect(named(taken, decided("not_an_inhibitor", "of something else"))).toEqual([subject]);
    expect(named(taken, decided("inhibitor_exposure", hash))).toEqual([subject]);
  });
});

test("each says what was asked and done, on which day, where, and by which part of the protocol", () => {
  const all = [
    ...found(changed("idarubicin_dose@C1", { doseMg: "24", deviationReason: "vial size" })), ...found(changed("cardiac@SCR", { lvefPercent: "50" }), { waivers: [waiver("LVEF")] }),
    ...found(changed("haematology@D28", { sampleDate: "2024-10-28" })), ...found(changed("consent@SCR", { consentDate: "2024-09-07" })),
  ];
  expect(all).toHaveLength(4);
  for (const { value, trace } of all) {
    const { says, on, source, protocol } = trace as DeviationTrace;
    expect([isDeviationCategory(value), says.length > 20, on !== null, source?.entryId.length ?? 0 > 0, protocol.length > 0]).not.toContain(false);
    expect(says).not.toMatch(/null|undefined|NaN|\[object/);
  }
  expect((all[0]?.trace as DeviationTrace).reason).toBe("vial size");
  expect((all[1]?.trace as DeviationTrace)).toMatchObject({ reason: "agreed", on: "2024-09-06", source: { entryId: "cardiac@SCR", field: "lvefPercent" } });
  expect((all[2]?.trace as DeviationTrace).says).toBe("Haematology, day 28 to 42: done on 28-Oct-2024 (D43), planned 13-Oct-2024 to 27-Oct-2024");
});
