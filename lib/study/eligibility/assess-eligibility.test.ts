import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assessEligibility } from "@/lib/study/eligibility/assess-eligibility";
import { firstRemissionIsShort } from "@/lib/study/eligibility/disease-criterion";
import type { EligibilityInputs } from "@/lib/study/eligibility/eligibility-inputs";

const mgDl = (value: string) => ({ value, unit: "mg/dL" });
const umolL = (value: string) => ({ value, unit: "umol/L" });
const eligible: EligibilityInputs = {
  consentDate: "2024-03-01", age: 61, diseaseStatus: "refractory", inductionCourses: 1, firstCrDate: null, firstRelapseDate: null, zubrod: "1",
  bilirubin: mgDl("0.8"), bilirubinUln: mgDl("1.0"), alt: { value: "30", unit: "U/L" }, altUln: { value: "40", unit: "U/L" },
  creatinine: mgDl("0.9"), creatinineUln: mgDl("1.2"), creatinineClearance: null,
  magnesium: mgDl("2.0"), magnesiumLower: mgDl("1.7"), magnesiumUpper: mgDl("2.2"),
  leukaemicInfiltration: "N", lvefPercent: "60", lifeExpectancy: "Y", ableToComply: "Y", contraception: "not_applicable", interferingAgents: "N", severeCondition: "N",
};
const relapsed = (firstCrDate: string | null, firstRelapseDate: string | null): Partial<EligibilityInputs> => ({ diseaseStatus: "relapsed", firstCrDate, firstRelapseDate });
const stateOf = (id: string, changes: Partial<EligibilityInputs>) => assessEligibility({ ...eligible, ...changes }).criteria.find((one) => one.id === id)?.state;

test("a patient who meets every criterion is eligible", () => {
  const { value, criteria } = assessEligibility(eligible);
  expect([value, criteria.filter(({ state }) => state !== "met")]).toEqual(["eligible", []]);
});

describe("at the edge of each criterion", () => {
  test.each([
    ["AGE", { age: 18 }, "met"],
    ["AGE", { age: 17 }, "failed"],
    ["ZUBROD", { zubrod: "3" }, "met"],
    ["ZUBROD", { zubrod: "4" }, "failed"],
    ["DISEASE_STATUS", { inductionCourses: 2 }, "failed"],
    ["DISEASE_STATUS", { inductionCourses: null }, "unknown"],
    ["DISEASE_STATUS", relapsed("2023-03-05", "2024-03-04"), "met"],
    ["DISEASE_STATUS", relapsed("2023-03-05", "2024-03-05"), "failed"],
    ["DISEASE_STATUS", relapsed("2023-03", "2024-03"), "unknown"],
    ["DISEASE_STATUS", relapsed("2023-03", "2024-02"), "met"],
    ["DISEASE_STATUS", relapsed("2023-03", "2024-04"), "failed"],
    ["DISEASE_STATUS", relapsed("2023", "2025"), "failed"],
    ["DISEASE_STATUS", relapsed("2024-03-05", "2023"), "unknown"],
    ["DISEASE_STATUS", relapsed("2023-03-05", null), "unknown"],
    ["BILIRUBIN", { bilirubin: mgDl("1.5") }, "met"],
    ["BILIRUBIN", { bilirubin: mgDl("1.51") }, "failed"],
    ["BILIRUBIN", { bilirubin: umolL("25.65") }, "met"],
    ["BILIRUBIN", { bilirubin: umolL("25.66") }, "failed"],
    ["BILIRUBIN", { bilirubin: mgDl("3"), leukaemicInfiltration: "Y" }, "met"],
    ["BILIRUBIN", { bilirubin: mgDl("3"), leukaemicInfiltration: null }, "unknown"],
    ["BILIRUBIN", { bilirubinUln: null }, "unknown"],
    ["ALT", { alt: { value: "100", unit: "U/L" } }, "met"],
    ["ALT", { alt: { value: "100.1", unit: "U/L" }, leukaemicInfiltration: "Y" }, "failed"],
    ["CREATININE", { creatinine: mgDl("1.8") }, "met"],
    ["CREATININE", { creatinine: umolL("159.12") }, "met"],
    ["CREATININE", { creatinine: umolL("159.13") }, "failed"],
    ["CLEARANCE", { creatinine: mgDl("1.2") }, "met"],
    ["CLEARANCE", { creatinine: mgDl("1.3") }, "unknown"],
    ["CLEARANCE", { creatinine: mgDl("1.3"), creatinineClearance: "60" }, "met"],
    ["CLEARANCE", { creatinine: mgDl("1.3"), creatinineClearance: "59.9" }, "failed"],
    ["CLEARANCE", { creatinine: mgDl("1.3"), creatinineClearance: "59.9", leukaemicInfiltration: "Y" }, "met"],
    ["MAGNESIUM", { magnesium: { value: "0.82", unit: "mmol/L" } }, "met"],
    ["MAGNESIUM", { magnesium: { value: "0.69", unit: "mmol/L" } }, "failed"],
    ["MAGNESIUM", { magnesium: mgDl("2.3"), magnesiumLower: null }, "failed"],
    ["MAGNESIUM", { magnesiumLower: null }, "unknown"],
    ["LVEF", { lvefPercent: "50" }, "failed"],
    ["LVEF", { lvefPercent: "50.1" }, "met"],
    ["CONTRACEPTION", { contraception: "N" }, "failed"],
    ["NO_SEVERE_CONDITION", { severeCondition: "Y" }, "failed"],
    ["CONSENT", { consentDate: null }, "unknown"],
  ] satisfies readonly (readonly [string, Partial<EligibilityInputs>, string])[])("%s with %j is %s", (id, changes, state) => {
    expect(stateOf(id, changes)).toBe(state);
  });

  test("a remission of exactly 12 months is short only where the protocol says at most", () => {
    expect(firstRemissionIsShort("2023-03-05", "2024-03-05", 12, "less than")).toBe(false);
    expect(firstRemissionIsShort("2023-03-05", "2024-03-05", 12, "at most")).toBe(true);
  });
});

describe("missing values", () => {
  const keys = Object.keys(eligible) as (keyof EligibilityInputs)[];
  const pools = {
    bilirubin: fc.constantFrom(mgDl("1"), mgDl("4")), creatinine: fc.constantFrom(mgDl("1"), mgDl("1.4"), mgDl("3")), creatinineClearance: fc.constantFrom("50", "70", null),
    magnesium: fc.constantFrom(mgDl("2"), mgDl("1"), mgDl("3")), leukaemicInfiltration: fc.constantFrom("Y" as const, "N" as const, null), age: fc.constantFrom(17, 40), diseaseStatus: fc.constantFrom("refractory" as const, "relapsed" as const),
    firstCrDate: fc.constantFrom("2023-03", "2022", null), firstRelapseDate: fc.constantFrom("2023-09", "2024-06-01", null), lvefPercent: fc.constantFrom("49", "60"),
  };
  const anyInputs = fc.record(pools).map((some): EligibilityInputs => ({ ...eligible, ...some }));

  test("never fail a criterion and never make a patient eligible who was not", () => {
    fc.assert(fc.property(anyInputs, fc.constantFrom(...keys), (inputs, key) => {
      const before = assessEligibility(inputs);
      const after = assessEligibility({ ...inputs, [key]: null });
      after.criteria.forEach(({ id, state }, index) => {
        if (state === "failed") expect([id, before.criteria[index]?.state]).toEqual([id, "failed"]);
      });
      if (after.value === "eligible") expect(before.value).toBe("eligible");
    }), { numRuns: 1_000 });
  });

  test("with nothing known, nothing failed", () => {
    const nothing = Object.fromEntries(keys.map((key) => [key, null])) as unknown as EligibilityInputs;
    const { value, criteria } = assessEligibility(nothing);
    expect([value, new Set(criteria.map(({ state }) => state))]).toEqual(["unknown", new Set(["unknown"])]);
  });
});
