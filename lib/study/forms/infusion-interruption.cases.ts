import { exampleEntry as entry } from "@/lib/study/example-record";
import type { CheckCases } from "@/lib/study/forms/check-case";
import { infused } from "@/lib/study/forms/dosing-examples";

const pause = (stoppedAt: string, resumedAt: string) => ({ stoppedAt, resumedAt });
const above = [entry("infusion_interruption", "C1", pause("2024-09-17T09:00", "2024-09-17T10:00"))];

export const infusionInterruptionCases: readonly (readonly [string, string, CheckCases])[] = [
  ["infusion_interruption", "II01", { yes: { answers: pause("2024-09-17T09:00", "2024-09-17T09:30") }, no: { answers: pause("2024-09-17T09:00", "2024-09-17T08:30") }, unknown: { answers: { stoppedAt: "2024-09-17T09:00" } } }],
  ["infusion_interruption", "II02", { yes: { answers: { stoppedAt: "2024-09-17T09:00" }, others: infused }, no: { answers: { stoppedAt: "2024-09-20T09:01" }, others: infused }, unknown: { answers: { stoppedAt: "2024-09-20T09:01" } } }],
  ["infusion_interruption", "II03", {
    yes: { answers: pause("2024-09-20T08:00", "2024-09-20T09:00"), others: infused },
    no: { answers: pause("2024-09-20T08:00", "2024-09-20T09:01"), others: infused },
    unknown: { answers: pause("2024-09-20T08:00", "2024-09-20T09:01") },
  }],
  ["infusion_interruption", "II04", {
    yes: { answers: pause("2024-09-17T10:00", "2024-09-17T11:00"), others: above },
    no: { answers: pause("2024-09-17T09:59", "2024-09-17T11:00"), others: above },
    unknown: { answers: { stoppedAt: "2024-09-17T09:59" }, others: above },
  }],
  ["infusion_interruption", "II05", {
    yes: { answers: pause("2024-09-17T09:00", "2024-09-17T10:00"), others: infused },
    no: { answers: { stoppedAt: "2024-09-17T09:00" }, others: infused },
    unknown: { answers: { stoppedAt: "2024-09-17T09:00" }, others: [entry("cenersen_infusion", "C1", { startAt: "2024-09-16T09:00" })] },
  }],
];
