import { exampleEntry as entry } from "@/lib/study/example-record";
import type { CheckCases } from "./check-case";

const infused = [entry("cenersen_infusion", "C1", { startAt: "2024-09-16T09:00", stopAt: "2024-09-20T09:00" })];
const during = { startDate: "2024-09-17", stopDate: "2024-09-19", ongoing: "N", route: "oral" };
const vitaminC = { ...during, medication: "Vitamin C" };

/** Cases of the check that asks what leaves open whether a medication is an inhibitor. */
export const concomitantMedicationCases: readonly (readonly [string, string, CheckCases])[] = [
  ["concomitant_medication", "CM04", {
    yes: { answers: { ...vitaminC, doseValue: "100", doseUnit: "mg", frequency: "daily" }, others: infused },
    no: { answers: vitaminC, others: infused },
    unknown: { answers: vitaminC },
  }],
];
