import { exampleEntry as entry } from "@/lib/study/example-record";
import type { CheckCases } from "@/lib/study/forms/check-case";
import { consented, infused, measured } from "@/lib/study/forms/dosing-examples";

const whole = { startAt: "2024-09-16T09:00", stopAt: "2024-09-20T09:00", rateMgPerHour: "7" };
const halves = [{ hungAt: "2024-09-16T09:00", endedAt: "2024-09-18T09:00" }, { hungAt: "2024-09-18T09:00", endedAt: "2024-09-20T09:00" }];
const bags = (...left: readonly string[]) => left.map((returnedMg, index) => entry("infusion_bag", "C1", { ...halves[index], amountMg: "336", returnedMg }, index + 1));

export const cenersenInfusionCases: readonly (readonly [string, string, CheckCases])[] = [
  ["cenersen_infusion", "IN01", { yes: { answers: { startAt: "2024-09-16T09:00", stopAt: "2024-09-20T09:00" } }, no: { answers: { startAt: "2024-09-16T09:00", stopAt: "2024-09-16T09:00" } }, unknown: { answers: { startAt: "2024-09-16T09:00" } } }],
  ["cenersen_infusion", "IN02", {
    yes: { answers: { startAt: "2024-09-16T09:00", stopAt: "2024-09-23T09:00" }, patient: { protocolVersion: "review" } },
    no: { answers: { startAt: "2024-09-16T09:00", stopAt: "2024-09-23T09:00", changeReason: "other" } },
    unknown: { answers: { startAt: "2024-09-16T09:00" } },
  }],
  ["cenersen_infusion", "IN03", { yes: { answers: { rateMgPerHour: "7.35" }, others: measured }, no: { answers: { rateMgPerHour: "7.36" }, others: measured }, unknown: { answers: { rateMgPerHour: "7.36" } } }],
  ["cenersen_infusion", "IN04", { yes: { answers: { startAt: "2024-09-05T09:00" }, others: consented }, no: { answers: { startAt: "2024-09-04T09:00" }, others: consented }, unknown: { answers: { startAt: "2024-09-04T09:00" } } }],
  ["cenersen_infusion", "IN05", { yes: { answers: { startAt: "2024-09-10T09:00" } }, no: { answers: { startAt: "2024-09-09T09:00" } }, unknown: { answers: { startAt: "2024-09-09T09:00" }, patient: { randomisedOn: null } } }],
  ["cenersen_infusion", "IN06", { yes: { answers: whole, others: bags("0", "33.6") }, no: { answers: whole, others: bags("0", "33.7") }, unknown: { answers: whole, others: bags("0") } }],
  ["cenersen_infusion", "IN07", {
    yes: { answers: { startAt: "2024-10-28T09:00" }, visit: "C2", others: infused },
    no: { answers: { startAt: "2024-09-20T08:59" }, visit: "C2", others: infused },
    unknown: { answers: { startAt: "2024-09-20T08:59" }, visit: "C2" },
  }],
];
