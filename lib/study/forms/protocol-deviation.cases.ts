import { exampleEntry as entry } from "@/lib/study/example-record";
import type { CheckCases } from "./check-case";

const consented = [entry("consent", "SCR", { consentDate: "2024-09-05" })];
const died = [entry("death", null, { deathDate: "2024-11-01" })];
const row = (answers: string) => [entry("protocol_deviation", null, { answers })];

export const protocolDeviationCases: readonly (readonly [string, string, CheckCases])[] = (
  [
    ["PD01", { yes: { answers: { category: "consent", happenedOn: "2024-09-04" }, others: consented }, no: { answers: { category: "dose", happenedOn: "2024-09-04" }, others: consented }, unknown: { answers: { happenedOn: "2024-09-04" } } }],
    ["PD02", { yes: { answers: { happenedOn: "2024-09-20", reportedOn: "2024-09-20", reported: "Y" } }, no: { answers: { happenedOn: "2024-09-20", reportedOn: "2024-09-19", reported: "Y" } }, unknown: { answers: { happenedOn: { missing: "unknown" }, reportedOn: "2024-09-19", reported: "Y" } } }],
    ["PD03", { yes: { answers: { important: "N", affectsSafety: "U" } }, no: { answers: { important: "N", affectsSafety: "Y" } }, unknown: { answers: { important: "N" } } }],
    ["PD04", { yes: { answers: { answers: "waiver:AGE" }, others: row("waiver:LVEF") }, no: { answers: { answers: "waiver:AGE" }, others: row("waiver:AGE") }, unknown: { answers: {}, others: row("waiver:AGE") } }],
    ["PD05", { yes: { answers: { happenedOn: "2024-11-01" }, others: died }, no: { answers: { happenedOn: "2024-11-02" }, others: died }, unknown: { answers: { happenedOn: "2024-11-02" } } }],
  ] satisfies readonly (readonly [string, CheckCases])[]
).map(([id, cases]) => ["protocol_deviation", id, cases] as const);
