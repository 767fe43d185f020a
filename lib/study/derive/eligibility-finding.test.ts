import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eligibilityFinding, type TracedEligibility } from "@/lib/study/derive/eligibility-finding";
import { exampleEntry as entry, exampleRecord } from "@/lib/study/example-record";
import type { EligibilityWaiver, RecordEntry } from "@/lib/study/patient-record";

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
