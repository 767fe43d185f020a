import { exampleEntry as entry } from "@/lib/study/example-record";
import type { CheckCases } from "@/lib/study/forms/check-case";

const infused = [entry("cenersen_infusion", "C1", { startAt: "2024-09-16T09:00", stopAt: "2024-09-20T09:00" })];
const dosed = [entry("cytarabine_dose", "C1", { doseDate: "2024-09-23" })];
const died = [entry("death", null, { deathDate: "2024-11-01" })];
const relapsed = [entry("relapse", null, { relapseDate: "2024-12-24" })];
const treatedAgain = [entry("new_therapy", null, { startDate: "2025-01-02" })];
const inRemission = { diseaseStatus: "in_remission", contactDate: "2025-01-10" };

/** The cases of what follows treatment: relapse, new therapy, end of treatment, death and follow-up. */
export const outcomeCases: readonly (readonly [string, string, CheckCases])[] = [
  ["relapse", "RE01", {
    yes: { answers: { relapseDate: "2024-12-24" }, others: [entry("response_assessment", "D28", { investigatorResponse: "CR" })] },
    no: { answers: { relapseDate: "2024-12-24" }, others: [entry("response_assessment", "D28", { investigatorResponse: "NR" })] },
    unknown: { answers: {} },
  }],
  ["relapse", "RE02", { yes: { answers: { relapseDate: "2024-11-01" }, others: died }, no: { answers: { relapseDate: "2024-11-02" }, others: died }, unknown: { answers: { relapseDate: "2024-11-02" } } }],
  ["relapse", "RE03", {
    yes: { answers: { inMarrow: "N", inBlood: "Y", extramedullary: "U" } },
    no: { answers: { inMarrow: "N", inBlood: "N", extramedullary: "U" } },
    unknown: { answers: { inMarrow: "N", inBlood: "N" } },
  }],
  ["relapse", "RE04", { yes: { answers: { inMarrow: "Y", marrowBlastPct: "5" } }, no: { answers: { inMarrow: "Y", marrowBlastPct: "4.9" } }, unknown: { answers: { inMarrow: "Y" } } }],
  ["relapse", "RE05", {
    yes: { answers: { inMarrow: "Y", marrowBlastPct: "20", confirmed: "N" } },
    no: { answers: { inMarrow: "Y", marrowBlastPct: "19.9", confirmed: "N" } },
    unknown: { answers: { inMarrow: "Y", marrowBlastPct: "19.9" } },
  }],
  ["new_therapy", "NT01", { yes: { answers: { startDate: "2024-11-02" }, others: infused }, no: { answers: { startDate: "2024-09-15" }, others: infused }, unknown: { answers: { startDate: "2024-09-15" } } }],
  ["new_therapy", "NT02", { yes: { answers: { startDate: "2024-09-23" }, others: dosed }, no: { answers: { startDate: "2024-09-22" }, others: dosed }, unknown: { answers: { startDate: "2024-09-22" } } }],
  ["death", "DE21", { yes: { answers: { cause: "toxicity", relatedToTreatment: "Y" } }, no: { answers: { cause: "toxicity", relatedToTreatment: "N" } }, unknown: { answers: { cause: "toxicity" } } }],
  ["end_of_treatment", "ET02", { yes: { answers: { reason: "death" }, others: died }, no: { answers: { reason: "death" } }, unknown: { answers: {} } }],
  ["follow_up", "FU01", { yes: { answers: { status: "dead" }, others: died }, no: { answers: { status: "dead" } }, unknown: { answers: {} } }],
  ["follow_up", "FU02", {
    yes: { answers: { status: "dead", contactDate: "2024-12-10" }, others: died },
    no: { answers: { status: "alive", contactDate: "2024-12-10" }, others: died },
    unknown: { answers: { status: "alive", contactDate: "2024-12-10" } },
  }],
  ["follow_up", "FU03", {
    yes: { answers: { contactDate: "2024-12-10" }, visit: "FU3", others: infused },
    no: { answers: { contactDate: "2025-01-10" }, visit: "FU3", others: infused },
    unknown: { answers: { contactDate: "2025-01-10" }, visit: "UNS1", others: infused },
  }],
  ["follow_up", "FU04", { yes: { answers: { status: "alive", diseaseStatus: "relapsed" }, others: relapsed }, no: { answers: { status: "alive", diseaseStatus: "relapsed" } }, unknown: { answers: { status: "alive" } } }],
  ["follow_up", "FU05", {
    yes: { answers: { status: "alive", ...inRemission }, others: [...relapsed, ...treatedAgain] },
    no: { answers: { status: "alive", ...inRemission }, others: relapsed },
    unknown: { answers: { status: "alive", ...inRemission } },
  }],
  ["follow_up", "FU06", { yes: { answers: { status: "alive", newTherapySince: "Y" }, others: treatedAgain }, no: { answers: { status: "alive", newTherapySince: "Y" } }, unknown: { answers: { status: "alive" } } }],
  ["follow_up", "FU07", {
    yes: { answers: { status: "alive", lateToxicity: "Y" }, others: [entry("adverse_event", null, { startDate: "2025-01-02" })] },
    no: { answers: { status: "alive", lateToxicity: "Y" } },
    unknown: { answers: { status: "alive" } },
  }],
  ["marrow", "MA06", {
    yes: { answers: { done: "Y", cellularity: "hypoplastic", biopsyCellularityPct: "19" } },
    no: { answers: { done: "Y", cellularity: "aplastic", biopsyCellularityPct: "20" } },
    unknown: { answers: { done: "Y", cellularity: "aplastic" } },
  }],
];
