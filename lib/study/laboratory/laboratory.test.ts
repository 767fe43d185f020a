import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exampleEntry, exampleRecord } from "@/lib/study/example-record";
import { labFindings, type LabTrace } from "@/lib/study/derive/lab-findings";
import type { LabRange } from "@/lib/study/patient-record";
import { ANALYTE_CODES, analyte, type AnalyteCode } from "./analytes";
import { inBaseUnit } from "./convert-value";
import { CTCAE_RULES } from "./ctcae-rules";
import { gradesOf } from "./grade-value";
import { flagOf, referenceRange, type ReferenceRange, type Whose } from "./reference-range";

const man: Whose = { sex: "M", age: 50 };
const range = (changes: Partial<LabRange>): LabRange => ({ analyte: "platelets", sex: null, ageFrom: null, ageTo: null, lower: "150", upper: "400", unit: "10^9/L", validFrom: "2024-01-01", ...changes });
const says = (found: ReferenceRange | null) => (found === null ? null : [found.lower?.toFixed() ?? null, found.upper?.toFixed() ?? null, found.from]);
const limits = (lower: string | null, upper: string | null): ReferenceRange => ({ lower: lower === null ? null : new Decimal(lower), upper: upper === null ? null : new Decimal(upper), from: "site" });

describe("a value in the base unit", () => {
  test.each<[AnalyteCode, string, string, string]>([
    ["platelets", "82", "10^9/L", "82000"], ["platelets", "82000", "/uL", "82000"], ["anc", "0.4", "K/uL", "400"],
    ["haemoglobin", "9.8", "g/dL", "98"], ["creatinine", "1.1", "mg/dL", "97.24"], ["bilirubin", "1.2", "mg/dL", "20.52"],
    ["magnesium", "0.8", "mmol/L", "1.9444"], ["uricAcid", "7.2", "mg/dL", "428.256"], ["albumin", "38", "g/L", "3.8"], ["potassium", "4.1", "mEq/L", "4.1"],
  ])("%s %s %s is exactly %s", (code, value, unit, expected) => expect(inBaseUnit(code, { value, unit })?.toFixed()).toBe(expected));

  test("is not guessed from a unit that the analyte is not measured in", () => expect(inBaseUnit("platelets", { value: "1", unit: "g/L" })).toBeNull());
});

describe("the range in force", () => {
  test.each<[string, readonly LabRange[], Whose, string | null, ReturnType<typeof says>]>([
    ["the usual one without a range of the site", [], man, "2024-05-01", ["150000", "450000", "usual"]],
    ["the site's, in its own unit", [range({})], man, "2024-05-01", ["150000", "400000", "site"]],
    ["the usual one before the site's begins", [range({})], man, "2023-12-31", ["150000", "450000", "usual"]],
    ["from its first day on", [range({})], man, "2024-01-01", ["150000", "400000", "site"]],
    ["the later of two", [range({ lower: "140", validFrom: "2024-03-01" }), range({})], man, "2024-05-01", ["140000", "400000", "site"]],
    ["the earlier before the later begins", [range({ lower: "140", validFrom: "2024-03-01" }), range({})], man, "2024-02-29", ["150000", "400000", "site"]],
    ["of two for the same day the one entered last, which arrives first", [range({ lower: "145" }), range({})], man, "2024-05-01", ["145000", "400000", "site"]],
    ["that of the sex", [range({ sex: "F", lower: "160" }), range({ sex: "M", lower: "155" })], man, "2024-05-01", ["155000", "400000", "site"]],
    ["that of the age, bounds included", [range({ ageFrom: 51, lower: "130" }), range({ ageFrom: 18, ageTo: 50, lower: "155" })], man, "2024-05-01", ["155000", "400000", "site"]],
    ["open on one side", [range({ lower: null })], man, "2024-05-01", [null, "400000", "site"]],
    ["unknown without the day of the sample", [range({})], man, null, null],
    ["unknown where sex decides and is not known", [range({ sex: "F" })], { sex: null, age: 50 }, "2024-05-01", null],
    ["unknown where age decides and is not known", [range({ ageFrom: 18 })], { sex: "M", age: null }, "2024-05-01", null],
  ])("is %s", (_, ranges, whose, on, expected) => expect(says(referenceRange("platelets", ranges, whose, on))).toEqual(expected));

  test("of haemoglobin depends on sex by itself", () => {
    expect(says(referenceRange("haemoglobin", [], { sex: "F", age: 40 }, "2024-05-01"))).toEqual(["123", "153", "usual"]);
    expect(referenceRange("haemoglobin", [], { sex: null, age: 40 }, "2024-05-01")).toBeNull();
  });
});

test.each([["149.999", "low"], ["150", "normal"], ["400", "normal"], ["400.001", "high"]])("%s between 150 and 400 is %s", (value, flag) => expect(flagOf(new Decimal(value), limits("150", "400"))).toBe(flag));

describe("grades of CTCAE 5.0", () => {
  const lln = limits("150000", "450000");
  test.each<[AnalyteCode, string, ReferenceRange | null, string | null, string, number | null]>([
    ["platelets", "150000", lln, null, "Platelet count decreased", 0], ["platelets", "149999", lln, null, "Platelet count decreased", 1], ["platelets", "75000", lln, null, "Platelet count decreased", 1],
    ["platelets", "74999", lln, null, "Platelet count decreased", 2], ["platelets", "50000", lln, null, "Platelet count decreased", 2], ["platelets", "49999", lln, null, "Platelet count decreased", 3],
    ["platelets", "25000", lln, null, "Platelet count decreased", 3], ["platelets", "24999", lln, null, "Platelet count decreased", 4],
    ["platelets", "60000", null, null, "Platelet count decreased", 2], ["platelets", "90000", null, null, "Platelet count decreased", null],
    ["anc", "1499", limits("1800", null), null, "Neutrophil count decreased", 2], ["anc", "499", null, null, "Neutrophil count decreased", 4], ["anc", "500", null, null, "Neutrophil count decreased", 3],
    ["wbc", "100000", limits("4500", "11000"), null, "Leukocytosis", 0], ["wbc", "100001", limits("4500", "11000"), null, "Leukocytosis", 3],
    ["haemoglobin", "79", limits("140", "175"), null, "Anemia", 3], ["haemoglobin", "80", limits("140", "175"), null, "Anemia", 2], ["haemoglobin", "100", limits("140", "175"), null, "Anemia", 1],
    ["bilirubin", "25.65", limits(null, "17.1"), null, "Blood bilirubin increased", 1], ["bilirubin", "25.66", limits(null, "17.1"), null, "Blood bilirubin increased", 2],
    ["bilirubin", "30", limits(null, "17.1"), "25", "Blood bilirubin increased", 1], ["bilirubin", "25", limits(null, "17.1"), "25", "Blood bilirubin increased", 0],
    ["bilirubin", "30", limits(null, "17.1"), "12", "Blood bilirubin increased", 2],
    ["alt", "121", limits(null, "40"), "30", "Alanine aminotransferase increased", 2], ["alt", "121", limits(null, "40"), "80", "Alanine aminotransferase increased", 1], ["alt", "120", limits(null, "40"), "80", "Alanine aminotransferase increased", 0],
    ["alp", "390", limits("40", "130"), "200", "Alkaline phosphatase increased", 0], ["alp", "401", limits("40", "130"), "200", "Alkaline phosphatase increased", 1],
    ["creatinine", "107", limits("53", "106"), null, "Creatinine increased", 1], ["creatinine", "100", limits("53", "106"), "60", "Creatinine increased", 2], ["creatinine", "181", limits("53", "106"), "60", "Creatinine increased", 3],
    ["creatinine", "637", limits("53", "106"), null, "Creatinine increased", 4],
    ["potassium", "2.99", limits("3.5", "5.1"), null, "Hypokalemia", 3], ["potassium", "3", limits("3.5", "5.1"), null, "Hypokalemia", 1], ["potassium", "7.01", limits("3.5", "5.1"), null, "Hyperkalemia", 4],
    ["sodium", "124", limits("135", "145"), null, "Hyponatremia", 3], ["magnesium", "0.69", limits("1.7", "2.2"), null, "Hypomagnesemia", 4], ["magnesium", "3", limits("1.7", "2.2"), null, "Hypermagnesemia", 1],
    ["calcium", "6.99", limits("8.5", "10.5"), null, "Hypocalcemia", 3], ["albumin", "1.9", limits("3.5", "5"), null, "Hypoalbuminemia", 3],
    ["fibrinogen", "49", limits("200", "400"), null, "Fibrinogen decreased", 4], ["fibrinogen", "150", limits("200", "400"), null, "Fibrinogen decreased", 1], ["fibrinogen", "135", limits("200", "400"), "180", "Fibrinogen decreased", 2],
    ["ldh", "221", limits("125", "220"), null, "Blood lactate dehydrogenase increased", 1],
  ])("%s %s with its limits %o and baseline %s: %s is %s", (code, value, within, baseline, term, grade) => {
    const found = gradesOf(code, new Decimal(value), within, baseline === null ? null : new Decimal(baseline)).find((one) => one.term === term);
    expect(found?.grade).toBe(grade);
  });

  test("a value further from normal never has a lower grade", () => {
    const codes = ANALYTE_CODES.filter((code) => CTCAE_RULES[code] !== undefined);
    fc.assert(fc.property(fc.constantFrom(...codes), fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 10_000 }), fc.option(fc.integer({ min: 1, max: 10_000 })), (code, one, other, base) => {
      const [lowest, highest] = analyte(code).plausible;
      const scaled = (part: number) => new Decimal(lowest).plus(new Decimal(highest).minus(lowest).times(part).div(10_000));
      const [usual] = analyte(code).usual;
      const [near, far] = [one, other].toSorted((left, right) => left - right).map(scaled) as [Decimal, Decimal];
      const graded = (value: Decimal) => gradesOf(code, value, limits(usual!.lower, usual!.upper), base === null ? null : scaled(base));
      graded(near).forEach((at, index) => {
        const [low, high] = [at.grade ?? 0, graded(far)[index]?.grade ?? 0];
        if (CTCAE_RULES[code]?.[index]?.direction === "low") expect(low).toBeGreaterThanOrEqual(high);
        else expect(high).toBeGreaterThanOrEqual(low);
      });
    }));
  });
});

describe("the finding of a sample", () => {
  const demography = exampleEntry("demography", "SCR", { age: 50, sex: "M" });
  const sample = (visit: string, answers: object) => exampleEntry("haematology", visit, { sampleDate: "2024-10-14", ...answers });
  const traceOf = (entries: Parameters<typeof exampleRecord>[0], id: string, labRanges: readonly LabRange[] = []) => labFindings(exampleRecord(entries, { labRanges })).find(({ subject }) => subject === id);

  test("says flag, range in the unit of the report, and the highest grade", () => {
    const found = traceOf([demography, sample("D28", { platelets: { value: "48", unit: "10^9/L" }, wbc: { value: "5", unit: "10^9/L" } })], "haematology@D28");
    const [white, platelets] = (found?.trace as LabTrace).results;
    expect([found?.value, white?.flag, platelets?.flag, platelets?.range, platelets?.rangeFrom]).toEqual(["grade 3", "normal", "low", "150 to 450 ×10⁹/L", "usual"]);
  });

  test("is the same in another unit, but for how it is written", () => {
    const graded = (value: string, unit: string) => traceOf([demography, sample("D28", { platelets: { value, unit } })], "haematology@D28")?.value;
    expect(graded("48", "10^9/L")).toBe(graded("48000", "/mm3"));
  });

  test("waits for the day of the sample where a limit decides, and is absent where nothing was measured", () => {
    expect(traceOf([demography, exampleEntry("haematology", "D28", { platelets: { value: "90", unit: "10^9/L" } })], "haematology@D28")?.value).toBe("unknown");
    expect(traceOf([demography, sample("D28", {})], "haematology@D28")).toBeUndefined();
  });

  test("holds what was low before treatment beside it", () => {
    const found = traceOf([demography, sample("SCR", { platelets: { value: "30", unit: "10^9/L" } }), sample("D28", { platelets: { value: "20", unit: "10^9/L" } })], "haematology@D28");
    expect((found?.trace as LabTrace).results.map(({ grade, baselineGrade }) => [grade, baselineGrade])).toEqual([[4, 3]]);
  });

  test("calcium is graded as corrected for albumin", () => {
    const entry = exampleEntry("chemistry", "C1", { sampleDate: "2024-10-14", calcium: { value: "7.8", unit: "mg/dL" }, albumin: { value: "2.5", unit: "g/dL" } });
    const result = (labFindings(exampleRecord([demography, entry]))[0]?.trace as LabTrace).results.find(({ field }) => field === "calcium");
    expect([result?.grade, result?.flag, result?.note]).toEqual([0, "low", "Graded as corrected for albumin: 9 mg/dL"]);
  });
});
