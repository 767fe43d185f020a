import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { courseDoseFindings, reckonCourse } from "@/lib/study/derive/dose-course";
import { doseFindings } from "@/lib/study/derive/dose-findings";
import { exampleEntry as entry, exampleRecord } from "@/lib/study/example-record";
import type { PatientRecord, RecordEntry } from "@/lib/study/patient-record";

const SIZE = [entry("demography", "SCR", { age: 50 }), entry("vital_signs", "SCR", { heightCm: "170", weightKg: "72" })];
const sizeAt = (visit: string, weightKg: string) => entry("vital_signs", visit, { heightCm: "170", weightKg });
const infusion = (visit: string, startAt: string, stopAt: string | null = null) => entry("cenersen_infusion", visit, { startAt, stopAt, rateMgPerHour: "7" });
const ida = (visit: string, days: readonly string[], doseMg = "21.8") => days.map((doseDate, index) => entry("idarubicin_dose", visit, { doseDate, doseMg }, index + 1));
const FIRST = [sizeAt("C1", "70"), infusion("C1", "2024-09-17T09:00", "2024-09-21T09:00"), ...ida("C1", ["2024-09-18", "2024-09-19", "2024-09-20"])];
const SECOND = [infusion("C2", "2024-10-28T09:00", "2024-11-01T09:00"), ...ida("C2", ["2024-10-29", "2024-10-30"], "20")];
const find = (record: PatientRecord, kind: string, subject: string) => doseFindings(record).find((one) => one.kind === kind && one.subject === subject);
const armA = (...entries: readonly RecordEntry[]) => exampleRecord([...SIZE, ...entries], { arm: "A" });

describe("the second course", () => {
  test("is derived once anything of it is recorded, and not before", () => {
    expect(find(armA(...FIRST), "planned_dose", "C2")).toBeUndefined();
    expect(find(armA(...FIRST, ...SECOND), "planned_dose", "C2")).toMatchObject({ value: "ready", trace: { bsa: "1.82", sources: { weightKg: { entryId: "vital_signs@C1" } } } });
  });

  test("rests on its own body size where it was measured", () => {
    expect(find(armA(...FIRST, ...SECOND, sizeAt("C2", "60")), "planned_dose", "C2")).toMatchObject({ trace: { bsa: "1.68", basis: { weightKg: "60", heightCm: "170" } } });
    expect(find(armA(...FIRST, ...SECOND, sizeAt("C2", "60")), "planned_dose", "C1")).toMatchObject({ trace: { bsa: "1.82" } });
  });

  test("holds its doses against its own plan, and its rows are none of course 1", () => {
    const record = armA(...FIRST, ...SECOND);
    expect(find(record, "course_dose", "C1:idarubicin")).toMatchObject({ value: "100.0", trace: { given: "65.4", cumulative: { mg: "65.4", mgPerM2: "35.9", courses: [1], complete: true } } });
    expect(find(record, "course_dose", "C2:idarubicin")).toMatchObject({ value: "waiting", trace: { given: null, givenSoFar: "40", waitingFor: ["the dose of D4"], cumulative: { mg: "105.4", mgPerM2: "57.9", courses: [1, 2], complete: false } } });
    expect(find(record, "dose_given", "idarubicin_dose@C2")).toMatchObject({ value: "ask" });
  });
});

describe("the dose of a course", () => {
  test("is there for every drug of the arm and for no other", () => {
    const subjects = (arm: "A" | "B" | null) => doseFindings(exampleRecord(SIZE, { arm })).filter(({ kind }) => kind === "course_dose").map(({ subject }) => subject);
    expect([subjects(null), subjects("A"), subjects("B")]).toEqual([[], ["C1:cenersen", "C1:idarubicin"], ["C1:cenersen", "C1:idarubicin", "C1:cytarabine"]]);
  });

  test("waits with the plan", () => {
    expect(courseDoseFindings(exampleRecord([]), [reckonCourse(exampleRecord([]), 1)])[1]).toMatchObject({ value: "waiting", trace: { waitingFor: ["height", "weight"], planned: null } });
  });

  test("of cenersen comes from the bags where they are logged", () => {
    const bags = ["160", "160", "160", "160"].map((amountMg, index) => entry("infusion_bag", "C1", { hungAt: `2024-09-${17 + index}T09:00`, endedAt: `2024-09-${18 + index}T09:00`, amountMg, returnedMg: "0" }, index + 1));
    expect(find(armA(...FIRST, ...bags.slice(0, 3)), "dose_given", "cenersen_infusion@C1")).toMatchObject({ value: "unknown", trace: { says: "The bag log leaves 24 h of the infusion without a bag" } });
    expect(find(armA(...FIRST, ...bags), "course_dose", "C1:cenersen")).toMatchObject({ value: "95.2", trace: { given: "640", planned: "672", verdict: "within" } });
    expect(find(armA(...FIRST, ...bags), "dose_given", "cenersen_infusion@C1")).toMatchObject({ value: "within", trace: { says: "D1 09:00 to D5 09:00. 4 bags: 640 mg; by rate and time 7 mg/h × 96 h = 672 mg. 640 mg given, 672 mg planned: 4.8 % less" } });
  });

  test("a death closes it", () => {
    const died = armA(...FIRST.slice(0, 3), entry("death", null, { deathDate: "2024-09-18" }));
    expect(find(died, "course_dose", "C1:idarubicin")).toMatchObject({ value: "33.3", trace: { missedDays: [3, 4] } });
  });
});

describe("the review's version", () => {
  test("plans 168 hours, which end on calendar day 8, and asks nothing at 60", () => {
    const record = exampleRecord([entry("demography", "SCR", { age: 60 }), ...SIZE.slice(1), infusion("C1", "2024-09-17T09:00", "2024-09-24T09:00")], { protocolVersion: "review", arm: "C" });
    expect(find(record, "planned_dose", "C1")).toMatchObject({ trace: { questions: [] } });
    expect(find(record, "course_dose", "C1:cenersen")?.trace).toMatchObject({ actualTime: "168 h", days: { length: 8 } });
    expect(find(record, "dose_given", "cenersen_infusion@C1")?.trace).toMatchObject({ says: expect.stringContaining("D1 09:00 to D8 09:00") });
  });
});

describe("whatever is taken away", () => {
  const FULL = [...SIZE, ...FIRST, entry("infusion_interruption", "C1", { stoppedAt: "2024-09-18T10:00", resumedAt: "2024-09-18T10:30" }), entry("infusion_bag", "C1", { hungAt: "2024-09-17T09:00", endedAt: "2024-09-21T09:00", amountMg: "672", returnedMg: "3.5" })];
  const blanks = FULL.flatMap(({ answers }, index) => Object.keys(answers).map((field) => [index, field] as const));
  const bad = (record: PatientRecord) => doseFindings(record).filter(({ kind, value }) => kind === "dose_given" && value !== "within" && value !== "unknown");

  test("no dose that was within the plan becomes a question or a deviation", () => {
    expect(bad(exampleRecord(FULL, { arm: "A" }))).toEqual([]);
    // without the measurements of course 1 the plan falls back on those of screening, which is another plan and not a missing value
    const dosing = blanks.filter(([index]) => FULL[index]?.formId !== "vital_signs");
    fc.assert(fc.property(fc.subarray([...dosing]), (removed) => {
      const entries = FULL.map((one, index) => ({ ...one, answers: Object.fromEntries(Object.entries(one.answers).filter(([field]) => !removed.some(([at, name]) => at === index && name === field))) }));
      expect(bad(exampleRecord(entries, { arm: "A" }))).toEqual([]);
    }), { numRuns: 200 });
  });

  test("the order of entries never matters", () => {
    const all = doseFindings(exampleRecord([...FULL, ...SECOND]));
    fc.assert(fc.property(fc.shuffledSubarray([...FULL, ...SECOND], { minLength: FULL.length + SECOND.length }), (entries) => {
      expect(doseFindings(exampleRecord(entries))).toEqual(all);
    }), { numRuns: 50 });
  });
});
