import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eligibilityFinding, type TracedEligibility } from "@/lib/study/derive/eligibility-finding";
import { exampleEntry as entry, exampleRecord } from "@/lib/study/example-record";
import type { EligibilityWaiver, LabRange, RecordEntry } from "@/lib/study/patient-record";

const mg = (value: string) => ({ value, unit: "mg/dL" });
const SCREENED: readonly RecordEntry[] = [
  entry("consent", "SCR", { consentDate: "2024-09-01" }),
  entry("demography", "SCR", { age: 17, sex: "F" }),
  entry("aml_history", "SCR", { diseaseStatus: "refractory", inductionCourses: 1, salvageCourses: 0 }),
  entry("vital_signs", "SCR", { measuredOn: "2024-09-02", weightKg: "60", zubrod: "1" }),
  entry("chemistry", "SCR", {
    sampleDate: "2024-09-03", bilirubin: mg("0.8"), bilirubinUln: mg("1"), alt: { value: "30", unit: "U/L" }, altUln: { value: "40", unit: "U/L" },
    creatinine: mg("0.9"), creatinineUln: mg("1.2"), magnesium: mg("2"), magnesiumLower: mg("1.7"), magnesiumUpper: mg("2.2"),
  }),
  entry("cardiac", "SCR", { examinedOn: "2024-09-04", lvefPercent: "60" }),
  entry("eligibility", "SCR", { leukaemicInfiltration: "N", lifeExpectancy: "Y", ableToComply: "Y", contraception: "Y", interferingAgents: "N", severeCondition: "N" }),
];
const ofAge = (age: number): readonly RecordEntry[] => SCREENED.map((one) => (one.formId === "demography" ? { ...one, answers: { ...one.answers, age } } : one));
const waiver: EligibilityWaiver = { criterion: "AGE", reason: "18 next week; agreed with the ethics committee", byName: "Dana Stone", at: "2024-09-05T10:00:00+00:00" };
const notYet = { arm: null, randomisedOn: null };
const criterion = (finding: ReturnType<typeof eligibilityFinding>, id: string) => (finding.trace as { readonly criteria: readonly TracedEligibility[] }).criteria.find((one) => one.id === id);

describe("a waived criterion", () => {
  test("still failed, and says who waived it, when and why", () => {
    const finding = eligibilityFinding(exampleRecord(SCREENED, { ...notYet, waivers: [waiver] }));
    expect(finding.value).toBe("waived");
    expect(criterion(finding, "AGE")).toMatchObject({
      state: "failed", value: "17 years", waiver, source: { entryId: "demography@SCR", field: "age" },
      note: "17 years is below 18; waived by Dana Stone on 05-Sep-2024 because: 18 next week; agreed with the ethics committee",
    });
  });

  test("that is met after a correction is met, and its waiver stays on record", () => {
    const finding = eligibilityFinding(exampleRecord(ofAge(18), { ...notYet, waivers: [waiver] }));
    expect([finding.value, criterion(finding, "AGE")?.state, criterion(finding, "AGE")?.note, criterion(finding, "AGE")?.waiver]).toEqual(["eligible", "met", null, waiver]);
  });

  test("does not cover another one that fails later", () => {
    const later = SCREENED.map((one) => (one.formId === "cardiac" ? { ...one, answers: { ...one.answers, lvefPercent: "50" } } : one));
    expect(eligibilityFinding(exampleRecord(later, { ...notYet, waivers: [waiver] })).value).toBe("not_eligible");
  });
});

describe("a limit that nobody typed", () => {
  const range = (changes: Partial<LabRange>): LabRange => ({ analyte: "creatinine", sex: null, ageFrom: null, ageTo: null, lower: "0.5", upper: "1.2", unit: "mg/dL", validFrom: "2003-11-01", ...changes });
  const measured = (changes: object): readonly RecordEntry[] => ofAge(40).map((one) => (one.formId === "chemistry" ? { ...one, answers: { ...one.answers, ...changes } } : one));
  const blank = { creatinineUln: null };
  const found = (changes: object, labRanges: readonly LabRange[], entries = measured(changes)) => eligibilityFinding(exampleRecord(entries, { ...notYet, labRanges }));
  const FROM_SITE = "limit 1.2 mg/dL, range of the site from 01-Nov-2003";
  const WANTED = "Enter the upper limit, or have the site's reference range stated";
  const LATER = range({ upper: "0.5", validFrom: "2024-09-04" });

  test.each<[string, object, readonly LabRange[], string, string | null]>([
    ["is that of the site's range", blank, [range({})], "met", FROM_SITE],
    ["fails a value above it, and says the limit", { ...blank, creatinine: mg("1.9") }, [range({})], "failed", `1.9 mg/dL is more than 1.5 times the upper limit of 1.2 mg/dL; ${FROM_SITE}`],
    ["is in the unit of the range", blank, [range({ upper: "106", unit: "umol/L" })], "met", "limit 106 µmol/L, range of the site from 01-Nov-2003"],
    ["is of the patient's sex", blank, [range({ sex: "M", upper: "0.1" }), range({ sex: "F" })], "met", FROM_SITE],
    ["is of the patient's age", blank, [range({ ageFrom: 41, upper: "0.1" }), range({ ageFrom: 18, ageTo: 40 })], "met", FROM_SITE],
    ["is the one on the day of the sample, not a later one", blank, [LATER, range({})], "met", FROM_SITE],
    ["is unknown before the site's range begins: what is usual elsewhere is not taken", blank, [LATER], "unknown", WANTED],
    ["is unknown where the site stated no upper bound", blank, [range({ upper: null })], "unknown", WANTED],
    ["is unknown where neither is known", blank, [], "unknown", WANTED],
    ["is unknown without the day of the sample", { ...blank, sampleDate: null }, [range({})], "unknown", WANTED],
    ["stays unknown where it is marked so", { creatinineUln: { missing: "unknown" } }, [range({})], "unknown", WANTED],
    ["gives way to a typed one", {}, [range({ upper: "0.1" })], "met", null],
  ])("%s", (_, changes, ranges, state, note) => {
    expect(criterion(found(changes, ranges), "CREATININE")).toMatchObject({ state, note });
  });

  test("is unknown while the sex that decides is not recorded", () => {
    const entries = measured(blank).map((one) => (one.formId === "demography" ? { ...one, answers: { age: 40 } } : one));
    expect(criterion(found({}, [range({ sex: "F" })], entries), "CREATININE")?.state).toBe("unknown");
  });

  test("leads to the field where it is typed", () => {
    expect(criterion(found(blank, []), "CREATININE")?.source).toEqual({ entryId: "chemistry@SCR", field: "creatinineUln" });
  });

  test("typed as the site's range states it changes no criterion", () => {
    const limit = fc.integer({ min: 1, max: 300 }).map((hundredths) => String(hundredths / 100));
    const pair = fc.tuple(limit, limit).map(([one, other]) => (Number(one) <= Number(other) ? [one, other] as const : [other, one] as const));
    const unit = fc.constantFrom("mg/dL", "umol/L");
    fc.assert(fc.property(limit, unit, limit, unit, pair, limit, (bilirubin, ofBilirubin, creatinine, ofCreatinine, [lower, upper], alt) => {
      const typed = {
        bilirubinUln: { value: bilirubin, unit: ofBilirubin }, creatinineUln: { value: creatinine, unit: ofCreatinine }, altUln: { value: alt, unit: "U/L" }, magnesiumLower: mg(lower), magnesiumUpper: mg(upper),
      };
      const stated = [
        range({ analyte: "bilirubin", upper: bilirubin, unit: ofBilirubin }), range({ upper: creatinine, unit: ofCreatinine }), range({ analyte: "alt", upper: alt, unit: "U/L" }), range({ analyte: "magnesium", lower, upper }),
      ];
      const states = (finding: ReturnType<typeof eligibilityFinding>) => [finding.value, (finding.trace as { readonly criteria: readonly TracedEligibility[] }).criteria.map(({ id, state, value }) => [id, state, value])];
      const left = Object.fromEntries(Object.keys(typed).map((field) => [field, null]));
      expect(states(found(left, stated))).toEqual(states(found(typed, [])));
      expect(states(found(typed, stated))).toEqual(states(found(typed, [])));
    }), { numRuns: 300 });
  });
});

test("the order in which entries arrive never changes a result", () => {
  fc.assert(fc.property(fc.shuffledSubarray([...SCREENED], { minLength: SCREENED.length }), (shuffled) => {
    expect(eligibilityFinding(exampleRecord(shuffled))).toEqual(eligibilityFinding(exampleRecord(SCREENED)));
  }), { numRuns: 100 });
});

test("an entry that is not there fails nothing, whichever it is", () => {
  for (const { formId } of SCREENED) {
    const finding = eligibilityFinding(exampleRecord(ofAge(40).filter((one) => one.formId !== formId), notYet));
    expect([formId, finding.value]).toEqual([formId, "unknown"]);
  }
});
