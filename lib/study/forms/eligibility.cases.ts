import { exampleEntry as entry } from "@/lib/study/example-record";
import type { EligibilityWaiver } from "@/lib/study/patient-record";
import type { CheckCases } from "./check-case";

const waived = (criterion: string): { readonly waivers: readonly EligibilityWaiver[] } => ({ waivers: [{ criterion, reason: "agreed", byName: "Dana Stone", at: "2024-09-09T10:00:00Z" }] });
const contraception = (answer: unknown) => [entry("eligibility", "SCR", { contraception: answer })];
const notApplicable = { missing: "not_applicable" };

/** Of the screening forms whose answers decide eligibility: what the sponsor waived is not asked about again. */
export const eligibilityCases: readonly (readonly [string, string, CheckCases])[] = [
  ["demography", "DM03", {
    yes: { answers: { sex: "F", age: 50 }, others: contraception(notApplicable) },
    no: { answers: { sex: "F", age: 49 }, others: contraception(notApplicable) },
    unknown: { answers: { sex: "F", age: 49 } },
  }],
  ["aml_history", "MH20", { yes: { answers: { salvageCourses: 0 } }, no: { answers: { salvageCourses: 1 } }, unknown: { answers: { salvageCourses: { missing: "unknown" } } } }],
  ["aml_history", "MH21", { yes: { answers: { priorAnthracyclineMgM2: "550" } }, no: { answers: { priorAnthracyclineMgM2: "550.1" } }, unknown: { answers: { priorAnthracyclineMgM2: { missing: "unknown" } } } }],
  ["aml_history", "MH22", { yes: { answers: { whoCategory: "AML with t(8;21)", whoEdition: "2001" } }, no: { answers: { whoCategory: "AML with t(8;21)" } }, unknown: { answers: { whoEdition: "2001" } } }],
];

/** A check, answers under which it asks, and the criterion whose waiver answers it. */
export const WAIVED_CASES: readonly (readonly [form: string, check: string, answers: Readonly<Record<string, unknown>>, patient: ReturnType<typeof waived>])[] = [
  ["demography", "DM01", { age: 17 }, waived("AGE")],
  ["aml_history", "MH04", { firstCrDate: "2023-01-01", firstRelapseDate: "2024-03-01" }, waived("DISEASE_STATUS")],
  ["aml_history", "MH20", { salvageCourses: 1 }, waived("FIRST_SALVAGE")],
  ["vital_signs", "VS07", { zubrod: "4" }, waived("ZUBROD")],
  ["cardiac", "CA03", { lvefPercent: "50" }, waived("LVEF")],
  ["eligibility", "EL01", { lifeExpectancy: "N" }, waived("LIFE_EXPECTANCY")],
  ["eligibility", "EL05", { severeCondition: "Y" }, waived("NO_SEVERE_CONDITION")],
];
