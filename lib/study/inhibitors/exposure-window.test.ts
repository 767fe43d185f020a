import { describe, expect, test } from "vitest";
import type { Answer } from "@/lib/study/inhibitors/course-overlap";
import { exposureInWindow, windowOf, type ClassifiedMedication } from "@/lib/study/inhibitors/exposure-window";

const window = windowOf("2024-09-17", "2024-09-21");
const of = (inhibitorClass: string | null, rest: Partial<ClassifiedMedication>): ClassifiedMedication => ({
  inhibitorClass, start: null, stop: null, ongoing: false, dailyDose: null, unit: null, route: "oral", ...rest,
});
const acetaminophen = (start: string | null, stop: string | null, rest: Partial<ClassifiedMedication> = {}) => of("acetaminophen", { start, stop, ...rest });
const inside = { start: "2024-09-18", stop: "2024-09-19" };

test("the window runs from the day before the first infusion day to the day after the last", () => {
  expect(window).toEqual({ firstDay: "2024-09-16", lastDay: "2024-09-22" });
});

describe("acetaminophen counts on any day of the window and on no other", () => {
  const cases: [string, ClassifiedMedication, Answer][] = [
    ["the day before the infusion", acetaminophen("2024-09-16", "2024-09-16"), "YES"],
    ["two days before", acetaminophen("2024-09-15", "2024-09-15"), "NO"],
    ["the day after the infusion", acetaminophen("2024-09-22", "2024-09-22"), "YES"],
    ["two days after", acetaminophen("2024-09-23", "2024-09-23"), "NO"],
    ["across the whole window", acetaminophen("2024-01-01", "2024-12-31"), "YES"],
    ["ongoing since before", acetaminophen("2024-01-01", null, { ongoing: true }), "YES"],
    ["ongoing from after", acetaminophen("2024-10-01", null, { ongoing: true }), "NO"],
    ["ongoing, start not known", acetaminophen(null, null, { ongoing: true }), "POSSIBLE"],
    ["neither date known", acetaminophen(null, null), "POSSIBLE"],
    ["start before, stop not known", acetaminophen("2024-09-01", null), "POSSIBLE"],
    ["start inside, stop not known", acetaminophen("2024-09-20", null), "YES"],
    ["start not known, stop inside", acetaminophen(null, "2024-09-20"), "YES"],
    ["start not known, stop after", acetaminophen(null, "2024-10-20"), "POSSIBLE"],
    ["start not known, stop before", acetaminophen(null, "2024-09-15"), "NO"],
    ["some day of that month", acetaminophen("2024-09", "2024-09"), "POSSIBLE"],
    ["from some day of that month to after the window", acetaminophen("2024-09", "2024-09-30"), "POSSIBLE"],
    ["from some day of that month to inside the window", acetaminophen("2024-09", "2024-09-18"), "YES"],
    ["a month before", acetaminophen("2024-08", "2024-08"), "NO"],
    ["from an earlier month to a later one", acetaminophen("2024-08", "2024-10"), "YES"],
    ["some day of that year", acetaminophen("2024", null), "POSSIBLE"],
    ["an earlier year, stop not known", acetaminophen("2023", null), "POSSIBLE"],
    ["the year after", acetaminophen("2025", null), "NO"],
    ["dates in the wrong order around the window", acetaminophen("2024-10-01", "2024-09-01"), "POSSIBLE"],
    ["dates in the wrong order before the window", acetaminophen("2024-08-05", "2024-08-01"), "NO"],
    ["ongoing though a stop date before the window is given", acetaminophen("2024-08-01", "2024-08-05", { ongoing: true }), "POSSIBLE"],
    ["rectal", acetaminophen(inside.start, inside.stop, { route: "rectal" }), "YES"],
    ["route not known", acetaminophen(inside.start, inside.stop, { route: null }), "YES"],
    ["topical", acetaminophen(inside.start, inside.stop, { route: "topical" }), "NO"],
  ];
  test.each(cases)("%s", (_, medication, expected) => expect(exposureInWindow({ window, medication })).toBe(expected));
});

describe("an antioxidant counts from its high dose on", () => {
  const dosed = (id: string | null, dailyDose: string | number | null, unit: string | null, route: string | null = "oral") => of(id, { ...inside, dailyDose, unit, route });
  const cases: [string, ClassifiedMedication, Answer][] = [
    ["vitamin C 500 mg", dosed("vitamin_C", 500, "mg"), "YES"],
    ["vitamin C 499.9 mg", dosed("vitamin_c", "499.9", "mg"), "NO"],
    ["vitamin C 0.5 g", dosed("vitamin_C", "0.5", "g"), "YES"],
    ["vitamin C, dose not known", dosed("vitamin_C", null, null), "POSSIBLE"],
    ["vitamin C, two tablets", dosed("vitamin_C", 2, "tablet"), "POSSIBLE"],
    ["vitamin C 100 mg into a vein", dosed("vitamin_C", 100, "mg", "IV"), "YES"],
    ["vitamin C into a vein, dose not known", dosed("vitamin_C", null, null, "iv"), "YES"],
    ["vitamin C cream", dosed("vitamin_C", 5, "g", "topical"), "NO"],
    ["vitamin E 400 IU", dosed("vitamin_E", 400, "IU"), "YES"],
    ["vitamin E 399 IU", dosed("vitamin_E", 399, "IU"), "NO"],
    ["vitamin E 268 mg", dosed("vitamin_E", 268, "mg"), "YES"],
    ["vitamin E 200 mg, form not known", dosed("vitamin_E", 200, "mg"), "POSSIBLE"],
    ["vitamin E 100 mg", dosed("vitamin_E", 100, "mg"), "NO"],
    ["beta-carotene 25,000 IU", dosed("beta_carotene", 25000, "IU"), "YES"],
    ["vitamin A 10,000 IU", dosed("vitamin_A", 10000, "IU"), "YES"],
    ["vitamin A 2.9 mg", dosed("vitamin_A", "2.9", "mg"), "NO"],
    ["selenium 0.2 mg", dosed("selenium", "0.2", "mg"), "YES"],
    ["selenium 199 µg", dosed("selenium", 199, "ug"), "NO"],
    ["acetylcysteine 600 mg", dosed("NAC", 600, "mg"), "YES"],
    ["acetylcysteine 200 mg", dosed("NAC", 200, "mg"), "NO"],
    ["acetylcysteine eye drops", dosed("NAC", null, null, "ophthalmic"), "NO"],
    ["alpha-lipoic acid 300 mg", dosed("alpha_lipoic", 300, "mg"), "POSSIBLE"],
    ["alpha-lipoic acid 99 mg", dosed("alpha_lipoic", 99, "mg"), "NO"],
    ["coenzyme Q10 300 mg", dosed("CoQ10", 300, "mg"), "YES"],
    ["amifostine", dosed("pharmacological", 500, "mg", "iv"), "POSSIBLE"],
    ["no class", dosed(null, 2400, "mg"), "NO"],
  ];
  test.each(cases)("%s", (_, medication, expected) => expect(exposureInWindow({ window, medication })).toBe(expected));
});

describe("doses of one substance are added day by day", () => {
  const vitaminC = (dailyDose: number | null, start: string | null, stop: string | null) => of("vitamin_C", { dailyDose, unit: "mg", start, stop });
  const cases: [string, ClassifiedMedication[], Answer][] = [
    ["300 + 300 mg on the same days", [vitaminC(300, "2024-09-01", "2024-09-30"), vitaminC(300, "2024-09-01", "2024-09-30")], "YES"],
    ["300 + 199 mg on the same days", [vitaminC(300, "2024-09-01", "2024-09-30"), vitaminC(199, "2024-09-01", "2024-09-30")], "NO"],
    ["one ends the day before the other starts", [vitaminC(300, "2024-09-01", "2024-09-18"), vitaminC(300, "2024-09-19", "2024-09-30")], "NO"],
    ["one shared day", [vitaminC(300, "2024-09-01", "2024-09-19"), vitaminC(300, "2024-09-19", "2024-09-30")], "YES"],
    ["together only outside the window", [vitaminC(300, "2024-09-01", "2024-09-30"), vitaminC(300, "2024-09-23", "2024-09-30")], "NO"],
    ["the second may have been taken then", [vitaminC(300, "2024-09-01", "2024-09-30"), vitaminC(300, "2024-09", "2024-09")], "POSSIBLE"],
    ["the second in an unknown dose", [vitaminC(300, "2024-09-01", "2024-09-30"), vitaminC(null, "2024-09-01", "2024-09-30")], "POSSIBLE"],
    ["different substances are not added", [vitaminC(300, "2024-09-01", "2024-09-30"), of("NAC", { dailyDose: 300, unit: "mg", start: "2024-09-01", stop: "2024-09-30" })], "NO"],
  ];
  test.each(cases)("%s", (_, medication, expected) => expect(exposureInWindow({ window, medication })).toBe(expected));
});
