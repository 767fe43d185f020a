import { exampleEntry as entry } from "@/lib/study/example-record";
import type { CheckCases } from "@/lib/study/forms/check-case";
import { infused, measured } from "@/lib/study/forms/dosing-examples";

const ran = (hungAt: string, endedAt: string) => ({ hungAt, endedAt });
const day = ran("2024-09-16T09:00", "2024-09-17T09:00");
const above = [entry("infusion_bag", "C1", day)];
const paused = entry("infusion_interruption", "C1", { stoppedAt: "2024-09-16T10:00", resumedAt: "2024-09-16T16:00" });

export const infusionBagCases: readonly (readonly [string, string, CheckCases])[] = [
  ["infusion_bag", "IB01", { yes: { answers: day }, no: { answers: ran("2024-09-16T09:00", "2024-09-16T09:00") }, unknown: { answers: { hungAt: "2024-09-16T09:00" } } }],
  ["infusion_bag", "IB02", { yes: { answers: day, others: infused }, no: { answers: ran("2024-09-19T09:00", "2024-09-20T09:01"), others: infused }, unknown: { answers: day } }],
  ["infusion_bag", "IB03", {
    yes: { answers: ran("2024-09-17T09:00", "2024-09-18T09:00"), others: above },
    no: { answers: ran("2024-09-17T08:59", "2024-09-18T09:00"), others: above },
    unknown: { answers: { hungAt: "2024-09-17T08:59" }, others: above },
  }],
  ["infusion_bag", "IB04", { yes: { answers: { amountMg: "168", returnedMg: "168" } }, no: { answers: { amountMg: "168", returnedMg: "168.1" } }, unknown: { answers: { returnedMg: "168.1" } } }],
  ["infusion_bag", "IB05", {
    yes: { answers: { rateMgPerHour: "7", concentrationMgPerMl: "0.35", rateMlPerHour: "20" } },
    no: { answers: { rateMgPerHour: "7", concentrationMgPerMl: "0.35", rateMlPerHour: "22" } },
    unknown: { answers: { rateMgPerHour: "7", concentrationMgPerMl: "0.35" } },
  }],
  ["infusion_bag", "IB06", {
    yes: { answers: { ...day, rateMgPerHour: "7", amountMg: "168", returnedMg: "42" }, others: [paused] },
    no: { answers: { ...day, rateMgPerHour: "7", amountMg: "168", returnedMg: "42" } },
    unknown: { answers: { ...day, amountMg: "168", returnedMg: "42" } },
  }],
  ["infusion_bag", "IB07", {
    yes: { answers: { concentrationMgPerMl: "0.35", rateMlPerHour: "21" }, others: measured },
    no: { answers: { rateMgPerHour: "3.5" }, others: measured },
    unknown: { answers: { rateMgPerHour: "3.5" } },
  }],
];
