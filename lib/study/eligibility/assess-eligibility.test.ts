import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assessEligibility } from "@/lib/study/eligibility/assess-eligibility";
import { firstRemissionIsShort } from "@/lib/study/eligibility/disease-criterion";
import type { EligibilityInputs, ScreeningDays } from "@/lib/study/eligibility/eligibility-inputs";

const mgDl = (value: string) => ({ value, unit: "mg/dL" });
const umolL = (value: string) => ({ value, unit: "umol/L" });
const eligible: EligibilityInputs = {
  consentDate: "2024-03-01", age: 61, sex: "F", weightKg: "70", measuredOn: "2024-03-01", sampleDate: "2024-03-02", examinedOn: "2024-03-03", salvageCourses: 0, diseaseStatus: "refractory", inductionCourses: 1, firstCrDate: null, firstRelapseDate: null, zubrod: "1",
  bilirubin: mgDl("0.8"), bilirubinUln: mgDl("1.0"), alt: { value: "30", unit: "U/L" }, altUln: { value: "40", unit: "U/L" },
  creatinine: mgDl("0.9"), creatinineUln: mgDl("1.2"), creatinineClearance: null,
  magnesium: mgDl("2.0"), magnesiumLower: mgDl("1.7"), magnesiumUpper: mgDl("2.2"),
  leukaemicInfiltration: "N", lvefPercent: "60", lifeExpectancy: "Y", ableToComply: "Y", contraception: "not_applicable", interferingAgents: "N", severeCondition: "N",
};
const screening: ScreeningDays = { window: { from: -28, to: 1 }, firstDay: null, randomisedOn: null };
const started = (firstDay: string): Partial<ScreeningDays> => ({ firstDay });
const assess = (inputs: EligibilityInputs, days: Partial<ScreeningDays> = {}, waived: readonly string[] = []) => assessEligibility(inputs, { ...screening, ...days }, new Set(waived));
const relapsed = (firstCrDate: string | null, firstRelapseDate: string | null): Partial<EligibilityInputs> => ({ diseaseStatus: "relapsed", firstCrDate, firstRelapseDate });
const criterion = (id: string, changes: Partial<EligibilityInputs>, days: Partial<ScreeningDays> = {}) => assess({ ...eligible, ...changes }, days).criteria.find((one) => one.id === id);
const borderline = { creatinine: mgDl("1.3") };
/** (140 − 50) × 72 / (72 × 1.5) = 60 for a man of 50 with 72 kg and 1.5 mg/dL. */
const onSixty = { age: 50, sex: "M", weightKg: "72", creatinine: mgDl("1.5") } as const;

test("a patient who meets every criterion is eligible", () => {
  const { value, criteria } = assess(eligible);
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
    ["CLEARANCE", { ...borderline, weightKg: null }, "unknown"],
    ["CLEARANCE", { ...borderline, sex: null }, "unknown"],
    ["CLEARANCE", { ...borderline, age: null }, "unknown"],
    ["CLEARANCE", borderline, "failed"],
    ["CLEARANCE", { ...borderline, sex: "M" }, "failed"],
    ["CLEARANCE", onSixty, "met"],
    ["CLEARANCE", { ...onSixty, creatinine: umolL("132.6") }, "met"],
    ["CLEARANCE", { ...onSixty, weightKg: "71.9" }, "failed"],
    ["CLEARANCE", { ...onSixty, age: 51 }, "failed"],
    ["CLEARANCE", { ...onSixty, sex: "F" }, "failed"],
    ["CLEARANCE", { ...onSixty, creatinine: umolL("132.7") }, "failed"],
    ["CLEARANCE", { ...onSixty, creatinine: mgDl("1.81") }, "met"],
    ["CLEARANCE", { ...onSixty, creatinineUln: null }, "unknown"],
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
    ["CONSENT", {}, "met"],
    ["CONSENT_FIRST", {}, "met"],
    ["CONSENT_FIRST", { examinedOn: "2024-02-29" }, "failed"],
    ["CONSENT_FIRST", { examinedOn: "2024-02-29", sampleDate: null }, "failed"],
    ["CONSENT_FIRST", { sampleDate: null }, "unknown"],
    ["CONSENT_FIRST", { consentDate: null }, "unknown"],
    ["FIRST_SALVAGE", {}, "met"],
    ["FIRST_SALVAGE", { salvageCourses: 1 }, "failed"],
    ["FIRST_SALVAGE", { salvageCourses: null }, "unknown"],
    ["AGE", { age: null }, "unknown"],
    ["ZUBROD", { zubrod: null }, "unknown"],
    ["ALT", { altUln: null }, "unknown"],
    ["ALT", { alt: { value: "100.1", unit: "kat/L" } }, "unknown"],
    ["CREATININE", { creatinine: mgDl("4"), leukaemicInfiltration: "Y" }, "met"],
    ["CREATININE", { creatinine: mgDl("4"), leukaemicInfiltration: null }, "unknown"],
    ["CREATININE", { creatinine: mgDl("4"), leukaemicInfiltration: "not_applicable" }, "failed"],
    ["MAGNESIUM", { magnesium: mgDl("1.7") }, "met"],
    ["MAGNESIUM", { magnesium: mgDl("2.2") }, "met"],
    ["LVEF", { lvefPercent: null }, "unknown"],
    ["LIFE_EXPECTANCY", { lifeExpectancy: "N" }, "failed"],
    ["LIFE_EXPECTANCY", { lifeExpectancy: null }, "unknown"],
    ["COMPLIANCE", { ableToComply: "N" }, "failed"],
    ["COMPLIANCE", { ableToComply: null }, "unknown"],
    ["CONTRACEPTION", { contraception: "not_applicable" }, "met"],
    ["CONTRACEPTION", { contraception: null }, "unknown"],
    ["NO_INTERFERING_AGENTS", { interferingAgents: "Y" }, "failed"],
    ["NO_INTERFERING_AGENTS", { interferingAgents: null }, "unknown"],
    ["NO_SEVERE_CONDITION", { severeCondition: null }, "unknown"],
  ] satisfies readonly (readonly [string, Partial<EligibilityInputs>, string])[])("%s with %j is %s", (id, changes, state) => {
    expect(criterion(id, changes)?.state).toBe(state);
  });

  test.each([
    ["before day 1, while it can still be in time", {}, {}, "met"],
    ["before day 1, 28 days before the latest examination", { measuredOn: "2024-02-04", consentDate: "2024-02-04" }, {}, "met"],
    ["before day 1, too old whenever treatment begins", { measuredOn: "2024-02-03", consentDate: "2024-02-03" }, {}, "failed"],
    ["randomised too late for it", {}, { randomisedOn: "2024-03-30" }, "failed"],
    ["randomised on the last day for it", {}, { randomisedOn: "2024-03-29" }, "met"],
    ["28 days before day 1", {}, started("2024-03-29"), "met"],
    ["29 days before day 1", {}, started("2024-03-30"), "failed"],
    ["on day 1", {}, started("2024-03-03"), "met"],
    ["after day 1", {}, started("2024-03-02"), "failed"],
    ["without one of the dates", { sampleDate: null }, started("2024-03-20"), "unknown"],
    ["without one of the dates, another too old", { sampleDate: null }, started("2024-04-20"), "failed"],
    ["without any date", { measuredOn: null, sampleDate: null, examinedOn: null }, started("2024-03-20"), "unknown"],
  ] satisfies readonly (readonly [string, Partial<EligibilityInputs>, Partial<ScreeningDays>, string])[])("SCREENING_WINDOW %s", (_, changes, days, state) => {
    expect(criterion("SCREENING_WINDOW", changes, days)?.state).toBe(state);
  });

  test("before day 1 the day by which it must come is said", () => {
    expect(criterion("SCREENING_WINDOW", {})?.value).toBe("01-Mar-2024 to 03-Mar-2024; day 1 by 29-Mar-2024");
  });

  test("which clearance was used is said, and a recorded one counts before a calculated one", () => {
    expect(criterion("CLEARANCE", onSixty)?.value).toBe("60 mL/min, calculated (Cockcroft–Gault)");
    expect(criterion("CLEARANCE", { ...onSixty, creatinineClearance: "59.9" })).toMatchObject({ state: "failed", value: "59.9 mL/min, as recorded" });
    expect(criterion("CLEARANCE", { ...borderline, creatinineClearance: "60" })).toMatchObject({ state: "met", value: "60 mL/min, as recorded" });
    expect(criterion("CLEARANCE", { ...borderline, weightKg: null, sex: null })?.note).toMatch(/cannot be calculated without sex, weight/);
  });


  test("a remission of exactly 12 months is short only where the protocol says at most", () => {
    expect(firstRemissionIsShort("2023-03-05", "2024-03-05", 12, "less than")).toBe(false);
    expect(firstRemissionIsShort("2023-03-05", "2024-03-05", 12, "at most")).toBe(true);
  });
});

describe("a waiver", () => {
  const two = { ...eligible, age: 17, lvefPercent: "40" };
  test.each([
    ["of every criterion that failed lets the patient in, as waived", two, ["AGE", "LVEF"], "waived"],
    ["of one of two is not enough", two, ["AGE"], "not_eligible"],
    ["of another criterion changes nothing", two, ["ZUBROD", "ALT"], "not_eligible"],
    ["does not make the unknown known", { ...two, zubrod: null }, ["AGE", "LVEF", "ZUBROD"], "unknown"],
    ["of what is met again is of no effect", eligible, ["AGE"], "eligible"],
    ["of what no build knows is of no effect", { ...eligible, age: 17 }, ["SHOE_SIZE"], "not_eligible"],
  ])("%s", (_, inputs, waived, value) => {
    expect(assess(inputs, {}, waived).value).toBe(value);
  });

  test("never changes how a criterion itself stands", () => {
    expect(assess(two, {}, ["AGE", "LVEF"]).criteria).toEqual(assess(two).criteria);
  });
});

const keys = Object.keys(eligible) as (keyof EligibilityInputs)[];
const FALLS_BACK: keyof EligibilityInputs = "creatinineClearance"; // without it the clearance is calculated, which may fail or pass for itself
const pools = {
  bilirubin: fc.constantFrom(mgDl("1"), mgDl("4")), creatinine: fc.constantFrom(mgDl("1"), mgDl("1.4"), mgDl("3")), creatinineClearance: fc.constantFrom("50", "70", null),
  sex: fc.constantFrom("M" as const, "F" as const), weightKg: fc.constantFrom("50", "95", null), magnesium: fc.constantFrom(mgDl("2"), mgDl("1"), mgDl("3")),
  leukaemicInfiltration: fc.constantFrom("Y" as const, "N" as const, null), age: fc.constantFrom(17, 40), diseaseStatus: fc.constantFrom("refractory" as const, "relapsed" as const),
  firstCrDate: fc.constantFrom("2023-03", "2022", null), firstRelapseDate: fc.constantFrom("2023-09", "2024-06-01", null), lvefPercent: fc.constantFrom("49", "60"),
  consentDate: fc.constantFrom("2024-03-01", "2024-03-03", null), sampleDate: fc.constantFrom("2024-03-02", "2024-01-02", null), examinedOn: fc.constantFrom("2024-03-03", "2024-02-01", null),
};
const anyInputs = fc.record(pools).map((some): EligibilityInputs => ({ ...eligible, ...some }));
const anyDays = fc.record({ window: fc.constant(screening.window), firstDay: fc.constantFrom(null, "2024-03-10", "2024-04-20"), randomisedOn: fc.constantFrom(null, "2024-03-08") });

describe("missing values", () => {
  test("never fail a criterion, never satisfy one that failed, and never make a patient eligible who was not", () => {
    fc.assert(fc.property(anyInputs, anyDays, fc.constantFrom(...keys.filter((key) => key !== FALLS_BACK)), (inputs, days, key) => {
      const before = assess(inputs, days);
      const after = assess({ ...inputs, [key]: null }, days);
      after.criteria.forEach(({ id, state }, index) => {
        if (state === "failed") expect([id, before.criteria[index]?.state]).toEqual([id, "failed"]);
        if (before.criteria[index]?.state === "failed") expect([id, state]).not.toEqual([id, "met"]);
      });
      if (after.value === "eligible") expect(before.value).toBe("eligible");
    }), { numRuns: 2_000 });
  });

  test("with nothing known, nothing failed", () => {
    const nothing = Object.fromEntries(keys.map((key) => [key, null])) as unknown as EligibilityInputs;
    const { value, criteria } = assess(nothing);
    expect([value, new Set(criteria.map(({ state }) => state))]).toEqual(["unknown", new Set(["unknown"])]);
  });
});

test("units never change a result", () => {
  const factors = { bilirubin: ["bilirubinUln", "17.1", "umol/L"], creatinine: ["creatinineUln", "88.4", "umol/L"] } as const;
  const amount = fc.integer({ min: 1, max: 400 }).map((hundredths) => mgDl(new Decimal(hundredths).dividedBy(100).toFixed()));
  fc.assert(fc.property(anyInputs, amount, fc.constantFrom("bilirubin" as const, "creatinine" as const), fc.boolean(), (inputs, value, analyte, also) => {
    const [limit, factor, unit] = factors[analyte];
    const converted = (lab: { readonly value: string }) => ({ value: new Decimal(lab.value).times(factor).toFixed(), unit });
    const states = (changed: Partial<EligibilityInputs>) => assess({ ...inputs, ...changed }).criteria.map(({ id, state }) => `${id} ${state}`);
    const upper = mgDl("1.2");
    expect(states({ [analyte]: converted(value), [limit]: also ? converted(upper) : upper })).toEqual(states({ [analyte]: value, [limit]: upper }));
  }), { numRuns: 1_000 });
});
