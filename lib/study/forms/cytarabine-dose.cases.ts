import { exampleEntry as entry } from "@/lib/study/example-record";
import type { CheckCases } from "@/lib/study/forms/check-case";
import { dailyDoseCases } from "@/lib/study/forms/daily-dose.cases";

const aged = (age: number) => [entry("demography", "SCR", { age })];
const first = { doseDate: "2024-09-17" };

export const cytarabineDoseCases: readonly (readonly [string, string, CheckCases])[] = [
  ...dailyDoseCases({ prefix: "AC", formId: "cytarabine_dose", lastDay: "2024-09-23", days: 7, within: "182", ask: "192", deviation: "201" }),
  ["cytarabine_dose", "AC06", { yes: { answers: first }, no: { answers: first, patient: { arm: "A" } }, unknown: { answers: first, patient: { arm: null } } }],
  ["cytarabine_dose", "AC08", {
    yes: { answers: { ...first, deviationReason: "Four days, agreed with the sponsor" }, others: aged(60), patient: { arm: "C" } },
    no: { answers: first, others: aged(60), patient: { arm: "C" } },
    unknown: { answers: first, others: aged(60), patient: { arm: "C", protocolVersion: "review" } },
  }],
];
