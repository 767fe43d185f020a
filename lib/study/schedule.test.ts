import { describe, expect, test } from "vitest";
import { exampleEntry, exampleRecord } from "@/lib/study/example-record";
import type { PatientRecord, ProtocolVersionId, RecordEntry } from "@/lib/study/patient-record";
import { deathOf, expectedRows, hasSecondCourse, isOptional, plannedForms, SCHEDULE_FORMS, scheduledVisit, scheduleOf } from "@/lib/study/schedule";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { visitByCode, visits } from "@/lib/study/visits";

const dosed = (course: 1 | 2, day: string) => exampleEntry("cenersen_infusion", `C${course}`, { startAt: `${day}T09:00` });
const assessed = (visit: string, assessedOn: string | null, secondCourse: string | null) => exampleEntry("response_assessment", visit, { ...(assessedOn ? { assessedOn } : {}), ...(secondCourse ? { secondCourse } : {}) });
const died = (deathDate: string) => exampleEntry("death", null, { deathDate });
const ended = (endedOn: string, reason: string) => exampleEntry("end_of_treatment", null, { endedOn, reason });
const calledFor = (record: PatientRecord) => scheduleOf(record).filter((one) => one.calledFor).map(({ visit }) => visit.code);
const daysAt = (record: PatientRecord, code: string) => scheduledVisit(scheduleOf(record), code)?.days;

const COURSE_1 = ["C1", "D14", "REC", "D28"];
const COURSE_2 = ["C2", "C2D14", "C2REC", "C2D28"];
const FOLLOW_UP = ["FU3", "FU6", "FU9", "FU12", "FU15", "FU18", "FU21", "FU24"];

describe("what is called for", () => {
  test.each<[string, Partial<PatientRecord>, readonly RecordEntry[], readonly string[]]>([
    ["screening alone, before randomisation", { arm: null, randomisedOn: null }, [], ["SCR"]],
    ["course 1 and follow-up, once randomised", {}, [], ["SCR", ...COURSE_1, ...FOLLOW_UP]],
    ["a second course, when an assessment plans it", {}, [assessed("D28", "2024-10-20", "Y")], ["SCR", ...COURSE_1, ...COURSE_2, ...FOLLOW_UP]],
    ["no second course, when an assessment says so", {}, [assessed("D28", "2024-10-20", "N")], ["SCR", ...COURSE_1, ...FOLLOW_UP]],
    ["nothing more, when the patient died before treatment", {}, [died("2024-09-12")], ["SCR"]],
    ["no visit whose days had not passed at death", {}, [dosed(1, "2024-09-17"), died("2024-10-10")], ["SCR", "C1", "D14"]],
    ["a visit whose last day was the day of death", {}, [dosed(1, "2024-09-17"), died("2024-10-07")], ["SCR", "C1", "D14"]],
    ["no visit whose last day was the day after", {}, [dosed(1, "2024-09-17"), died("2024-10-06")], ["SCR", "C1"]],
    ["everything still, when treatment ended", {}, [dosed(1, "2024-09-17"), ended("2024-10-10", "withdrawal")], ["SCR", ...COURSE_1, ...FOLLOW_UP]],
  ])("%s", (_, changes, entries, codes) => expect(calledFor(exampleRecord(entries, changes))).toEqual(codes));

  test("what was entered stays called for, whatever ended", () => {
    const seen = exampleEntry("follow_up", "FU3", { contactDate: "2024-12-17" });
    expect(calledFor(exampleRecord([dosed(1, "2024-09-17"), seen, died("2024-12-18")]))).toContain("FU3");
    expect(calledFor(exampleRecord([assessed("D28", "2024-10-20", "N"), exampleEntry("haematology", "C2", { sampleDate: "2024-11-01" })]))).toEqual(expect.arrayContaining(COURSE_2));
  });
});

describe("a second course is planned by the latest assessment that says anything of it,", () => {
  test.each<[string, readonly RecordEntry[], boolean]>([
    ["the only one", [assessed("D14", "2024-10-01", "Y")], true],
    ["a later no", [assessed("D14", "2024-10-01", "Y"), assessed("D28", "2024-10-20", "N")], false],
    ["a later yes", [assessed("D14", "2024-10-01", "N"), assessed("D28", "2024-10-20", "Y")], true],
    ["by its day and not by its place in the schedule", [assessed("D14", "2024-10-25", "Y"), assessed("D28", "2024-10-20", "N")], true],
    ["a later one that leaves it blank says nothing", [assessed("D14", "2024-10-01", "Y"), assessed("D28", "2024-10-20", null)], true],
    ["one that is being filled in has no day yet", [assessed("D14", "2024-10-01", "N"), assessed("D28", null, "Y")], true],
    ["an assessment of the second course itself plans no other", [assessed("C2D28", "2024-12-20", "N"), assessed("D28", "2024-10-20", "Y")], true],
  ])("%s", (_, entries, planned) => {
    expect(hasSecondCourse(exampleRecord(entries))).toBe(planned);
    expect(hasSecondCourse(exampleRecord(entries.toReversed()))).toBe(planned);
  });
});

test("days count from day 1 of their own course, follow-up from course 1", () => {
  const record = exampleRecord([dosed(1, "2024-09-17"), dosed(2, "2024-11-05")]);
  expect(daysAt(record, "SCR")).toEqual({ from: "2024-08-20", to: "2024-09-17" });
  expect(daysAt(record, "D14")).toEqual({ from: "2024-09-30", to: "2024-10-07" });
  expect(daysAt(record, "C2D14")).toEqual({ from: "2024-11-18", to: "2024-11-25" });
  expect(daysAt(record, "FU3")).toEqual({ from: "2024-12-02", to: "2024-12-30" });
  expect(daysAt(exampleRecord([dosed(1, "2024-09-17")]), "C2D14")).toBeNull();
});

test("day 1 of course 1 is expected within a week of randomisation, until it is known", () => {
  expect(scheduledVisit(scheduleOf(exampleRecord([])), "C1")?.startBy).toBe("2024-09-17");
  expect(scheduledVisit(scheduleOf(exampleRecord([dosed(1, "2024-09-12")])), "C1")?.startBy).toBeNull();
  expect(scheduledVisit(scheduleOf(exampleRecord([])), "C2")?.startBy).toBeNull();
});

test("a death without its day ends nothing", () => {
  expect(deathOf(exampleRecord([died("2024-12-01")]))).toBe("2024-12-01");
  expect(deathOf(exampleRecord([exampleEntry("death", null, { cause: "aml" })]))).toBeNull();
});

test("the forms that the schedule follows are all that it reads: the rest of a record moves no day", () => {
  const rest = [ended("2024-12-01", "withdrawal"), exampleEntry("haematology", "D14", { sampleDate: "2024-10-01" }), exampleEntry("relapse", null, { relapseDate: "2024-11-01" }), exampleEntry("vital_signs", "C1", { weightKg: "70" })];
  const read = [dosed(1, "2024-09-17"), assessed("D28", "2024-10-20", "Y"), dosed(2, "2024-11-05"), died("2025-05-01")];
  const daysOf = (entries: readonly RecordEntry[]) => scheduleOf(exampleRecord(entries)).map(({ visit, days }) => [visit.code, days]);
  expect(read.every(({ formId }) => (SCHEDULE_FORMS as readonly string[]).includes(formId))).toBe(true);
  expect(daysOf([...read, ...rest])).toEqual(daysOf(read));
});

test("cytarabine is expected in both courses of arms B and C only, and nothing optional is expected", () => {
  for (const code of ["C1", "C2"]) {
    expect(expectedRows(code, "A")).toEqual(["idarubicin_dose"]);
    expect(expectedRows(code, "B")).toEqual(["idarubicin_dose", "cytarabine_dose"]);
  }
  expect(plannedForms("REC", "A")).toContain("marrow");
  expect(isOptional("REC", "marrow")).toBe(true);
  expect(isOptional("REC", "haematology")).toBe(false);
});

test("every visit has a source for its days, and a title of its own", () => {
  expect(visits.every(({ window }) => window !== null && window.source.length > 10)).toBe(true);
  expect(new Set(visits.map(({ title }) => title)).size).toBe(visits.length);
  expect(visitByCode("UNS3")?.window).toBeNull();
});

test("a planned visit has, in every version and for every arm, a form without which it is not complete", () => {
  const lacking = Object.entries(protocolVersions).flatMap(([version, { visits: planned }]) => planned.flatMap(({ code }) => (["A", "B", "C", null] as const)
    .filter((arm) => plannedForms(code, arm, version as ProtocolVersionId).every((formId) => isOptional(code, formId, version as ProtocolVersionId))).map((arm) => `${version} ${code} ${arm}`)));
  expect(lacking).toEqual([]);
});
