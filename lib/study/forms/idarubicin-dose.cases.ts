import { exampleEntry as entry } from "@/lib/study/example-record";
import type { CheckCases } from "@/lib/study/forms/check-case";
import { dailyDoseCases } from "@/lib/study/forms/daily-dose.cases";
import { measured, treated } from "@/lib/study/forms/dosing-examples";

const bilirubin = (value: string, unit: string, sampleDate = "2024-09-16") => [...treated, entry("chemistry", "C1", { sampleDate, bilirubin: { value, unit } })];
const first = { doseDate: "2024-09-17" };
const earlier = [entry("idarubicin_dose", "C1", { doseMg: "240" })];

export const idarubicinDoseCases: readonly (readonly [string, string, CheckCases])[] = [
  ...dailyDoseCases({ prefix: "ID", formId: "idarubicin_dose", lastDay: "2024-09-19", days: 3, within: "21.8", ask: "23", deviation: "24.1" }),
  ["idarubicin_dose", "ID08", {
    yes: { answers: { ...first, doseMg: "21.8" }, others: bilirubin("5", "mg/dL") },
    no: { answers: { ...first, doseMg: "10.9" }, others: bilirubin("85.6", "umol/L") },
    unknown: { answers: { ...first, doseMg: "21.8" }, others: bilirubin("6", "mg/dL", "2024-09-18") },
  }],
  ["idarubicin_dose", "ID09", {
    yes: { answers: { ...first, doseMg: "11" }, others: bilirubin("2.6", "mg/dL") },
    no: { answers: { ...first, doseMg: "21.8" }, others: bilirubin("2.6", "mg/dL") },
    unknown: { answers: { doseMg: "21.8" }, others: bilirubin("2.6", "mg/dL") },
  }],
  ["idarubicin_dose", "ID10", { yes: { answers: { doseMg: "33" }, others: [...measured, ...earlier] }, no: { answers: { doseMg: "33.1" }, others: [...measured, ...earlier] }, unknown: { answers: { doseMg: "400" } } }],
];
