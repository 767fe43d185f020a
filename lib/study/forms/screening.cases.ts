import { exampleEntry as entry } from "@/lib/study/example-record";
import type { CheckCases } from "./check-cases";

const karyotype = (iscn: string) => [entry("aml_history", "SCR", { karyotype: iscn })];
const assessed = (response: string) => [entry("response_assessment", "D28", { investigatorResponse: response })];

/** The three cases of a check on a usual range. */
const range = (field: string, inside: string | number, outside: string | number): CheckCases => ({
  yes: { answers: { [field]: inside } },
  no: { answers: { [field]: outside } },
  unknown: { answers: { [field]: { missing: "not_done" } } },
});

/** Cases of the checks on screening, the marrow and extramedullary disease that stand beside the older ones. */
export const screeningCases: readonly (readonly [string, string, CheckCases])[] = [
  ["demography", "DM10", {
    yes: { answers: { sex: "F" }, others: karyotype("46,XX,t(8;21)(q22;q22)[20]") },
    no: { answers: { sex: "F" }, others: karyotype("47,XY,+8[15]/46,XY[5]") },
    unknown: { answers: { sex: "F" }, others: karyotype("45,X,-Y[20]") },
  }],
  ["aml_history", "MH12", {
    yes: { answers: { diseaseStatus: "relapsed", inductionCourses: 2 } },
    no: { answers: { diseaseStatus: "refractory", inductionCourses: 2 } },
    unknown: { answers: { diseaseStatus: "refractory", inductionCourses: { missing: "unknown" } } },
  }],
  ["vital_signs", "VS07", { yes: { answers: { zubrod: "3" }, visit: "SCR" }, no: { answers: { zubrod: "4" }, visit: "SCR" }, unknown: { answers: { zubrod: { missing: "not_done" } }, visit: "SCR" } }],
  ["vital_signs", "VS08", range("temperatureC", "38.5", "33.9")],
  ["vital_signs", "VS09", range("pulse", 150, 151)],
  ["vital_signs", "VS10", range("systolic", 120, 69)],
  ["vital_signs", "VS11", range("diastolic", 80, 131)],
  ["cardiac", "CA03", range("lvefPercent", "50.1", "50")],
  ["marrow", "MA04", {
    yes: { answers: { done: "Y" }, visit: "D28", others: assessed("CR") },
    no: { answers: { done: "N" }, visit: "D28", others: assessed("CRp") },
    unknown: { answers: { done: "N" }, visit: "D28", others: assessed("NE") },
  }],
  ["marrow", "MA05", {
    yes: { answers: { nucleatedCells: 100, spicules: "N", biopsyCellularityPct: "10" }, visit: "D28", others: assessed("CR") },
    no: { answers: { nucleatedCells: 199, spicules: "Y", biopsyCellularityPct: { missing: "not_done" } }, visit: "D28", others: assessed("CR") },
    unknown: { answers: { nucleatedCells: { missing: "unknown" }, spicules: "N" }, visit: "D28", others: assessed("CR") },
  }],
  ["extramedullary", "EM02", {
    yes: { answers: { disease: "U" }, visit: "D28", others: assessed("NR") },
    no: { answers: { disease: "U" }, visit: "D28", others: assessed("CR") },
    unknown: { answers: { disease: "U" }, visit: "D28" },
  }],
  ["death", "DE20", {
    yes: { answers: { cause: "toxicity" }, others: [entry("adverse_event", null, { outcome: "fatal" })] },
    no: { answers: { cause: "toxicity" } },
    unknown: { answers: {} },
  }],
];
