import type { CheckCases } from "@/lib/study/forms/check-case";
import { measured } from "@/lib/study/forms/dosing-examples";

export const vitalSignsCases: readonly (readonly [string, string, CheckCases])[] = [
  ["vital_signs", "VS01", { yes: { answers: { systolic: 120, diastolic: 80 } }, no: { answers: { systolic: 80, diastolic: 120 } }, unknown: { answers: { systolic: 80, diastolic: { missing: "not_done" } } } }],
  ["vital_signs", "VS02", { yes: { answers: { weightKg: "77" }, others: measured, visit: "C1" }, no: { answers: { weightKg: "77.1" }, others: measured, visit: "C1" }, unknown: { answers: { weightKg: "77.1" }, visit: "C1" } }],
  ["vital_signs", "VS03", { yes: { answers: { heightCm: "170", weightKg: "70" } }, no: { answers: { heightCm: "130", weightKg: "170" } }, unknown: { answers: { heightCm: "130" } } }],
  ["vital_signs", "VS04", { yes: { answers: { heightCm: "172" }, others: measured, visit: "C1" }, no: { answers: { heightCm: "167.9" }, others: measured, visit: "C1" }, unknown: { answers: { heightCm: "167.9" }, visit: "C1" } }],
];
