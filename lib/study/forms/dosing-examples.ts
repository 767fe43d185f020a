import { exampleEntry as entry } from "@/lib/study/example-record";

/** Parts of a record that the cases of the dosing checks stand beside: consent, body size, 96 hours of cenersen from 16-Sep-2024. */
export const consented = [entry("consent", "SCR", { consentDate: "2024-09-05" })];
export const measured = [entry("demography", "SCR", { age: 50 }), entry("vital_signs", "SCR", { heightCm: "170", weightKg: "70" })];
export const infused = [entry("cenersen_infusion", "C1", { startAt: "2024-09-16T09:00", stopAt: "2024-09-20T09:00" })];
export const treated = [...measured, ...infused];
