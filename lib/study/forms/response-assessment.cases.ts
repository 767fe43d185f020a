import { exampleEntry as entry } from "@/lib/study/example-record";
import type { CheckCases } from "@/lib/study/forms/check-case";

const infused = [entry("cenersen_infusion", "C1", { startAt: "2024-09-16T09:00", stopAt: "2024-09-20T09:00" })];
const window = { answers: { assessedOn: "2024-09-28" }, others: infused };
const marrow = (blastPct: string) => entry("marrow", "D28", { done: "Y", marrowDate: "2024-10-21", blastPct });

export const responseAssessmentCases: readonly (readonly [string, string, CheckCases])[] = [
  ["response_assessment", "RA01", {
    yes: { answers: { investigatorResponse: "NR" }, visit: "D28", others: [marrow("5")] },
    no: { answers: { investigatorResponse: "CRp" }, visit: "D28", others: [marrow("5")] },
    unknown: { answers: { investigatorResponse: "CR" }, visit: "D28", others: [marrow("4.9")] },
  }],
  ["response_assessment", "RA03", {
    yes: { answers: { investigatorResponse: "REL" }, visit: "UNS1", others: [entry("response_assessment", "D28", { investigatorResponse: "CRp" })] },
    no: { answers: { investigatorResponse: "REL" }, visit: "UNS1", others: [entry("response_assessment", "D28", { investigatorResponse: "NR" })] },
    unknown: { answers: {}, visit: "UNS1" },
  }],
  ["response_assessment", "RA04", {
    yes: { answers: { assessedOn: "2024-10-21" }, visit: "D28", others: [entry("marrow", "D28", { marrowDate: "2024-10-21" })] },
    no: { answers: { assessedOn: "2024-10-20" }, visit: "D28", others: [entry("marrow", "D28", { marrowDate: "2024-10-21" })] },
    unknown: { answers: { assessedOn: "2024-10-20" }, visit: "D28" },
  }],
  ["response_assessment", "RA05", { yes: { ...window, answers: { assessedOn: "2024-09-29" }, visit: "D14" }, no: { ...window, visit: "D14" }, unknown: { ...window, visit: "UNS1" } }],
];
