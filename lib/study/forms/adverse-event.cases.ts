import { exampleEntry as entry } from "@/lib/study/example-record";
import { SERIOUSNESS_CRITERIA } from "@/lib/study/adverse-events/seriousness-checks";
import type { CheckCase, CheckCases } from "./check-case";

const coded = (term: string, group: string, grades: string) => ({ term, group, levels: [...grades], dictionary: "CTCAE 5.0" });
const alopecia = coded("Alopecia", "Skin and subcutaneous tissue disorders", "12");
const sepsis = coded("Sepsis", "Infections and infestations", "345");
const platelets = coded("Platelet count decreased", "Investigations", "1234");
const otherHepatic = coded("Hepatobiliary disorders - Other, specify", "Hepatobiliary disorders", "12345");

const consented = [entry("consent", "SCR", { consentDate: "2024-09-05" })];
const died = [entry("death", null, { deathDate: "2024-11-01" })];
const infused = [entry("cenersen_infusion", "C1", { startAt: "2024-09-16T09:00" })];
const dosed = (formId: string) => [entry(formId, "C1", { doseDate: "2024-09-17" }), entry(formId, "C1", { doseDate: "2024-09-18" }, 2)];
const ended = (reason: string) => [entry("end_of_treatment", null, { endedOn: "2024-10-01", reason })];

const criteria = (answers: Readonly<Record<string, string>>) => ({ serious: "Y", ...Object.fromEntries(SERIOUSNESS_CRITERIA.map((name) => [name, "N"])), ...answers });

/** Related to a drug: on its first day, before it, and before its first day is known. */
const since = (relation: string, others: CheckCase["others"] = []): CheckCases => ({
  yes: { answers: { [relation]: "Y", startDate: "2024-09" }, others },
  no: { answers: { [relation]: "Y", startDate: "2024-09-12" }, others },
  unknown: { answers: { [relation]: "Y", startDate: "2024-09-12" } },
});

const fits = (action: string, relation: string): CheckCases => ({
  yes: { answers: { [action]: "withdrawn", [relation]: "U" } },
  no: { answers: { [action]: "interrupted", [relation]: "N" } },
  unknown: { answers: { [action]: "interrupted" } },
});

const inArm = (field: string, answer: string): CheckCases => ({
  yes: { answers: { [field]: answer }, patient: { arm: "B" } },
  no: { answers: { [field]: answer }, patient: { arm: "A" } },
  unknown: { answers: { [field]: { missing: "not_applicable" } }, patient: { arm: "A" } },
});

const twins = (stopDate: string) => [entry("adverse_event", null, { term: "hair falling out", ctcaeTerm: alopecia, startDate: "2024-09-20", stopDate })];

export const adverseEventCases: readonly (readonly [string, string, CheckCases])[] = (
  [
    ["AE01", { yes: { answers: { startDate: "2024-09-17", stopDate: "2024-09-17" } }, no: { answers: { startDate: "2024-09-17", stopDate: "2024-09-16" } }, unknown: { answers: { stopDate: "2024-09-16" } } }],
    ["AE02", { yes: { answers: { grade: "5", outcome: "fatal" } }, no: { answers: { grade: "4", outcome: "fatal" } }, unknown: { answers: { outcome: "fatal" } } }],
    ["AE03", { yes: { answers: { grade: "4", serious: "N" } }, no: { answers: { grade: "5", serious: "N" } }, unknown: { answers: { grade: "5" } } }],
    ["AE04", { yes: { answers: { startDate: "2024-09" }, others: consented }, no: { answers: { startDate: "2024-08" }, others: consented }, unknown: { answers: { startDate: "2024-08" } } }],
    ["AE05", { yes: { answers: { startDate: "2024-11-01" }, others: died }, no: { answers: { startDate: "2024-11-02" }, others: died }, unknown: { answers: { startDate: "2024-11-02" } } }],
    ["AE06", { yes: { answers: { outcome: "fatal" }, others: died }, no: { answers: { outcome: "fatal" } }, unknown: { answers: {}, others: died } }],
    ["AE07", {
      yes: { answers: { outcome: "fatal", stopDate: "2024-11" }, others: died },
      no: { answers: { outcome: "fatal", stopDate: "2024-10-31" }, others: died },
      unknown: { answers: { outcome: "fatal", stopDate: "2024-10-31" } },
    }],
    ["AE08", { yes: { answers: criteria({ seriousHospital: "Y" }) }, no: { answers: criteria({}) }, unknown: { answers: { serious: "Y", seriousDeath: "N" } } }],
    ["AE09", { yes: { answers: { seriousDeath: "Y", grade: "5" } }, no: { answers: { seriousDeath: "N", grade: "5" } }, unknown: { answers: { seriousDeath: "Y" } } }],
    ["AE10", {
      yes: { answers: { grade: "4", serious: "N", ctcaeTerm: platelets } },
      no: { answers: { grade: "4", serious: "N", ctcaeTerm: sepsis } },
      unknown: { answers: { grade: "4", serious: "N" } },
    }],
    ["AE11", { yes: { answers: { serious: "Y", awareAt: "2024-09-20T10:00" } }, no: { answers: { serious: "Y" } }, unknown: { answers: { awareAt: "2024-09-20T10:00" } } }],
    ["AE12", {
      yes: { answers: { awareAt: "2024-09-20T10:00", startDate: "2024-09-20" } },
      no: { answers: { awareAt: "2024-09-20T10:00", startDate: "2024-09-21" } },
      unknown: { answers: { awareAt: "2024-09-20T10:00" } },
    }],
    ["AE13", {
      yes: { answers: { awareAt: "2024-09-20T10:00", reportedAt: "2024-09-20T10:00" } },
      no: { answers: { awareAt: "2024-09-20T10:00", reportedAt: "2024-09-20T09:59" } },
      unknown: { answers: { reportedAt: "2024-09-20T09:59" } },
    }],
    ["AE14", {
      yes: { answers: { awareAt: "2024-09-20T10:00", reportedAt: "2024-09-21T10:00" } },
      no: { answers: { awareAt: "2024-09-20T10:00", reportedAt: "2024-09-21T10:01" } },
      unknown: { answers: { reportedAt: "2024-09-21T10:01" } },
    }],
    ["AE15", { yes: { answers: { grade: "2", ctcaeTerm: alopecia } }, no: { answers: { grade: "3", ctcaeTerm: alopecia } }, unknown: { answers: { grade: "3" } } }],
    ["AE16", { yes: { answers: { ctcaeTerm: otherHepatic, ctcaeOther: "peliosis" } }, no: { answers: { ctcaeTerm: otherHepatic } }, unknown: { answers: { term: "peliosis" } } }],
    ["AE17", inArm("relatedCytarabine", "Y")],
    ["AE18", inArm("actionCytarabine", "reduced")],
    ["AE19", {
      yes: { answers: { term: "alopecia", ctcaeTerm: alopecia, startDate: "2024-10-02" }, others: twins("2024-10-01") },
      no: { answers: { term: "hair loss", ctcaeTerm: alopecia, startDate: "2024-10-01" }, others: twins("2024-10-01") },
      unknown: { answers: { term: "hair loss", ctcaeTerm: alopecia }, others: twins("2024-10-01") },
    }],
    ["AE20", since("related", infused)],
    ["AE21", since("relatedIdarubicin", dosed("idarubicin_dose"))],
    ["AE22", since("relatedCytarabine", dosed("cytarabine_dose"))],
    ["AE23", {
      yes: { answers: { treatmentGiven: "N", grade: "4", ctcaeTerm: platelets } },
      no: { answers: { treatmentGiven: "N", grade: "4", ctcaeTerm: sepsis } },
      unknown: { answers: { treatmentGiven: "N", ctcaeTerm: sepsis } },
    }],
    ["AE24", { yes: { answers: { ledToWithdrawal: "Y" }, others: ended("adverse_event") }, no: { answers: { ledToWithdrawal: "Y" }, others: ended("progression") }, unknown: { answers: { ledToWithdrawal: "Y" } } }],
    ["AE25", fits("actionCenersen", "related")],
    ["AE26", fits("actionIdarubicin", "relatedIdarubicin")],
    ["AE27", fits("actionCytarabine", "relatedCytarabine")],
  ] as const satisfies readonly (readonly [string, CheckCases])[]
).map(([id, cases]) => ["adverse_event", id, cases] as const);
