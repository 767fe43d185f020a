import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { derivePatient } from "@/lib/study/derive-patient";
import { outcomeFindings } from "@/lib/study/derive/outcome-findings";
import { exampleEntry as entry, exampleRecord } from "@/lib/study/example-record";
import { outcomeParameters, type OutcomeParameters } from "@/lib/study/outcome/outcome-parameters";
import type { Finding, PatientRecord, RecordEntry } from "@/lib/study/patient-record";

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");
const derive = (record: PatientRecord) => derivePatient(record, { hashOf });
const count = (value: string) => ({ value, unit: "10^9/L" });

/** Arm B, cenersen from 16 to 20 September, idarubicin and cytarabine until 23 September. */
const COURSE: readonly RecordEntry[] = [
  entry("demography", "SCR", { age: 50, sex: "F" }),
  entry("vital_signs", "SCR", { measuredOn: "2024-09-09", heightCm: "170", weightKg: "70" }),
  entry("cenersen_infusion", "C1", { startAt: "2024-09-16T09:00", stopAt: "2024-09-20T09:00", rateMgPerHour: "7" }),
  ...Array.from({ length: 3 }, (_, at) => entry("idarubicin_dose", "C1", { doseDate: `2024-09-${17 + at}`, doseMg: "21.8" }, at + 1)),
  ...Array.from({ length: 7 }, (_, at) => entry("cytarabine_dose", "C1", { doseDate: `2024-09-${17 + at}`, doseMg: "182" }, at + 1)),
];
const assessed = (visit: string, on: string, blastPct: string, rest: Readonly<Record<string, unknown>> = {}): readonly RecordEntry[] => [
  entry("marrow", visit, { done: "Y", marrowDate: on, blastPct, spicules: "Y", nucleatedCells: 300, auerRods: "N", ...rest }),
  entry("haematology", visit, { sampleDate: on, anc: count("1.5"), platelets: count("150"), blastsPct: "0" }),
  entry("extramedullary", visit, { examinedOn: on, disease: "N" }),
];
const aplastic = (on: string) => [
  entry("marrow", "UNS1", { done: "Y", marrowDate: on, blastPct: "1", cellularity: "aplastic" }),
  entry("haematology", "UNS1", { sampleDate: on, anc: count("0.1"), platelets: count("12"), blastsPct: "0" }),
];
const died = (deathDate: string) => entry("death", null, { deathDate });
const patient = (...entries: readonly RecordEntry[]) => exampleRecord([...COURSE, ...entries]);
const find = (record: PatientRecord, kind: Finding["kind"], subject = "") => derive(record).find((one) => one.kind === kind && one.subject === subject);
const value = (record: PatientRecord, kind: Finding["kind"], subject = "") => find(record, kind, subject)?.value;
const time = (record: PatientRecord, kind: Finding["kind"]) => {
  const found = find(record, kind);
  return [found?.value, (found?.trace as { readonly days?: number | null }).days];
};

const CR = patient(...assessed("D28", "2024-10-21", "2"));
const RELAPSED = patient(...assessed("D28", "2024-10-21", "2"), entry("relapse", null, { relapseDate: "2025-02-01" }), died("2025-06-01"));
const IN_REMISSION = patient(...assessed("D28", "2024-10-21", "2"), died("2025-01-01"));
const RESISTANT = patient(...assessed("D28", "2024-10-21", "40"));

describe("what became of the treatment", () => {
  test.each<[string, PatientRecord, string]>([
    ["a remission without relapse", CR, "responder"],
    ["a remission with relapse", RELAPSED, "relapsed"],
    ["an assessment that is a relapse", patient(...assessed("D28", "2024-10-21", "2"), ...assessed("UNS1", "2025-02-01", "30")), "relapsed"],
    ["leukaemia at the end of the course", RESISTANT, "resistant_disease"],
    ["leukaemia at day 14, with the course still open", patient(...assessed("D14", "2024-09-30", "40")), "waiting"],
    ["leukaemia at day 14, then other treatment", patient(...assessed("D14", "2024-09-30", "40"), entry("new_therapy", null, { startDate: "2024-10-10" })), "resistant_disease"],
    ["no remission and no leukaemia", patient(...assessed("D28", "2024-10-21", "2").map((one) => (one.formId === "haematology" ? { ...one, answers: { ...one.answers, anc: count("0.2") } } : one))), "no_remission"],
    ["no remission at the end of the course, and death months later", patient(...assessed("D28", "2024-10-21", "2").map((one) => (one.formId === "haematology" ? { ...one, answers: { ...one.answers, anc: count("0.2") } } : one)), died("2025-04-01")), "no_remission"],
    ["death on day 3", patient(died("2024-09-18")), "death_indeterminate"],
    ["death 6 days after the last dose", patient(...aplastic("2024-09-26"), died("2024-09-29")), "death_indeterminate"],
    ["death 7 days after the last dose with an empty marrow", patient(...aplastic("2024-09-26"), died("2024-09-30")), "death_in_aplasia"],
    ["an empty marrow 8 days before death", patient(...aplastic("2024-09-26"), died("2024-10-04")), "death_indeterminate"],
    ["death with blasts in the blood", patient(entry("haematology", "UNS1", { sampleDate: "2024-10-01", blastsPct: "30" }), died("2024-10-04")), "resistant_disease"],
    ["the end of treatment without any drug", exampleRecord([died("2024-09-12"), entry("end_of_treatment", null, { endedOn: "2024-09-12" })]), "not_treated"],
    ["death, with nothing of any drug recorded", exampleRecord([died("2024-09-12")]), "waiting"],
    ["death after remission with the marrow left blank", patient(...assessed("D28", "2024-10-21", "2").slice(1), died("2025-01-01")), "waiting"],
    ["death months later with no assessment entered", patient(died("2025-01-01")), "waiting"],
    ["death months later, and no marrow taken", patient(entry("marrow", "D28", { done: "N" }), ...assessed("D28", "2024-10-21", "2").slice(1), died("2025-01-01")), "death_indeterminate"],
    ["nothing yet", exampleRecord([]), "waiting"],
    ["death while doses are still to be entered", exampleRecord([...COURSE.slice(0, 5), died("2024-10-20")]), "waiting"],
  ])("%s: %s", (_says, record, outcome) => expect(value(record, "treatment_outcome")).toBe(outcome));

  test("the form End of treatment names the last dose where doses are missing", () => {
    const record = exampleRecord([...COURSE.slice(0, 5), entry("end_of_treatment", null, { lastDoseOn: "2024-09-18" }), ...aplastic("2024-10-01"), died("2024-10-04")]);
    expect(value(record, "treatment_outcome")).toBe("death_in_aplasia");
  });
});

describe("times", () => {
  test.each<[string, PatientRecord, Readonly<Record<string, unknown>>]>([
    ["in remission", CR, { overall_survival: ["censored", 41], event_free_survival: ["censored", 41], disease_free_survival: ["censored", 0], remission_duration: ["censored", 0] }],
    ["relapsed and dead", RELAPSED, { overall_survival: ["event", 264], event_free_survival: ["event", 144], disease_free_survival: ["event", 103], remission_duration: ["event", 103] }],
    ["dead in remission", IN_REMISSION, { overall_survival: ["event", 113], event_free_survival: ["event", 113], disease_free_survival: ["event", 72], remission_duration: ["censored", 72] }],
    ["resistant", RESISTANT, { overall_survival: ["censored", 41], event_free_survival: ["event", 0], disease_free_survival: ["not_applicable", null], remission_duration: ["not_applicable", null] }],
    ["not randomised", { ...CR, randomisedOn: null }, { overall_survival: ["waiting", null], event_free_survival: ["waiting", null] }],
    ["dead before randomisation", patient(died("2024-09-01")), { overall_survival: ["waiting", null] }],
  ])("of a patient %s", (_says, record, wanted) => {
    for (const [kind, expected] of Object.entries(wanted)) expect([kind, time(record, kind as Finding["kind"])]).toEqual([kind, expected]);
  });

  test("a contact counts as alive only where the patient was", () => {
    const contact = (status: string) => patient(entry("follow_up", "FU3", { contactDate: "2025-01-10", status }));
    expect([time(contact("alive"), "overall_survival"), time(contact("lost"), "overall_survival")]).toEqual([["censored", 122], ["censored", 13]]);
  });

  test("dates without their day show nobody alive", () => {
    expect(time(patient(entry("concomitant_medication", null, { startDate: "2025-01" })), "overall_survival")).toEqual(["censored", 13]);
  });

  const under = (record: PatientRecord, changes: Partial<OutcomeParameters>, kind: Finding["kind"]) => {
    const found = outcomeFindings(record, derive(record), { ...outcomeParameters, ...changes }).find((one) => one.kind === kind);
    return [found?.value, (found?.trace as { readonly days?: number }).days];
  };
  const followed = patient(...assessed("D28", "2024-10-21", "2"), entry("new_therapy", null, { startDate: "2024-12-01" }), entry("follow_up", "FU3", { contactDate: "2025-01-10", status: "alive" }));

  test("follow the parameters that the trial leaves open", () => {
    expect(under(followed, {}, "disease_free_survival")).toEqual(["censored", 0]);
    expect(under(followed, { diseaseCensoring: "lastKnownAlive" }, "disease_free_survival")).toEqual(["censored", 81]);
    expect(under(followed, { diseaseCensoring: "lastKnownAlive", newTherapyCensors: true }, "disease_free_survival")).toEqual(["censored", 41]);
    expect(under(RESISTANT, { failureEventOn: "assessment" }, "event_free_survival")).toEqual(["event", 41]);
    expect(under(IN_REMISSION, { deathCensorsRemission: false }, "remission_duration")).toEqual(["event", 72]);
  });
});

describe("early death", () => {
  test.each([["2024-10-16", "30"], ["2024-10-17", "60"], ["2024-12-15", "90"], ["2024-12-16", "later"]])("death on %s: %s", (on, within) => expect(value(patient(died(on)), "early_death")).toBe(within));

  test("a patient is alive at 90 days once somebody saw so, and waited for before", () => {
    const seen = (contactDate: string) => patient(entry("follow_up", "FU3", { contactDate, status: "alive" }));
    expect([value(seen("2024-12-15"), "early_death"), value(seen("2024-12-14"), "early_death"), value(exampleRecord([]), "early_death")]).toEqual(["none", "waiting", "waiting"]);
  });
});

describe("populations", () => {
  const of = (record: PatientRecord) => ["ITT", "SAFETY", "PP"].map((id) => value(record, "population", id));
  const given = (record: PatientRecord, ...removed: readonly string[]) => ({ ...record, entries: record.entries.filter(({ formId }) => !removed.includes(formId)) });

  test.each<[string, PatientRecord, readonly string[]]>([
    ["treated, eligibility still open", CR, ["in", "in", "unknown"]],
    ["not randomised", { ...CR, arm: null, randomisedOn: null }, ["out", "in", "out"]],
    ["randomised, nothing given yet", exampleRecord([]), ["in", "unknown", "unknown"]],
    ["dead before treatment", exampleRecord([died("2024-09-12"), entry("end_of_treatment", null, { endedOn: "2024-09-12" })]), ["in", "out", "out"]],
    ["stopped after two thirds of the infusion", patient(entry("infusion_interruption", "C1", { stoppedAt: "2024-09-17T09:00", resumedAt: "2024-09-18T17:00" })), ["in", "in", "out"]],
    ["exposed to an inhibitor", patient(...assessed("D28", "2024-10-21", "2"), entry("concomitant_medication", null, { medication: "Tylenol", startDate: "2024-09-17", stopDate: "2024-09-17", doseValue: "500", doseUnit: "mg", frequency: "once", route: "oral" })), ["in", "in", "out"]],
  ])("%s", (_says, record, wanted) => expect(of(record)).toEqual(wanted.map((one, at) => (at === 1 && record.randomisedOn === null ? "out" : one))));

  test("each says why", () => {
    const { conditions } = find(given(CR, "marrow", "haematology", "extramedullary"), "population", "PP")?.trace as { readonly conditions: readonly { readonly id: string; readonly state: string }[] };
    expect(conditions.filter(({ state }) => state === "unknown").map(({ id }) => id)).toEqual(["ELIGIBLE", "EVALUATED"]);
  });
});

describe("whatever is missing", () => {
  const FULL = [CR, RELAPSED, IN_REMISSION, RESISTANT, patient(...aplastic("2024-09-26"), died("2024-09-30"))];
  const FAILED = ["resistant_disease", "no_remission", "death_in_aplasia", "death_indeterminate", "not_treated"];
  const without = (record: PatientRecord, blanks: ReadonlySet<string>) => ({ ...record, entries: record.entries.map((one) => ({ ...one, answers: Object.fromEntries(Object.entries(one.answers).filter(([field]) => !blanks.has(`${one.id}.${field}`))) })) });
  const blanksOf = (record: PatientRecord) => fc.subarray(record.entries.flatMap(({ id, answers }) => Object.keys(answers).map((field) => `${id}.${field}`)));
  const some = fc.constantFrom(...FULL).chain((record) => fc.tuple(fc.constant(record), blanksOf(record)));

  test("it never makes a failure out of a patient who lives in remission, nor a responder out of a failure", () => {
    fc.assert(fc.property(some, ([record, blanks]) => {
      const [before, after] = [value(record, "treatment_outcome") ?? "", value(without(record, new Set(blanks)), "treatment_outcome") ?? ""];
      if (before === "responder") expect(FAILED).not.toContain(after);
      if (FAILED.includes(before)) expect(["responder", "relapsed"]).not.toContain(after);
    }), { numRuns: 150 });
  });

  test("a blank never is an event, and takes nobody out of a population", () => {
    fc.assert(fc.property(blanksOf(CR), (blanks) => {
      const left = without(CR, new Set(blanks));
      for (const { kind, subject, value: found } of derive(left)) {
        if (["overall_survival", "event_free_survival", "disease_free_survival", "remission_duration"].includes(kind)) expect([kind, found]).not.toEqual([kind, "event"]);
        if (kind === "population") expect([subject, found]).not.toEqual([subject, "out"]);
        if (kind === "early_death") expect(["waiting", "none"]).toContain(found);
      }
    }), { numRuns: 100 });
  });

  test("the order of entries changes nothing", () => {
    fc.assert(fc.property(fc.shuffledSubarray([...RELAPSED.entries], { minLength: RELAPSED.entries.length }), (entries) => {
      expect(derive({ ...RELAPSED, entries })).toEqual(derive(RELAPSED));
    }), { numRuns: 30 });
  });
});
