import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { derivePatient } from "@/lib/study/derive-patient";
import { exampleEntry as entry, exampleRecord } from "@/lib/study/example-record";
import type { Finding, FindingKind, PatientRecord, RecordEntry, TracedCriterion } from "@/lib/study/patient-record";
import { formById, forms } from "@/lib/study/study";
import { answerSchema } from "@/lib/crf/answer-schema";

const hashOf = (text: string) => `hash of ${text}`;
const derive = (record: PatientRecord) => derivePatient(record, { hashOf });
const find = (record: PatientRecord, kind: FindingKind, subject = ""): Finding | undefined => derive(record).find((one) => one.kind === kind && one.subject === subject);
const value = (record: PatientRecord, kind: FindingKind, subject = "") => find(record, kind, subject)?.value;
const mg = (amount: string) => ({ value: amount, unit: "mg/dL" });

const SCREENED: readonly RecordEntry[] = [
  entry("consent", "SCR", { consentDate: "2024-09-05" }),
  entry("demography", "SCR", { age: 61, sex: "M" }),
  entry("aml_history", "SCR", { diseaseStatus: "refractory", diagnosisDate: "2024-03", inductionCourses: 1, salvageCourses: 0, refractoryDate: "2024-08" }),
  entry("vital_signs", "SCR", { measuredOn: "2024-09-05", heightCm: "170", weightKg: "68", zubrod: "1" }),
  entry("chemistry", "SCR", {
    sampleDate: "2024-09-06", bilirubin: mg("0.8"), bilirubinUln: mg("1"), alt: { value: "30", unit: "U/L" }, altUln: { value: "40", unit: "U/L" },
    creatinine: mg("0.9"), creatinineUln: mg("1.2"), magnesium: mg("2"), magnesiumLower: mg("1.7"), magnesiumUpper: mg("2.2"),
  }),
  entry("cardiac", "SCR", { examinedOn: "2024-09-06", lvefPercent: "60", method: "echo" }),
  entry("eligibility", "SCR", {
    leukaemicInfiltration: { missing: "not_applicable" }, lifeExpectancy: "Y", ableToComply: "Y", contraception: { missing: "not_applicable" }, interferingAgents: "N", severeCondition: "N",
  }),
  entry("marrow", "SCR", { done: "Y", marrowDate: "2024-09-06", blastPct: "45", nucleatedCells: 300, spicules: "Y", auerRods: "N" }),
];
const DOSED: readonly RecordEntry[] = [
  entry("vital_signs", "C1", { measuredOn: "2024-09-16", heightCm: "170", weightKg: "70" }),
  entry("cenersen_infusion", "C1", { startAt: "2024-09-17T09:00", stopAt: "2024-09-21T09:00", rateMgPerHour: "7" }),
  ...[18, 19, 20].map((day, index) => entry("idarubicin_dose", "C1", { doseDate: `2024-09-${day}`, doseMg: "21.8" }, index + 1)),
];
const marrow = (visit: string, date: string, blasts = "2") =>
  entry("marrow", visit, { done: "Y", marrowDate: date, blastPct: blasts, nucleatedCells: 300, spicules: "Y", auerRods: "N" });
const counts = (visit: string, date: string, platelets = "150", anc = "1.566", rowNo = 1) =>
  entry("haematology", visit, { sampleDate: date, anc: { value: anc, unit: "10^9/L" }, platelets: { value: platelets, unit: "10^9/L" }, blastsPct: "0" }, rowNo);
const clear = (visit: string, date: string) => entry("extramedullary", visit, { disease: "N", examinedOn: date });
const remission = (visit: string, date: string, platelets?: string) => [marrow(visit, date), counts(visit, date, platelets), clear(visit, date)];
const tylenol = entry("concomitant_medication", null, { medication: "Tylenol", doseValue: "500", doseUnit: "mg", frequency: "three_times_daily", route: "oral", startDate: "2024-09-18", stopDate: "2024-09-19" });
const patient = (...entries: readonly RecordEntry[]) => exampleRecord([...SCREENED, ...DOSED, ...entries]);

const CR = patient(...remission("D28", "2024-10-21"));
const CRP = patient(...remission("D28", "2024-10-21", "82"));
const NR = patient(tylenol, marrow("D28", "2024-10-21", "40"), counts("D28", "2024-10-21", "30", "0.4"), clear("D28", "2024-10-21"));

interface ProfileTrace { readonly status: string; readonly criteria: readonly TracedCriterion[]; readonly flags: readonly string[]; readonly missing: readonly string[] }
const responseTrace = (record: PatientRecord, visit: string) => find(record, "response", visit)?.trace as { readonly on: string; readonly profiles: Readonly<Record<string, ProfileTrace>> };

test("the records below are ones that the forms accept", () => {
  for (const { formId, answers } of [CR, CRP, NR].flatMap(({ entries }) => entries)) {
    const form = formById(formId);
    expect([formId, form && answerSchema(form).safeParse(answers).error?.issues]).toEqual([formId, undefined]);
  }
});

describe("the response of a visit", () => {
  test.each([["CR", CR], ["CRp", CRP], ["NR", NR]])("%s", (status, record) => {
    expect([value(record, "response", "D28"), value(record, "best_response")]).toEqual([status, status]);
  });

  test("each criterion shows what was read, when, and where it stands", () => {
    const { on, profiles } = responseTrace(CRP, "D28");
    expect(on).toBe("2024-10-21");
    expect(profiles["SEED"]?.criteria.find(({ id }) => id === "PLT_GT_100K")).toEqual({
      id: "PLT_GT_100K", label: expect.any(String), state: "failed", value: "82,000 /µL", on: "2024-10-21", source: { entryId: "haematology@D28", field: "platelets" }, note: expect.any(String),
    });
    expect(profiles["SEED"]?.criteria.find(({ id }) => id === "NO_EMD")).toMatchObject({ state: "met", on: "2024-10-21", source: { entryId: "extramedullary@D28", field: "disease" } });
    expect(Object.fromEntries(Object.entries(profiles).map(([profile, { status }]) => [profile, status]))).toEqual({ SEED: "CRp", IWG2003: "CRp", ELN2022: "CRh" });
  });

  test("a visit at which nothing was entered has none, and screening never has one", () => {
    const record = patient(entry("marrow", "D28", { done: null }), entry("haematology", "D28", {}), entry("response_assessment", "D28", { investigatorResponse: "CR" }));
    expect(derive(record).filter(({ kind }) => kind === "response")).toEqual([]);
    expect(value(record, "best_response")).toBe("NE");
  });

  test("a visit that is half filled waits, and says for what", () => {
    const record = patient(marrow("D28", "2024-10-21"));
    expect([value(record, "response", "D28"), responseTrace(record, "D28").profiles["SEED"]?.missing]).toEqual(["NE", ["NO_PB_BLASTS", "NO_EMD", "ANC_GT_1000", "PLT_GT_100K"]]);
  });

  test("a reason why the platelets are missing is no count", () => {
    const record = patient(marrow("D28", "2024-10-21"), clear("D28", "2024-10-21"), entry("haematology", "D28", { ...counts("D28", "2024-10-21").answers, platelets: { missing: "not_done" } }));
    expect([value(record, "response", "D28"), responseTrace(record, "D28").profiles["SEED"]?.flags]).toEqual(["NE", ["CR_OR_CRP_PENDING_PLT"]]);
  });

  test("of several samples the one nearest to the marrow counts", () => {
    const near = patient(marrow("D28", "2024-10-21"), clear("D28", "2024-10-21"), counts("D28", "2024-10-16", "82"), counts("D28", "2024-10-22", "150", "1.5", 2));
    expect([value(near, "response", "D28"), responseTrace(near, "D28").profiles["SEED"]?.criteria.find(({ id }) => id === "PLT_GT_100K")?.source?.entryId]).toEqual(["CR", "haematology@D28#2"]);
  });

  test("counts more than 7 days from the marrow say nothing", () => {
    expect(value(patient(marrow("D28", "2024-10-21"), clear("D28", "2024-10-21"), counts("D28", "2024-10-29")), "response", "D28")).toBe("NE");
  });

  test.each([
    ["7 days before the counts", "2024-10-14", ["PLT_TRANSFUSION_7D"]],
    ["8 days before the counts", "2024-10-13", []],
    ["after the counts", "2024-10-22", []],
  ])("platelets given %s are noted: %s", (_when, givenOn, flags) => {
    const record = patient(...remission("D28", "2024-10-21"), entry("transfusion", null, { givenOn, product: "platelets", units: 1 }));
    expect([value(record, "response", "D28"), responseTrace(record, "D28").profiles["SEED"]?.flags]).toEqual(["CR", flags]);
  });

  test("red cells of an unknown day leave the profile open that asks for independence of them", () => {
    const record = patient(...remission("D28", "2024-10-21"), entry("transfusion", null, { product: "rbc" }));
    const { profiles } = responseTrace(record, "D28");
    expect(profiles["IWG2003"]?.criteria.find(({ id }) => id === "RBC_TI")).toMatchObject({ state: "unknown", source: { entryId: "transfusion", field: "givenOn" } });
    expect(profiles["SEED"]?.status).toBe("CR");
  });

  test("blasts after a remission are a relapse, unless regeneration is suspected", () => {
    const later = [marrow("UNS1", "2024-11-20", "12"), counts("UNS1", "2024-11-20"), clear("UNS1", "2024-11-20")];
    const suspected = entry("response_assessment", "UNS1", { regenerationSuspected: "Y" });
    expect(value(patient(...remission("D28", "2024-10-21"), ...later), "response", "UNS1")).toBe("REL");
    expect(value(patient(...remission("D28", "2024-10-21"), ...later, suspected), "response", "UNS1")).toBe("NE");
    expect(value(patient(...later), "response", "UNS1")).toBe("NR");
  });

  test("the investigator's own assessment stands beside it", () => {
    const assessed = (investigatorResponse: string) => find(patient(...remission("D28", "2024-10-21"), entry("response_assessment", "D28", { investigatorResponse })), "response", "D28")?.trace;
    expect(assessed("CR")).toMatchObject({ investigator: { response: "CR", agrees: true } });
    expect(assessed("CRp")).toMatchObject({ investigator: { response: "CRp", agrees: false } });
    expect(find(CR, "response", "D28")?.trace).toMatchObject({ investigator: null });
  });
});

describe("the best response", () => {
  const improving = [...remission("D28", "2024-10-21", "82"), ...remission("UNS1", "2024-11-20")];

  test("is the best one, on its first day", () => {
    expect(find(patient(...improving), "best_response")).toMatchObject({ value: "CR", trace: { profiles: { SEED: { on: "2024-11-20", studyDay: 65, visit: "UNS1", firstRemissionOn: "2024-10-21" } } } });
  });

  test.each([
    ["relapse", entry("relapse", null, { relapseDate: "2024-11-19" }), "CRp"],
    ["new therapy", entry("new_therapy", null, { startDate: "2024-11-19", therapy: "FLAG" }), "CRp"],
    ["new therapy on the day itself", entry("new_therapy", null, { startDate: "2024-11-20", therapy: "FLAG" }), "CR"],
  ])("counts nothing after %s", (_stop, stop, best) => {
    expect(value(patient(...improving, stop), "best_response")).toBe(best);
  });
});

test("of several new therapies the first in time stops the count, whatever its row", () => {
  const therapies = ["2024-12-01", "2024-10-01"].map((startDate, index) => entry("new_therapy", null, { startDate, therapy: "FLAG" }, index + 1));
  expect(value(patient(...remission("D28", "2024-10-21"), ...therapies), "best_response")).toBe("NE");
});

describe("eligibility", () => {
  test("a screened patient is eligible, and what is missing leaves it open", () => {
    expect(value(CR, "eligibility")).toBe("eligible");
    expect(value(exampleRecord(SCREENED.filter(({ formId }) => formId !== "cardiac")), "eligibility")).toBe("unknown");
    expect(value(exampleRecord([...SCREENED.filter(({ formId }) => formId !== "demography"), entry("demography", "SCR", { age: 17 })]), "eligibility")).toBe("not_eligible");
  });

  test("a date that cannot be read is waited for", () => {
    const record = exampleRecord([entry("aml_history", "SCR", { diseaseStatus: "relapsed", firstCrDate: "spring", firstRelapseDate: "2024-13" })]);
    const { criteria } = find(record, "eligibility")?.trace as { readonly criteria: readonly TracedCriterion[] };
    expect(criteria.find(({ id }) => id === "DISEASE_STATUS")).toMatchObject({ state: "unknown", source: { field: "firstCrDate" } });
  });

  test("an open criterion points at the field that is blank", () => {
    const record = exampleRecord(SCREENED.map((one) => (one.formId === "chemistry" ? { ...one, answers: { ...one.answers, altUln: { missing: "unknown" } } } : one)));
    const { criteria } = find(record, "eligibility")?.trace as { readonly criteria: readonly TracedCriterion[] };
    expect(criteria.filter(({ state }) => state !== "met")).toMatchObject([{ id: "ALT", state: "unknown", on: "2024-09-06", source: { entryId: "chemistry@SCR", field: "altUln" } }]);
  });
});

describe("doses", () => {
  test("the plan follows the body size of course 1, and that of screening until it is measured", () => {
    expect(find(CR, "planned_dose", "C1")).toMatchObject({ value: "ready", trace: { bsa: "1.82", drugs: [{ drug: "cenersen", totalMg: "672" }, { drug: "idarubicin", mgPerDay: "21.8" }, { drug: "cytarabine", mgPerDay: "182", days: 7 }] } });
    expect(find(exampleRecord(SCREENED), "planned_dose", "C1")).toMatchObject({ value: "ready", trace: { bsa: "1.79", sources: { weightKg: { entryId: "vital_signs@SCR", field: "weightKg" } } } });
    expect(find(exampleRecord(SCREENED, { arm: null }), "planned_dose", "C1")).toMatchObject({ value: "waiting", trace: { waitingFor: ["randomisation"] } });
    expect(find(exampleRecord([]), "planned_dose", "C1")).toMatchObject({ value: "waiting", trace: { waitingFor: ["height", "weight"] } });
  });

  test("a patient of exactly 60 in arm C raises the question that the texts leave open", () => {
    const sixty = exampleRecord([...SCREENED.filter(({ formId }) => formId !== "demography"), entry("demography", "SCR", { age: 60 })], { arm: "C" });
    expect(find(sixty, "planned_dose", "C1")?.trace).toMatchObject({ questions: [expect.stringContaining("exactly 60")], drugs: [{}, {}, { days: 4 }] });
  });

  test.each([["21.8", "within"], ["20.7", "ask"], ["19.6", "deviation"]])("%s mg of idarubicin is %s", (doseMg, verdict) => {
    expect(value(patient(entry("idarubicin_dose", "C1", { doseDate: "2024-09-18", doseMg }, 9)), "dose_given", "idarubicin_dose@C1#9")).toBe(verdict);
  });

  test("the infusion is held against the plan with its interruptions", () => {
    expect(find(CR, "dose_given", "cenersen_infusion@C1")).toMatchObject({ value: "within", trace: { drug: "cenersen", planned: "672", given: "672", differencePct: "0" } });
    const paused = patient(entry("infusion_interruption", "C1", { stoppedAt: "2024-09-18T00:00", resumedAt: "2024-09-18T12:00", reason: "Line blocked" }));
    expect(find(paused, "dose_given", "cenersen_infusion@C1")).toMatchObject({ value: "deviation", trace: { given: "588", differencePct: "-12.5" } });
  });

  test("a drug that the arm does not receive is a deviation", () => {
    const record = exampleRecord([...SCREENED, ...DOSED, entry("cytarabine_dose", "C1", { doseDate: "2024-09-18", doseMg: "182" })], { arm: "A" });
    expect(value(record, "dose_given", "cytarabine_dose@C1")).toBe("deviation");
  });

  test("a row without a dose is unknown, and a row without anything has no finding", () => {
    expect(value(patient(entry("cytarabine_dose", "C1", { doseDate: "2024-09-18" })), "dose_given", "cytarabine_dose@C1")).toBe("unknown");
    expect(value(patient(entry("cytarabine_dose", "C1", { doseDate: null })), "dose_given", "cytarabine_dose@C1")).toBeUndefined();
  });
});

describe("exposure to inhibitors", () => {
  test("the window runs from the day before the infusion to the day after, and waits for both ends", () => {
    expect(value(CR, "exposure_window", "C1")).toBe("2024-09-16/2024-09-22");
    const running = exampleRecord([entry("cenersen_infusion", "C1", { startAt: "2024-09-17T09:00" })]);
    expect(find(running, "exposure_window", "C1")).toMatchObject({ value: "waiting", trace: { waitingFor: ["the end of the infusion"] } });
    expect(value(exampleRecord([]), "exposure_window", "C1")).toBe("waiting");
  });

  test("a dose of acetaminophen in the window exposes the patient, outside it does not", () => {
    expect([value(NR, "exposure", tylenol.id), value(NR, "patient_exposure")]).toEqual(["exposed", "exposed"]);
    const after = patient({ ...tylenol, answers: { ...tylenol.answers, startDate: "2024-09-23", stopDate: "2024-09-24" } });
    expect([value(after, "exposure", tylenol.id), value(after, "patient_exposure")]).toEqual(["outside", "not_exposed"]);
    expect(value(CR, "patient_exposure")).toBe("not_exposed");
  });

  test("no window is drawn from an end that lies before the start or a year later", () => {
    const infusedUntil = (stopAt: string) => exampleRecord([entry("cenersen_infusion", "C1", { startAt: "2024-09-17T09:00", stopAt })]);
    expect([value(infusedUntil("2024-09-16T09:00"), "exposure_window", "C1"), value(infusedUntil("2025-09-21T09:00"), "exposure_window", "C1")]).toEqual(["waiting", "waiting"]);
  });

  test("doses of one antioxidant add up over rows, and no row adds to itself", () => {
    const vitaminC = (rowNo: number) => entry("concomitant_medication", null, { medication: "vitamin C", doseValue: "300", doseUnit: "mg", frequency: "daily", route: "oral", startDate: "2024-09-10", stopDate: "2024-09-30" }, rowNo);
    expect([value(patient(vitaminC(1)), "patient_exposure"), value(patient(vitaminC(1), vitaminC(2)), "patient_exposure")]).toEqual(["not_exposed", "exposed"]);
  });

  test("a decision stands while the inputs it was taken on do", () => {
    const { inputsHash } = find(NR, "exposure", tylenol.id)?.trace as { readonly inputsHash: string };
    const reviewed = { ...NR, exposureReviews: [{ entryId: tylenol.id, inputsHash, verdict: "not_an_inhibitor" as const }] };
    expect([value(reviewed, "exposure", tylenol.id), value(reviewed, "patient_exposure")]).toEqual(["exposed", "not_exposed"]);
    const corrected = { ...reviewed, entries: reviewed.entries.map((one) => (one.id === tylenol.id ? { ...one, answers: { ...one.answers, doseValue: "1000" } } : one)) };
    expect(value(corrected, "patient_exposure")).toBe("exposed");
  });
});

describe("whatever the record holds", () => {
  const statusOf = (record: PatientRecord) => derive(record).filter(({ kind }) => kind === "response" || kind === "best_response");
  const FULL = patient(...remission("D14", "2024-10-02", "82"), ...NR.entries.slice(SCREENED.length + DOSED.length), ...remission("UNS1", "2024-11-20"), entry("transfusion", null, { givenOn: "2024-10-20", product: "rbc", units: 2 }), entry("transfusion", null, { givenOn: "2024-11-18", product: "platelets", units: 1 }, 2));

  test("the order of entries never changes a finding", () => {
    const all = derive(FULL);
    fc.assert(fc.property(fc.shuffledSubarray([...FULL.entries], { minLength: FULL.entries.length }), (entries) => {
      expect(derive({ ...FULL, entries })).toEqual(all);
    }), { numRuns: 50 });
  });

  test("taking data away never turns no response into a complete remission", () => {
    const blanks = FULL.entries.flatMap(({ answers }, index) => Object.keys(answers).map((field) => [index, field] as const));
    const responders = (record: PatientRecord) => statusOf(record).filter((one) => one.value === "CR" || one.value === "CRp").map(({ subject }) => subject);
    fc.assert(fc.property(fc.subarray(blanks), fc.constantFrom(FULL, NR, CRP), (removed, record) => {
      const entries = record.entries.map((one, index) => ({ ...one, answers: Object.fromEntries(Object.entries(one.answers).filter(([field]) => !removed.some(([at, name]) => at === index && name === field))) }));
      const before = statusOf(record);
      for (const subject of responders({ ...record, entries })) expect([subject, before.find((one) => one.subject === subject)?.value]).not.toEqual([subject, "NR"]);
    }), { numRuns: 100 });
  });

  test("values that no form would store are waited for, not stumbled over", () => {
    const fields = forms.flatMap((form) => Object.keys(form.fields).map((field) => [form.id, field] as const));
    const visits = fc.constantFrom("SCR", "C1", "D28", "UNS1", null);
    const odd = fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constantFrom("spring", "2024-13-45", "9999-12-31", "-5", "1e400", "2024-02-30T25:99"), fc.record({ value: fc.string(), unit: fc.string() }));
    const anyEntry = fc.tuple(fc.constantFrom(...fields), visits, odd, fc.nat(9)).map(([[formId, field], visit, answer, row]) => entry(formId, visit, { [field]: answer }, row));
    fc.assert(fc.property(fc.array(anyEntry, { maxLength: 12 }), (entries) => {
      const findings = derive(patient(...entries));
      expect(JSON.parse(JSON.stringify(findings))).toEqual(findings);
    }), { numRuns: 200 });
  });

  test("each finding is there once", () => {
    const keys = derive(FULL).map(({ kind, subject }) => `${kind} ${subject}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
