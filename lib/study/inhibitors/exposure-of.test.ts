import { describe, expect, test } from "vitest";
import { exposureOf, type ExposureValue } from "@/lib/study/inhibitors/exposure-of";
import { windowOf } from "@/lib/study/inhibitors/exposure-window";
import type { MedicationAnswers } from "@/lib/study/inhibitors/medication-answers";

const window = windowOf("2024-09-17", "2024-09-21");
const inside = { startDate: "2024-09-18", stopDate: "2024-09-20", ongoing: "N", route: "oral" };
const row = (medication: string, rest: MedicationAnswers = {}): MedicationAnswers => ({ medication, ...inside, ...rest });
const dosed = (medication: string, doseValue: string, doseUnit: string, frequency: string) => row(medication, { doseValue, doseUnit, frequency });

describe("a medication row says what it was for the patient", () => {
  const cases: [string, MedicationAnswers, ExposureValue][] = [
    ["acetaminophen by any name", row("Doliprane 1 g"), "exposed"],
    ["acetaminophen misspelt", row("acetominophen"), "exposed"],
    ["acetaminophen after the window", row("Tylenol", { startDate: "2024-09-24", stopDate: "2024-09-25" }), "outside"],
    ["acetaminophen on days not known", row("Tylenol", { startDate: null, stopDate: { missing: "unknown" } }), "possible"],
    ["acetaminophen once, with a start day only", row("Tylenol", { startDate: "2024-09-10", stopDate: null, frequency: "once" }), "outside"],
    ["a brand sold with and without acetaminophen", row("Midol"), "possible"],
    ["a known other medicine", row("allopurinol 300 mg"), "none"],
    ["a name that nobody knows, in the window", row("Xyzzol"), "uncoded"],
    ["a name that nobody knows, before the window", row("Xyzzol", { startDate: "2024-08-01", stopDate: "2024-08-02" }), "outside"],
    ["a cream that nobody knows", row("Xyzzol", { route: "topical" }), "none"],
    ["no name", row(""), "uncoded"],
    ["vitamin C 500 mg twice a day", dosed("Vitamin C", "500", "mg", "twice_daily"), "exposed"],
    ["vitamin C 250 mg twice a day", dosed("Vitamin C", "250", "mg", "twice_daily"), "exposed"],
    ["vitamin C 100 mg every six hours", dosed("Vitamin C", "100", "mg", "every_6_h"), "none"],
    ["vitamin C in tablets", dosed("Vitamin C", "2", "tablet", "daily"), "possible"],
    ["vitamin C as needed", dosed("Vitamin C", "100", "mg", "as_needed"), "possible"],
    ["vitamin C 500 mg a week", dosed("Vitamin C", "500", "mg", "weekly"), "possible"],
    ["vitamin C 100 mg a week", dosed("Vitamin C", "100", "mg", "weekly"), "none"],
    ["vitamin C without a dose", row("ascorbic acid"), "possible"],
    ["vitamin C into a vein without a dose", row("ascorbic acid", { route: "iv" }), "exposed"],
    ["acetylcysteine 200 mg three times a day", dosed("Fluimucil", "200", "mg", "three_times_daily"), "exposed"],
    ["acetylcysteine inhaled", row("Mucomyst", { route: "inhaled" }), "none"],
    ["vitamin E 400 IU", dosed("Vitamin E", "400", "IU", "daily"), "exposed"],
    ["tretinoin", row("tretinoin"), "none"],
    ["bowel preparation with ascorbate", row("MoviPrep"), "possible"],
  ];
  test.each(cases)("%s", (_, medication, expected) => expect(exposureOf({ medication, window }).value).toBe(expected));
});

test("two vitamin C products of 300 mg are a high dose together, each row says so", () => {
  const vitaminC = dosed("Vitamin C", "300", "mg", "daily");
  const other = dosed("Redoxon", "300", "mg", "daily");
  expect(exposureOf({ medication: vitaminC, window }).value).toBe("none");
  const together = exposureOf({ medication: vitaminC, window, otherMedications: [other] });
  expect(together.value).toBe("exposed");
  expect(together.trace.reasons).toContain("vitamin C: 600 mg a day over 2 medications; high dose from 500 mg a day.");
});

test("another substance, or the same on other days, adds nothing", () => {
  const vitaminC = dosed("Vitamin C", "300", "mg", "daily");
  const later = { ...vitaminC, startDate: "2024-09-21", stopDate: "2024-09-30" };
  expect(exposureOf({ medication: vitaminC, window, otherMedications: [dosed("Vitamin E", "300", "mg", "daily"), later] }).value).toBe("none");
});

test("the trace names the days, the dose, the substance and the reasons", () => {
  const { trace } = exposureOf({ medication: dosed("Efferalgan", "1", "g", "three_times_daily"), window });
  expect(trace.overlapDays).toEqual(["2024-09-18", "2024-09-19", "2024-09-20"]);
  expect(trace.dailyDose).toBe("3 g");
  expect(trace.substances).toEqual([{ id: "acetaminophen", label: "acetaminophen", answer: "YES" }]);
  expect(trace.reasons).toEqual(["Holds acetaminophen: brand (Efferalgan, France).", "Taken in the exposure window (16-Sep-2024 to 22-Sep-2024) on 3 days."]);
});

test("without an infusion nothing is certain, and a low dose stays no exposure", () => {
  expect(exposureOf({ medication: row("Tylenol"), window: null }).value).toBe("possible");
  expect(exposureOf({ medication: dosed("Vitamin C", "100", "mg", "daily"), window: null }).value).toBe("none");
  expect(exposureOf({ medication: row("furosemide"), window: null }).value).toBe("none");
});

describe("what a review rests on", () => {
  const inputs = (medication: MedicationAnswers, of = window) => exposureOf({ medication, window: of }).trace.inputs;
  const before = inputs(row("Tylenol", { indication: "fever" }));
  test.each<[string, MedicationAnswers]>([
    ["name", row("Tylenol PM")], ["dose", row("Tylenol", { doseValue: "500" })], ["unit", row("Tylenol", { doseUnit: "mg" })], ["frequency", row("Tylenol", { frequency: "daily" })],
    ["route", row("Tylenol", { route: "rectal" })], ["start", row("Tylenol", { startDate: "2024-09" })], ["stop", row("Tylenol", { stopDate: null })], ["ongoing", row("Tylenol", { ongoing: "Y" })],
  ])("changes with the %s", (_, changed) => expect(inputs(changed)).not.toBe(before));
  test("changes with the window", () => expect(inputs(row("Tylenol"), windowOf("2024-09-17", "2024-09-22"))).not.toBe(before));
  test("does not change with the indication, nor between blank and absent", () => expect(inputs(row("Tylenol", { indication: "pain", doseValue: null }))).toBe(before));
});
