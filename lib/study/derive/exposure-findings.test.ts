import { describe, expect, test } from "vitest";
import { exposureFindings, exposuresOfRows } from "@/lib/study/derive/exposure-findings";
import { exampleEntry, exampleRecord } from "@/lib/study/example-record";
import type { Finding, PatientRecord, RecordEntry } from "@/lib/study/patient-record";

const infusion = (course: 1 | 2, startAt: string, stopAt: string | null) => exampleEntry("cenersen_infusion", `C${course}`, { startAt, stopAt });
const first = infusion(1, "2024-09-16T09:00", "2024-09-20T09:00");
const second = infusion(2, "2024-11-04T09:00", "2024-11-08T09:00");
const dose = (formId: string, course: 1 | 2, day: string, row = 1) => exampleEntry(formId, `C${course}`, { doseDate: day, doseMg: "182" }, row);
const taken = (medication: string, startDate: string, stopDate: string | null, more: RecordEntry["answers"] = {}, row = 1) =>
  exampleEntry("concomitant_medication", null, { medication, startDate, ...(stopDate === null ? { ongoing: "Y" } : { stopDate, ongoing: "N" }), route: "oral", ...more }, row);

const findingsOf = (entries: readonly RecordEntry[], more: Partial<PatientRecord> = {}) => exposureFindings(exampleRecord(entries, more), (text) => text);
const valueOf = (findings: readonly Finding[], kind: Finding["kind"]) => findings.filter((finding) => finding.kind === kind).map(({ value }) => value);
const rowOf = (entries: readonly RecordEntry[]) => exposuresOfRows(exampleRecord(entries)).at(-1)!;

describe("each course has its own window", () => {
  test("and says what it waits for", () => {
    expect(valueOf(findingsOf([first]), "exposure_window")).toEqual(["2024-09-15/2024-09-21"]);
    expect(valueOf(findingsOf([first, second]), "exposure_window")).toEqual(["2024-09-15/2024-09-21", "2024-11-03/2024-11-09"]);
    const waiting = findingsOf([first, infusion(2, "2024-11-04T09:00", null)]).find(({ subject }) => subject === "C2");
    expect(waiting).toMatchObject({ value: "waiting", trace: { waitingFor: ["the end of the infusion"] } });
  });

  test.each([
    ["in the first course", "2024-09-18", "2024-09-19", "exposed"],
    ["between the courses", "2024-10-01", "2024-10-02", "outside"],
    ["in the second course", "2024-11-05", "2024-11-05", "exposed"],
    ["after both", "2024-12-01", null, "outside"],
    ["in one or the other", "2024-11", "2024-11", "possible"],
  ])("acetaminophen %s", (_, start, stop, value) => expect(rowOf([first, second, taken("Tylenol", start, stop)]).value).toBe(value));

  test("the reasons name the course, and the days of all courses are said", () => {
    const { trace } = rowOf([first, second, taken("Tylenol", "2024-09-20", null)]);
    expect(trace.reasons).toEqual([
      "Holds acetaminophen: brand (Tylenol, United States).", "Course 1: Taken in the exposure window (15-Sep-2024 to 21-Sep-2024) on 2 days.", "Course 2: Taken in the exposure window (03-Nov-2024 to 09-Nov-2024) on 7 days.",
    ]);
    expect([trace.overlapDays.length, trace.courses.map(({ course, value }) => [course, value])]).toEqual([9, [[1, "exposed"], [2, "exposed"]]]);
  });

  test("doses add up within a course and not across courses", () => {
    const vitaminC = (start: string, stop: string, row: number) => taken("Vitamin C", start, stop, { doseValue: "300", doseUnit: "mg", frequency: "daily" }, row);
    expect(rowOf([first, second, vitaminC("2024-09-16", "2024-09-20", 1), vitaminC("2024-11-04", "2024-11-08", 2)]).value).toBe("none");
    expect(rowOf([first, second, vitaminC("2024-09-16", "2024-11-08", 1), vitaminC("2024-11-04", "2024-11-08", 2)]).value).toBe("exposed");
  });

  test("a second course re-opens what was decided on the first one's window alone", () => {
    const row = taken("Tylenol", "2024-09-18", "2024-09-19");
    const hash = (findingsOf([first, row]).find(({ kind }) => kind === "exposure")!.trace as { inputsHash: string }).inputsHash;
    const reviews = [{ entryId: row.id, inputsHash: hash, verdict: "not_an_inhibitor" as const }];
    expect(valueOf(findingsOf([first, row], { exposureReviews: reviews }), "patient_exposure")).toEqual(["not_exposed"]);
    expect(valueOf(findingsOf([first, second, row], { exposureReviews: reviews }), "patient_exposure")).toEqual(["exposed"]);
  });
});

describe("the sensitivity window reaches to the day after the last chemotherapy", () => {
  const chemotherapy = [dose("idarubicin_dose", 1, "2024-09-19"), dose("cytarabine_dose", 1, "2024-09-23"), dose("cytarabine_dose", 1, "2024-09-24", 2)];
  test.each([
    ["inside both", "2024-09-18", "exposed", "exposed"],
    ["between their ends", "2024-09-23", "outside", "exposed"],
    ["on the last day of the wider one", "2024-09-25", "outside", "exposed"],
    ["after both", "2024-09-26", "outside", "outside"],
  ])("acetaminophen %s", (_, day, value, inWider) => {
    const findings = findingsOf([first, ...chemotherapy, taken("Tylenol", day, day)]);
    expect(findings.find(({ kind }) => kind === "exposure")).toMatchObject({ value, trace: { sensitivity: { window: { firstDay: "2024-09-15", lastDay: "2024-09-25" }, value: inWider } } });
    const patient = (exposed: string) => (exposed === "exposed" ? "exposed" : "not_exposed");
    expect(findings.find(({ kind }) => kind === "patient_exposure")).toMatchObject({ value: patient(value), trace: { sensitivity: { value: patient(inWider) } } });
  });
  test("never ends before the default one, and is the default one without chemotherapy", () => {
    const lastDay = (entries: readonly RecordEntry[]) => rowOf([...entries, taken("Tylenol", "2024-09-18", "2024-09-18")]).trace.sensitivity.window?.lastDay;
    expect([lastDay([first, dose("idarubicin_dose", 1, "2024-09-18")]), lastDay([first]), lastDay([])]).toEqual(["2024-09-21", "2024-09-21", undefined]);
  });
  test("a dose dated months away draws no window", () => {
    expect(rowOf([first, dose("cytarabine_dose", 1, "2025-09-24"), taken("Tylenol", "2024-09-23", "2024-09-23")]).trace.sensitivity.value).toBe("outside");
  });
});

test("a name that no dictionary knows is uncoded and reaches the monitor; outside the window it says so", () => {
  const rows = findingsOf([first, taken("Xyzzol", "2024-09-18", "2024-09-18")]);
  expect([valueOf(rows, "exposure"), valueOf(rows, "patient_exposure")]).toEqual([["uncoded"], ["possible"]]);
  const outside = rowOf([first, taken("Xyzzol", "2024-08-01", "2024-08-02")]);
  expect([outside.value, outside.trace.match.verdict, outside.trace.reasons[0]]).toEqual(["outside", "uncoded", "No dictionary knows this name; a person must say what it is."]);
});

test("what a register lists decides a row, and another listing re-opens the decision", () => {
  const row = taken("Zolpemax", "2024-09-18", "2024-09-18");
  const listed = (composition: string) => ({ ingredientsOf: { Zolpemax: [composition] } });
  const of = (more: Partial<PatientRecord>) => findingsOf([first, row], more).find(({ kind }) => kind === "exposure")!;
  expect([of({}).value, of(listed("ACETAMINOPHEN")).value, of(listed("IBUPROFEN")).value]).toEqual(["uncoded", "exposed", "none"]);
  expect(new Set([of({}), of(listed("ACETAMINOPHEN")), of(listed("IBUPROFEN"))].map(({ trace }) => (trace as { inputsHash: string }).inputsHash)).size).toBe(3);
});
