import { describe, expect, test } from "vitest";
import { firedChecks } from "@/lib/crf/fired-checks";
import { contextFor } from "@/lib/study/checks/check-context";
import { exampleEntry as entry, exampleRecord } from "@/lib/study/example-record";
import { measured, treated } from "@/lib/study/forms/dosing-examples";
import type { PatientRecord, RecordEntry } from "@/lib/study/patient-record";
import { formById } from "@/lib/study/study";

const asked = (at: RecordEntry, others: readonly RecordEntry[], patient: Partial<PatientRecord> = {}) =>
  firedChecks(formById(at.formId)!, at.answers, contextFor(exampleRecord([at, ...others], patient), at, "2025-01-31"));
const ids = (...of: Parameters<typeof asked>) => asked(...of).map(({ id }) => id);

describe("body size before a course", () => {
  const size = (visit: string, weightKg: string) => entry("vital_signs", visit, { heightCm: "170", weightKg });

  test("is held against the latest measurement before it, and says both surfaces", () => {
    expect(asked(size("C2", "60"), [...measured, size("C1", "69")])).toMatchObject([{ id: "VS02", message: expect.stringMatching(/60 kg here and 69 kg at course 1, 13 % apart; the body surface goes from 1\.81 to 1\.68 m²/) }]);
    expect(ids(size("C2", "63"), [...measured, size("C1", "69")])).toEqual([]);
    expect(asked(size("C2", "60"), measured)).toMatchObject([{ id: "VS02", message: expect.stringContaining("at screening") }]);
  });

  test("screening is held against nothing", () => expect(ids(size("SCR", "140"), [size("C1", "70")])).toEqual([]));
});

describe("the second course", () => {
  const second = entry("cenersen_infusion", "C2", { startAt: "2024-10-28T09:00", stopAt: "2024-11-01T09:00" });
  const dose = (doseDate: string, rowNo = 1) => entry("idarubicin_dose", "C2", { doseDate, doseMg: "21.8" }, rowNo);
  const first = [17, 18, 19].map((day, index) => entry("idarubicin_dose", "C1", { doseDate: `2024-09-${day}`, doseMg: "21.8" }, index + 1));

  test("counts its own days and its own rows", () => {
    expect(ids(dose("2024-10-29"), [...treated, second, ...first])).toEqual([]);
    expect(ids(dose("2024-10-31", 3), [...treated, second, ...first, dose("2024-10-29"), dose("2024-10-30", 2)])).toEqual([]);
    expect(ids(dose("2024-09-18"), [...treated, second, ...first])).toEqual(["ID01"]);
  });

  test("asks for the decision at 60 no second time", () => {
    const others = [entry("demography", "SCR", { age: 60 }), second];
    expect(ids(entry("cytarabine_dose", "C2", { doseDate: "2024-10-29" }), others, { arm: "C" })).toEqual([]);
    expect(ids(entry("cytarabine_dose", "C1", { doseDate: "2024-09-17" }), others, { arm: "C" })).toEqual(["AC08"]);
    expect(ids(entry("cytarabine_dose", "C1", { doseDate: "2024-09-18" }, 2), [...others, entry("cytarabine_dose", "C1", { doseDate: "2024-09-17" })], { arm: "C" })).toEqual([]);
  });
});

describe("a dose that differs", () => {
  const dose = (answers: RecordEntry["answers"]) => entry("idarubicin_dose", "C1", { doseDate: "2024-09-17", ...answers });

  test.each([
    ["exactly 5 %", { doseMg: "20.71" }, []],
    ["above 5 %", { doseMg: "20.709" }, ["ID04"]],
    ["exactly 10 %", { doseMg: "19.62" }, ["ID04"]],
    ["above 10 %", { doseMg: "19.619" }, ["ID05"]],
    ["left out", { doseMg: "0" }, ["ID05"]],
    ["left out, with a code", { doseMg: "0", changeReason: "toxicity" }, []],
    ["left out, for another reason that is not said", { doseMg: "0", changeReason: "other" }, ["ID05"]],
    ["left out, in words", { doseMg: "0", deviationReason: "Patient in intensive care" }, []],
  ])("%s", (_says, answers, checks) => expect(ids(dose(answers), treated)).toEqual(checks));

  test("the latest bilirubin until the day of the dose counts, in either unit", () => {
    const bilirubin = (sampleDate: string, value: string, unit: string, rowNo: number) => entry("chemistry", "C1", { sampleDate, bilirubin: { value, unit } }, rowNo);
    const samples = [bilirubin("2024-09-15", "6", "mg/dL", 1), bilirubin("2024-09-17", "20", "umol/L", 2), bilirubin("2024-09-18", "6", "mg/dL", 3)];
    expect(ids(dose({ doseMg: "21.8" }), [...treated, ...samples])).toEqual([]);
    expect(ids(dose({ doseMg: "21.8" }), [...treated, ...samples.slice(0, 1)])).toEqual(["ID08"]);
    expect(ids(dose({ doseMg: "0", changeReason: "laboratory" }), [...treated, ...samples.slice(0, 1)])).toEqual([]);
  });
});

test("an earlier planned day without a row is named where it is missed", () => {
  const at = entry("idarubicin_dose", "C1", { doseDate: "2024-09-19", doseMg: "21.8" }, 2);
  const messages = asked(at, [...treated, entry("idarubicin_dose", "C1", { doseDate: "2024-09-17", doseMg: "21.8" })]);
  expect(messages).toMatchObject([{ id: "ID07", message: expect.stringContaining("18-Sep-2024 (D3)") }]);
});
