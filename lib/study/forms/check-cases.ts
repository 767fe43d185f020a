import { adverseEventCases } from "./adverse-event.cases";
import { chronologyCases } from "@/lib/study/checks/chronology.cases";
import { concomitantMedicationCases } from "./concomitant-medication.cases";
import { dosingCases } from "./dosing.cases";
import { laboratoryCases } from "./laboratory.cases";
import { outcomeCases } from "./outcome.cases";
import { responseAssessmentCases } from "./response-assessment.cases";
import { eligibilityCases } from "./eligibility.cases";
import { protocolDeviationCases } from "./protocol-deviation.cases";
import { screeningCases } from "./screening.cases";
import { exampleEntry as entry } from "@/lib/study/example-record";
import type { CheckCase, CheckCases } from "./check-case";

const infused = [entry("cenersen_infusion", "C1", { startAt: "2024-09-16T09:00", stopAt: "2024-09-20T09:00" })];
const died = [entry("death", null, { deathDate: "2024-11-01" })];
const count = (value: string, unit = "10^9/L") => ({ value, unit });
const units = (value: string) => ({ value, unit: "U/L" });
const mg = (value: string) => ({ value, unit: "mg/dL" });

/** The three cases of a check on a pair of a value and its limit. */
const limits = (result: string, limit: string, quantity: (value: string) => object): CheckCases => ({
  yes: { answers: { [result]: quantity("2"), [limit]: quantity("1.5") } },
  no: { answers: { [result]: quantity("60"), [limit]: quantity("1.5") } },
  unknown: { answers: { [result]: quantity("60"), [limit]: { missing: "unknown" } } },
});

const excluded = (field: string, wanted: string, excluding: string): CheckCases => ({
  yes: { answers: { [field]: wanted } },
  no: { answers: { [field]: excluding } },
  unknown: { answers: { [field]: excluding }, patient: { randomisedOn: null } },
});

const window = (field: string, visit: string, inside: string, outside: string, rest: CheckCase["answers"] = {}): CheckCases => ({
  yes: { answers: { ...rest, [field]: inside }, visit, others: infused },
  no: { answers: { ...rest, [field]: outside }, visit, others: infused },
  unknown: { answers: { ...rest, [field]: outside }, visit: "UNS1", others: infused },
});

/** For every check of every form: answers under which it holds, asks, and cannot tell. */
export const CHECK_CASES: readonly (readonly [form: string, check: string, cases: CheckCases])[] = [
  ...chronologyCases,
  ...screeningCases,
  ["demography", "DM01", { yes: { answers: { age: 18 } }, no: { answers: { age: 17 } }, unknown: { answers: {} } }],

  ["aml_history", "MH04", { yes: { answers: { firstCrDate: "2023-07-01", firstRelapseDate: "2024-06-30" } }, no: { answers: { firstCrDate: "2023-07-01", firstRelapseDate: "2024-07-01" } }, unknown: { answers: { firstRelapseDate: "2024-07-01" } } }],
  ["aml_history", "MH07", { yes: { answers: { inductionCourses: 1 } }, no: { answers: { inductionCourses: 0 } }, unknown: { answers: { inductionCourses: { missing: "unknown" } } } }],
  ["aml_history", "MH08", { yes: { answers: { cytogenetics: "normal", karyotype: "46,XY[20]" } }, no: { answers: { cytogenetics: "normal", karyotype: "45,XY,-7[20]" } }, unknown: { answers: { karyotype: "45,XY,-7[20]" } } }],
  ["aml_history", "MH09", { yes: { answers: { fab: "M2" } }, no: { answers: { fab: "M3" } }, unknown: { answers: {} } }],

  ["chemistry", "CH01", limits("bilirubin", "bilirubinUln", mg)],
  ["chemistry", "CH02", { yes: { answers: { alt: units("100"), altUln: units("40") } }, no: { answers: { alt: units("1300"), altUln: units("40") } }, unknown: { answers: { alt: units("1300") } } }],
  ["chemistry", "CH03", {
    yes: { answers: { creatinine: mg("0.9"), creatinineUln: mg("1.2") } },
    no: { answers: { creatinine: mg("0.9"), creatinineUln: { value: "106", unit: "umol/L" } } },
    unknown: { answers: { creatinine: mg("0.9"), creatinineUln: { missing: "unknown" } } },
  }],
  ["chemistry", "CH04", { ...limits("magnesium", "magnesiumUpper", mg), no: { answers: { magnesium: mg("2"), magnesiumUpper: { value: "0.9", unit: "mmol/L" } } }, unknown: { answers: { magnesium: mg("20") } } }],
  ["chemistry", "CH05", { yes: { answers: { magnesiumLower: mg("1.7"), magnesiumUpper: mg("2.2") } }, no: { answers: { magnesiumLower: mg("2.2"), magnesiumUpper: mg("1.7") } }, unknown: { answers: { magnesiumLower: mg("2.2") } } }],


  ["eligibility", "EL01", excluded("lifeExpectancy", "Y", "N")],
  ["eligibility", "EL02", excluded("ableToComply", "Y", "N")],
  ["eligibility", "EL03", excluded("contraception", "Y", "N")],
  ["eligibility", "EL04", excluded("interferingAgents", "N", "Y")],
  ["eligibility", "EL05", excluded("severeCondition", "N", "Y")],

  ["haematology", "HE01", { yes: { answers: { platelets: count("82") } }, no: { answers: { platelets: count("82", "/uL") } }, unknown: { answers: { platelets: { missing: "not_done" } } } }],
  ["haematology", "HE02", { yes: { answers: { anc: count("0") } }, no: { answers: { anc: count("1.5", "/uL") } }, unknown: { answers: {} } }],
  ["haematology", "HE03", { yes: { answers: { wbc: count("0.1") } }, no: { answers: { wbc: count("2.9", "/mm3") } }, unknown: { answers: {} } }],
  ["haematology", "HE04", { yes: { answers: { anc: count("1.5"), wbc: count("1500", "/uL") } }, no: { answers: { anc: count("1.6"), wbc: count("1500", "/uL") } }, unknown: { answers: { anc: count("1.6") } } }],
  ["haematology", "HE05", { yes: { answers: { neutrophilsPct: "52", bandsPct: "2", blastsPct: "46" } }, no: { answers: { neutrophilsPct: "52", blastsPct: "48.1" } }, unknown: { answers: { neutrophilsPct: "99" } } }],
  ["haematology", "HE06", {
    yes: { answers: { anc: count("1.566"), wbc: count("2.9"), neutrophilsPct: "52", bandsPct: "2" } },
    no: { answers: { anc: count("1.1"), wbc: count("2.9"), neutrophilsPct: "52", bandsPct: "2" } },
    unknown: { answers: { anc: count("1.1"), wbc: count("2.9"), neutrophilsPct: "52" } },
  }],
  ["haematology", "HE07", {
    yes: { answers: { sampleDate: "2024-10-28" }, visit: "D28", others: [entry("marrow", "D28", { marrowDate: "2024-10-21" })] },
    no: { answers: { sampleDate: "2024-10-29" }, visit: "D28", others: [entry("marrow", "D28", { marrowDate: "2024-10-21" })] },
    unknown: { answers: { sampleDate: "2024-10-29" }, visit: "D28", others: [entry("marrow", "D14", { marrowDate: "2024-10-01" })] },
  }],
  ["haematology", "HE08", window("sampleDate", "D28", "2024-10-13", "2024-10-12")],

  ["marrow", "MA01", window("marrowDate", "D14", "2024-10-06", "2024-10-07")],
  ["marrow", "MA02", { yes: { answers: { auerRods: "Y", blastPct: "5" } }, no: { answers: { auerRods: "Y", blastPct: "4.9" } }, unknown: { answers: { auerRods: "Y" } } }],
  ["marrow", "MA03", { yes: { answers: { blastPct: "2" }, visit: "D28" }, no: { answers: { blastPct: "2" }, visit: "SCR" }, unknown: { answers: {}, visit: "SCR" } }],

  ["extramedullary", "EM01", window("examinedOn", "D28", "2024-10-27", "2024-10-28")],

  ["concomitant_medication", "CM01", { yes: { answers: { startDate: "2024-09-17", stopDate: "2024-09" } }, no: { answers: { startDate: "2024-09-17", stopDate: "2024-08" } }, unknown: { answers: { startDate: "2024-09-17" } } }],
  ["concomitant_medication", "CM02", {
    yes: { answers: { frequency: "daily", startDate: "2024-09-17", stopDate: "2024-09-19" } },
    no: { answers: { frequency: "once", startDate: "2024-09-17", stopDate: "2024-09-19" } },
    unknown: { answers: { frequency: { missing: "unknown" }, startDate: "2024-09-17", stopDate: "2024-09-19" } },
  }],
  ["concomitant_medication", "CM03", { yes: { answers: { startDate: "2024-11" }, others: died }, no: { answers: { startDate: "2024-12" }, others: died }, unknown: { answers: { startDate: "2024-12" } } }],
  ...concomitantMedicationCases,

  ["transfusion", "TR01", {
    yes: { answers: { givenOn: "2024-10-19", product: "rbc" }, others: [entry("transfusion", null, { givenOn: "2024-10-19", product: "platelets" })] },
    no: { answers: { givenOn: "2024-10-19", product: "rbc" }, others: [entry("transfusion", null, { givenOn: "2024-10-19", product: "rbc" })] },
    unknown: { answers: { givenOn: "2024-10-19" } },
  }],
  ["transfusion", "TR02", { yes: { answers: { units: 8 } }, no: { answers: { units: 9 } }, unknown: { answers: { units: { missing: "unknown" } } } }],

  ...dosingCases, ...laboratoryCases, ...responseAssessmentCases,
  ...adverseEventCases,
  ...eligibilityCases,
  ...protocolDeviationCases,

  ...outcomeCases,
];
