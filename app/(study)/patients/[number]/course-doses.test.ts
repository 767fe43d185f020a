import { describe, expect, test } from "vitest";
import { derivePatient } from "@/lib/study/derive-patient";
import { exampleEntry as entry, exampleRecord } from "@/lib/study/example-record";
import type { PatientRecord, RecordEntry } from "@/lib/study/patient-record";
import { courseDoses, type DoseTable } from "./course-doses";

const SIZE = [entry("demography", "SCR", { age: 50 }), entry("vital_signs", "SCR", { heightCm: "170", weightKg: "70" })];
const infusion = entry("cenersen_infusion", "C1", { startAt: "2024-09-17T09:00", stopAt: "2024-09-21T09:00", rateMgPerHour: "7" });
const ida = (doseDate: string, doseMg: string, rowNo = 1) => entry("idarubicin_dose", "C1", { doseDate, doseMg }, rowNo);
const tables = (record: PatientRecord) => courseDoses(record, derivePatient(record, { hashOf: (text) => text }));
const table = (entries: readonly RecordEntry[], changes: Partial<PatientRecord> = {}): DoseTable => {
  const [first] = tables(exampleRecord([...SIZE, ...entries], changes));
  if (first === undefined) throw new Error("no table");
  return first;
};
const row = (of: DoseTable, drug: string) => of.rows.find((one) => one.drug === drug);

test("the days of the course stand as columns, with their dates once it began", () => {
  expect(table([infusion]).days.map(({ label }) => label)).toEqual(["D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8"]);
  expect(table([infusion]).days[1]).toEqual({ label: "D2", date: "2024-09-18" });
  expect(table([]).days[1]).toEqual({ label: "D2", date: null });
});

describe("a cell says what it means in shape and words", () => {
  test.each([
    ["21.8", "met", "as planned"],
    ["22", "met", "+0.9 %"],
    ["20", "overdue", "−8.3 %, above 5 %"],
    ["19", "failed", "−12.8 %, deviation"],
    ["0", "not_done", "not given"],
  ])("%s of 21.8 mg", (mg, state, says) => {
    expect(row(table([infusion, ida("2024-09-18", mg)]), "idarubicin")?.cells[1]).toEqual({ given: mg, planned: "21.8", state, says });
  });

  test("a day without a row is not recorded, a day without a plan is empty", () => {
    const cells = row(table([infusion]), "idarubicin")?.cells;
    expect([cells?.[0], cells?.[1]]).toEqual([null, { given: null, planned: "21.8", state: "not_started", says: "not recorded" }]);
  });

  test("a day without a plan that has a dose gets a column of its own, but a mistyped year does not", () => {
    expect(table([infusion, ida("2024-09-27", "21.8")]).days.map(({ label }) => label).at(-1)).toBe("D11");
    expect(table([infusion, ida("2025-09-18", "21.8")]).days).toHaveLength(8);
  });
});

test("totals, intensity and what it came to since course 1", () => {
  const full = table([infusion, ida("2024-09-18", "21.8"), ida("2024-09-19", "21.8", 2), ida("2024-09-20", "0", 3)]);
  expect(row(full, "idarubicin")).toMatchObject({ total: { given: "43.6", planned: "65.4", state: "failed" }, intensity: { pct: "66.7 %", says: "66.7 % of the dose, in the planned time" }, cumulative: { mg: "43.6", says: "24 mg/m²" } });
  expect(row(full, "cenersen")).toMatchObject({ total: { given: "672", state: "met", says: "as planned" }, intensity: { pct: "100.0 %", says: "100.0 % of the dose, in the planned time" } });
});

test("drugs stand in the order of the protocol, in whatever order the findings come", () => {
  const record = exampleRecord([...SIZE, infusion]);
  const findings = derivePatient(record, { hashOf: (text) => text });
  expect(courseDoses(record, findings.toReversed())[0]?.rows.map(({ drug }) => drug)).toEqual(["cenersen", "idarubicin", "cytarabine"]);
});

test("every value that the doses rest on leads to its field", () => {
  expect(table([infusion]).basis).toEqual([
    { says: "height 170 cm (vital signs and body size, SCR)", href: "/entries/vital_signs@SCR#heightCm" },
    { says: "actual weight 70 kg (vital signs and body size, SCR)", href: "/entries/vital_signs@SCR#weightKg" },
    { says: "age 50 years (demography, SCR)", href: "/entries/demography@SCR#age" },
  ]);
});

test("the question at exactly 60 stands above the table", () => {
  const sixty = [entry("demography", "SCR", { age: 60 }), SIZE[1]!];
  expect(tables(exampleRecord(sixty, { arm: "C" }))[0]?.questions).toEqual([expect.stringContaining("exactly 60")]);
});

test("a patient without an arm has no table, one without body size a table that waits", () => {
  expect(tables(exampleRecord(SIZE, { arm: null }))).toEqual([]);
  expect(tables(exampleRecord([], { arm: "A" }))).toMatchObject([{ waitingFor: ["height", "weight"], rows: [{ cells: [null, null, null, null, null, null, null, null], intensity: null }, {}] }]);
});

test("the second course has a table of its own", () => {
  const second = entry("cenersen_infusion", "C2", { startAt: "2024-10-28T09:00", rateMgPerHour: "7" });
  expect(tables(exampleRecord([...SIZE, infusion, second], { arm: "A" })).map(({ course, days }) => [course, days[0]?.date])).toEqual([[1, "2024-09-17"], [2, "2024-10-28"]]);
});
