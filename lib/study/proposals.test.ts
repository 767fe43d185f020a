import { describe, expect, test } from "vitest";
import { proposedFor } from "@/lib/crf/proposal";
import { exampleEntry, exampleRecord } from "@/lib/study/example-record";
import { proposalsFor } from "@/lib/study/proposals";
import { dayOfVisit } from "@/lib/study/visit-day";

const sized = exampleEntry("vital_signs", "SCR", { measuredOn: "2024-09-02", heightCm: "170", weightKg: "70" });
const aged = exampleEntry("demography", "SCR", { age: 54 });
const infused = exampleEntry("cenersen_infusion", "C1", { startAt: "2024-09-17T09:00" });
const known = [sized, aged, infused];
const row = (formId: string, visit: string | null, rowNo: number) => ({ id: "new", formId, formVersion: 1, visit, rowNo });
const proposed = (record: Parameters<typeof proposalsFor>[0], at: Parameters<typeof proposalsFor>[1], answers: Readonly<Record<string, unknown>>) => proposedFor(proposalsFor(record, at), answers);
const says = (proposals: ReturnType<typeof proposed>) => Object.fromEntries(Object.entries(proposals).map(([name, proposal]) => [name, proposal.says]));

describe("a dosing day", () => {
  test("is proposed by the plan, day after day, with the planned dose", () => {
    expect(proposed(exampleRecord(known), row("idarubicin_dose", "C1", 1), {})).toEqual({ doseDate: { typed: "18-Sep-2024", says: "planned D2, 18-Sep-2024" } });
    expect(proposed(exampleRecord(known), row("idarubicin_dose", "C1", 1), { doseDate: "2024-09-18" }).doseMg).toEqual({ typed: "21.8", says: "planned 21.8 mg" });
    expect(proposed(exampleRecord(known), row("idarubicin_dose", "C1", 1), { doseDate: "2024-09-25" }).doseMg).toBeUndefined();
    const second = exampleRecord([...known, exampleEntry("idarubicin_dose", "C1", { doseDate: "2024-09-18", doseMg: "21.8" })]);
    expect(says(proposed(second, row("idarubicin_dose", "C1", 2), {})).doseDate).toBe("planned D3, 19-Sep-2024");
  });

  test("after the last planned one is the day after the row above, without a dose", () => {
    const given = [18, 19, 20].map((day, at) => exampleEntry("idarubicin_dose", "C1", { doseDate: `2024-09-${day}`, doseMg: "21.8" }, at + 1));
    expect(says(proposed(exampleRecord([...known, ...given]), row("idarubicin_dose", "C1", 4), {}))).toEqual({ doseDate: "the day after row 3, 21-Sep-2024" });
  });

  test("is not proposed while no dose is planned, nor for a drug that the arm is not given", () => {
    expect(proposed(exampleRecord([]), row("idarubicin_dose", "C1", 1), {})).toEqual({});
    expect(proposed(exampleRecord(known, { arm: "A" }), row("cytarabine_dose", "C1", 1), {})).toEqual({});
  });

  test("the rate of the infusion is that of the plan; its times are nobody's to propose", () => expect(says(proposed(exampleRecord([sized, aged]), row("cenersen_infusion", "C1", 1), {}))).toEqual({ rateMgPerHour: "planned 7 mg/h" }));
});

describe("a row of a log", () => {
  const paracetamol = exampleEntry("concomitant_medication", null, { medication: "Paracetamol", doseValue: "500", doseUnit: "mg", frequency: "as_needed", route: "oral", startDate: "2024-09" });

  test("of a medication that was recorded before is given as it was", () => {
    const record = exampleRecord([paracetamol, exampleEntry("concomitant_medication", null, { medication: "Aciclovir", doseValue: "400", doseUnit: "mg", startDate: "2024-09-12" }, 2)]);
    expect(proposed(record, row("concomitant_medication", null, 3), { medication: " paracetamol" })).toEqual({
      startDate: { typed: "12-Sep-2024", says: "row 2: 12-Sep-2024" }, doseValue: { typed: "500", says: "row 1: 500" }, doseUnit: { typed: "mg", says: "row 1: mg" },
      frequency: { typed: "as_needed", says: "row 1: As needed" }, route: { typed: "oral", says: "row 1: Oral" },
    });
  });

  test("of another medication takes nothing over but the day", () => expect(Object.keys(proposed(exampleRecord([paracetamol]), row("concomitant_medication", null, 2), { medication: "Aciclovir" }))).toEqual(["startDate"]));

  test("a reason for a missing value is not taken over", () => {
    const record = exampleRecord([exampleEntry("transfusion", null, { givenOn: "2024-09-20", product: "rbc", units: { missing: "unknown" } })]);
    expect(says(proposed(record, row("transfusion", null, 2), {}))).toEqual({ givenOn: "the day after row 1, 21-Sep-2024", product: "row 1: Red cells" });
  });

  test("the next bag begins where the one above ended", () => {
    const record = exampleRecord([exampleEntry("infusion_bag", "C1", { hungAt: "2024-09-17T09:00", endedAt: "2024-09-18T09:00", lotNumber: "L7" })]);
    expect(says(proposed(record, row("infusion_bag", "C1", 2), {}))).toEqual({ lotNumber: "row 1: L7", hungAt: "the bag above ended 18-Sep-2024 09:00" });
  });
});

test("an entry that is typed again is no row above itself, and later rows are none", () => {
  const record = exampleRecord([1, 2, 3].map((rowNo) => exampleEntry("transfusion", null, { givenOn: `2024-09-1${rowNo}` }, rowNo)));
  expect(says(proposed(record, { ...row("transfusion", null, 2), id: "transfusion#2" }, {}))).toEqual({ givenOn: "the day after row 1, 12-Sep-2024" });
});

describe("the day that v stands for", () => {
  const at = (day: string, formId: string) => exampleEntry(formId, "D28", { [formId === "marrow" ? "marrowDate" : "sampleDate"]: day });
  test.each([
    ["the day of most other forms", [at("2024-10-15", "haematology"), at("2024-10-15", "chemistry"), at("2024-10-16", "marrow")], "D28", "x", "2024-10-15"],
    ["of several the latest", [at("2024-10-15", "haematology"), at("2024-10-16", "marrow")], "D28", "x", "2024-10-16"],
    ["its own when it is the only one", [at("2024-10-15", "haematology")], "D28", "haematology@D28", "2024-10-15"],
    ["the others' before its own", [at("2024-10-15", "haematology"), at("2024-10-16", "marrow")], "D28", "marrow@D28", "2024-10-15"],
    ["day 1 where a course is given", [infused, exampleEntry("haematology", "C1", { sampleDate: "2024-09-16" })], "C1", "x", "2024-09-17"],
    ["nothing while no form says a day", [], "D28", "x", null],
    ["nothing in a log of the patient", [at("2024-10-15", "haematology")], null, "x", null],
  ])("is %s", (_says, entries, visit, own, day) => expect(dayOfVisit(exampleRecord(entries), visit, own)).toBe(day));
});
