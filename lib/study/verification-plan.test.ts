import { describe, expect, test } from "vitest";
import { groupBy } from "@/lib/kernel/group-by";
import { CRITICALITIES, drawing, isPlanned, plannedFor, SOURCE_FIELDS, verificationPlan, verificationPlanSources, type VerificationPlan } from "./verification-plan";

const upTo = (last: number) => Array.from({ length: last }, (_, at) => at + 1);
const drawn = (site: string, criticality: "safety" | "administrative", last: number, plan: VerificationPlan = verificationPlan) => upTo(last).filter((ordinal) => isPlanned({ site, ordinal }, criticality, plan));

describe("the plan of source verification", () => {
  test("compares the primary endpoint and evaluability in every patient of every site", () => {
    for (const site of ["101", "102", "999"]) for (const ordinal of upTo(60)) {
      expect(isPlanned({ site, ordinal }, "primary_endpoint")).toBe(true);
      expect(isPlanned({ site, ordinal }, "evaluability")).toBe(true);
    }
  });

  test("compares the first patients of a site in full, and nobody else by that rule", () => {
    for (const ordinal of upTo(verificationPlan.firstInFull)) expect(CRITICALITIES.every((criticality) => isPlanned({ site: "101", ordinal }, criticality))).toBe(true);
    const none = { ...verificationPlan, oneIn: {} };
    expect(drawn("101", "safety", 30, none)).toEqual(upTo(verificationPlan.firstInFull));
  });

  test.each([["safety", 4], ["administrative", 10]] as const)("draws exactly one of each further block for %s, one in %i, at every site", (criticality, size) => {
    for (const site of ["101", "102", "103", "207"]) {
      const further = drawn(site, criticality, verificationPlan.firstInFull + 20 * size).filter((ordinal) => ordinal > verificationPlan.firstInFull);
      const blocks = further.map((ordinal) => Math.floor((ordinal - verificationPlan.firstInFull - 1) / size));
      expect(blocks).toEqual(upTo(20).map((block) => block - 1));
    }
  });

  test("draws every place of a block, and sites apart from each other", () => {
    const places = upTo(40).flatMap((site) => drawn(String(site), "safety", 22).filter((ordinal) => ordinal > 2).map((ordinal) => (ordinal - 3) % 4));
    expect([0, 1, 2, 3].map((place) => places.filter((other) => other === place).length > 20)).toEqual([true, true, true, true]);
    expect(drawn("101", "safety", 60)).not.toEqual(drawn("102", "safety", 60));
  });

  test("says the same of a patient whoever comes later, and something else under another seed", () => {
    expect(drawn("101", "safety", 12)).toEqual(drawn("101", "safety", 200).filter((ordinal) => ordinal <= 12));
    expect(drawn("101", "safety", 60, { ...verificationPlan, seed: "another" })).not.toEqual(drawn("101", "safety", 60));
  });

  test("draws those whom it always drew: the seed and the rule have not moved", () => {
    expect(drawn("101", "safety", 22)).toEqual([1, 2, 6, 9, 14, 16, 22]);
    expect(drawn("101", "administrative", 22)).toEqual([1, 2, 3, 13]);
  });

  test("reads a patient's number, and covers every field with a source once", () => {
    expect(plannedFor("101-001")).toEqual(CRITICALITIES);
    expect(plannedFor("102-017")).toEqual(expect.arrayContaining(["primary_endpoint", "evaluability"]));
    const keys = SOURCE_FIELDS.map(({ formId, formVersion, field }) => `${formId} ${formVersion} ${field}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(SOURCE_FIELDS.some(({ formId }) => formId === "randomisation"), "the system fills it in").toBe(false);
    expect(new Set(SOURCE_FIELDS.map(({ criticality }) => criticality))).toEqual(new Set(CRITICALITIES));
  });

  test("names the source or the assumption of every parameter", () => {
    for (const { says, source } of Object.values(verificationPlanSources)) expect([says.length > 20, source.length > 20]).toEqual([true, true]);
  });
});

test("many patients at once are drawn as each by itself; no form holds more values of a kind than a statement counts in one number", () => {
  const numbers = ["101", "102"].flatMap((site) => Array.from({ length: 40 }, (_, at) => `${site}-${String(at + 1).padStart(3, "0")}`));
  const plannedOf = drawing();
  expect(numbers.map((number) => plannedOf(number))).toEqual(numbers.map((number) => plannedFor(number)));
  expect(Math.max(...[...groupBy(SOURCE_FIELDS, ({ formId, formVersion, criticality }) => `${formId} ${formVersion} ${criticality}`).values()].map((fields) => fields.length))).toBeLessThan(256);
});
