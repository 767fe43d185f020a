import { exampleEntry as entry } from "@/lib/study/example-record";
import type { CheckCases } from "./check-case";

const karyotype = (iscn: string) => [entry("aml_history", "SCR", { karyotype: iscn })];
const assessed = (response: string) => [entry("response_assessment", "D28", { investigatorResponse: response })];

const mgPerDl = (value: string) => ({ value, unit: "mg/dL" });
const measured = [entry("demography", "SCR", { age: 60, sex: "M" }), entry("vital_signs", "SCR", { weightKg: "72" })];
const organs = (bilirubin: string) => [entry("chemistry", "SCR", { bilirubin: mgPerDl(bilirubin), bilirubinUln: mgPerDl("1.2"), creatinine: mgPerDl("0.9"), creatinineUln: mgPerDl("1.3") })];
const secondCourse = [entry("cenersen_infusion", "C2", { startAt: "2024-11-04T09:00" })];

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
  ["marrow", "MA05", {
    yes: { answers: { nucleatedCells: 100, spicules: "N", biopsyCellularityPct: "10" }, visit: "D28", others: assessed("CR") },
    no: { answers: { nucleatedCells: 199, spicules: "Y", biopsyCellularityPct: { missing: "not_done" } }, visit: "D28", others: assessed("CR") },
    unknown: { answers: { nucleatedCells: { missing: "unknown" }, spicules: "N" }, visit: "D28", others: assessed("CR") },
  }],
  ["chemistry", "CH42", {
    yes: { answers: { creatinineClearance: "60", creatinine: mgPerDl("1.2") }, visit: "SCR", others: measured },
    no: { answers: { creatinineClearance: "150", creatinine: mgPerDl("1.2") }, visit: "SCR", others: measured },
    unknown: { answers: { creatinineClearance: "150", creatinine: { missing: "not_done" } }, visit: "SCR", others: measured },
  }],
  ["eligibility", "EL20", {
    yes: { answers: { leukaemicInfiltration: "Y" }, visit: "SCR", others: organs("3.1") },
    no: { answers: { leukaemicInfiltration: "Y" }, visit: "SCR", others: organs("0.8") },
    unknown: { answers: { leukaemicInfiltration: "Y" }, visit: "SCR" },
  }],
  ["response_assessment", "RA20", {
    yes: { answers: { regenerationSuspected: "Y" }, visit: "D28", others: [entry("marrow", "D28", { blastPct: "5" })] },
    no: { answers: { regenerationSuspected: "Y" }, visit: "D28", others: [entry("marrow", "D28", { blastPct: "20" })] },
    unknown: { answers: { regenerationSuspected: "Y" }, visit: "D28" },
  }],
  ["response_assessment", "RA21", {
    yes: { answers: { secondCourse: "N" }, visit: "D14", others: [...secondCourse, entry("response_assessment", "D28", { secondCourse: "Y" })] },
    no: { answers: { secondCourse: "N" }, visit: "D28", others: secondCourse },
    unknown: { answers: { secondCourse: "N" }, visit: "D28" },
  }],
  ["protocol_deviation", "PD20", {
    yes: { answers: { important: "Y", affectsData: "Y" } },
    no: { answers: { important: "N", affectsData: "Y" } },
    unknown: { answers: { affectsData: "Y" } },
  }],
  ["concomitant_medication", "CM21", {
    yes: { answers: { ongoing: "Y", frequency: "daily" } },
    no: { answers: { ongoing: "Y", frequency: "once" } },
    unknown: { answers: { ongoing: "Y", frequency: { missing: "unknown" } } },
  }],
  ["death", "DE20", {
    yes: { answers: { cause: "toxicity" }, others: [entry("adverse_event", null, { outcome: "fatal" })] },
    no: { answers: { cause: "toxicity" } },
    unknown: { answers: {} },
  }],
];
