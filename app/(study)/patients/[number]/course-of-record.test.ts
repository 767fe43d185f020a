import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { derivePatient } from "@/lib/study/derive-patient";
import { exampleEntry, exampleRecord } from "@/lib/study/example-record";
import type { PatientRecord, RecordEntry } from "@/lib/study/patient-record";
import { courseOfRecord } from "./course-of-record";

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");
const draw = (record: PatientRecord, today = "2024-10-22") => courseOfRecord(record, derivePatient(record, { hashOf }), today);

const infusion = exampleEntry("cenersen_infusion", "C1", { startAt: "2024-09-17T09:50", stopAt: "2024-09-21T09:50", rateMgPerHour: "8.1" });
const counts = (visit: string, sampleDate: string, answers: RecordEntry["answers"]) => exampleEntry("haematology", visit, { sampleDate, ...answers });
const tylenol = (startDate: string, rowNo = 1) =>
  exampleEntry("concomitant_medication", null, { medication: "Tylenol", doseValue: "650", doseUnit: "mg", frequency: "once", route: "oral", startDate, ongoing: "N", stopDate: startDate }, rowNo);

test("nothing is drawn before the start of the infusion is recorded", () => {
  expect(draw(exampleRecord([counts("SCR", "2024-09-10", { anc: { value: "800", unit: "/uL" } })]))).toBeNull();
});

describe("counts are drawn per µL, whatever the unit of the laboratory", () => {
  test.each([
    ["10^9/L", "0.82", 820], ["K/uL", "0.82", 820], ["/uL", "820", 820], ["/mm3", "820", 820], ["G/L", "0.82", 820],
  ])("%s", (unit, value, anc) => {
    expect(draw(exampleRecord([infusion, counts("D14", "2024-09-30", { anc: { value, unit } })]))?.counts).toEqual([{ day: "2024-09-30", anc, platelets: null }]);
  });
  test("neutrophils from the white cells where none were reported", () => {
    const white = counts("D14", "2024-09-30", { wbc: { value: "2", unit: "10^9/L" }, neutrophilsPct: "40", bandsPct: "10" });
    expect(draw(exampleRecord([infusion, white]))?.counts).toEqual([{ day: "2024-09-30", anc: 1000, platelets: null }]);
  });
});

test("a marrow that was not done is not drawn, and points stand in the order of days", () => {
  const marrow = (visit: string, marrowDate: string, done: string, blastPct: string) => exampleEntry("marrow", visit, { done, marrowDate, blastPct });
  const drawn = draw(exampleRecord([infusion, marrow("D28", "2024-10-15", "Y", "3"), marrow("SCR", "2024-09-12", "Y", "42"), marrow("D14", "2024-09-30", "N", "9")]));
  expect(drawn?.marrow.map(({ day, pct }) => [day, pct])).toEqual([["2024-09-12", 42], ["2024-10-15", 3]]);
});

describe("a medication is drawn as what it means", () => {
  test.each([["2024-09-18", "exposed"], ["2024-09-23", "outside"]])("Tylenol on %s is %s", (day, mark) => {
    expect(draw(exampleRecord([infusion, tylenol(day)]))?.medications.map((row) => row.mark)).toEqual([mark]);
  });
  test("a monitor's standing verdict comes before the derived one", () => {
    const record = exampleRecord([infusion, tylenol("2024-09-18")]);
    const { inputsHash } = derivePatient(record, { hashOf }).find(({ kind }) => kind === "exposure")?.trace as { inputsHash: string };
    const reviewed = { ...record, exposureReviews: [{ entryId: "concomitant_medication", inputsHash, verdict: "not_an_inhibitor" as const }] };
    expect(draw(reviewed)?.medications.map((row) => row.mark)).toEqual(["none"]);
  });
  test("what ended long before the days drawn is left out", () => {
    expect(draw(exampleRecord([infusion, tylenol("2024-01-05")]))?.medications).toEqual([]);
  });
});

describe("the days drawn", () => {
  test("from a week before D1 to six weeks after it when there is no more", () => {
    expect(draw(exampleRecord([infusion]))).toMatchObject({ from: "2024-09-10", to: "2024-10-28", window: { from: "2024-09-16", to: "2024-09-22" } });
  });
  test("as far as the evidence goes, but a screening marrow of months ago does not stretch the axis", () => {
    const drawn = draw(exampleRecord([infusion, counts("FU3", "2024-12-01", { anc: { value: "900", unit: "/uL" } }), exampleEntry("marrow", "SCR", { done: "Y", marrowDate: "2024-06-01", blastPct: "60" })]));
    expect(drawn).toMatchObject({ from: "2024-08-27", to: "2024-12-02" });
  });
});

test("an arm without cytarabine says so, another says that nothing is recorded yet", () => {
  const notes = (arm: "A" | "B") => draw(exampleRecord([infusion], { arm }))?.doses.map(({ note }) => note);
  expect(notes("A")).toEqual(["none recorded yet", "none in Group 1"]);
  expect(notes("B")).toEqual(["none recorded yet", "none recorded yet"]);
});

test("a dose that was left out is not drawn, and a second course is drawn beside the first", () => {
  const dose = (visit: string, doseDate: string, doseMg: string, rowNo = 1) => exampleEntry("idarubicin_dose", visit, { doseDate, doseMg }, rowNo);
  const second = exampleEntry("cenersen_infusion", "C2", { startAt: "2024-11-04T09:00", stopAt: "2024-11-08T09:00", rateMgPerHour: "8" });
  const drawn = draw(exampleRecord([infusion, second, dose("C1", "2024-09-18", "24"), dose("C1", "2024-09-19", "0", 2), dose("C2", "2024-11-05", "24")]));
  expect([drawn?.laterWindows, drawn?.description.includes("Exposure window of course 2: D48 to D54")]).toEqual([[{ course: 2, from: "2024-11-03", to: "2024-11-09" }], true]);
  expect(drawn?.doses[0]).toMatchObject({ days: ["2024-09-18", "2024-11-05"], note: "24 mg × 2" });
  const mixed = draw(exampleRecord([infusion, second, dose("C1", "2024-09-18", "25.5"), dose("C1", "2024-09-19", "25.5", 2), dose("C2", "2024-11-05", "25"), dose("C2", "2024-11-06", "25", 2)]));
  expect(mixed?.doses[0]?.note).toBe("25.5 mg × 2, 25 mg × 2");
  expect(drawn?.infusion.segments.map(({ from }) => from)).toEqual(["2024-09-17T09:50", "2024-11-04T09:00"]);
  expect(drawn?.to).toBe("2024-11-13");
});
