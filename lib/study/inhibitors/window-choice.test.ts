import { expect, test } from "vitest";
import { windowOf } from "@/lib/study/inhibitors/exposure-window";
import { chosenWindow, PROTOCOL_WINDOW, SENSITIVITY_WINDOW, type WindowChoice } from "@/lib/study/inhibitors/window-choice";

const window = windowOf("2024-09-16", "2024-09-20");
const cases: [string, WindowChoice, string | null, string][] = [
  ["the protocol's own", PROTOCOL_WINDOW, "2024-09-24", "2024-09-15/2024-09-21"],
  ["to the day after the last chemotherapy", SENSITIVITY_WINDOW, "2024-09-24", "2024-09-15/2024-09-25"],
  ["without chemotherapy", SENSITIVITY_WINDOW, null, "2024-09-15/2024-09-21"],
  ["chemotherapy that ended before the infusion", SENSITIVITY_WINDOW, "2024-09-18", "2024-09-15/2024-09-21"],
  ["chemotherapy dated a year away", SENSITIVITY_WINDOW, "2025-09-24", "2024-09-15/2024-09-21"],
  ["the infusion days alone", { before: 0, after: 0, until: "infusion" }, null, "2024-09-16/2024-09-20"],
  ["over the end of a month", { before: 3, after: 14, until: "infusion" }, null, "2024-09-13/2024-10-04"],
  ["the last chemotherapy itself", { before: 1, after: 0, until: "chemotherapy" }, "2024-09-24", "2024-09-15/2024-09-24"],
];
test.each(cases)("%s", (_, choice, last, expected) => {
  const { firstDay, lastDay } = chosenWindow(window, last, choice);
  expect(`${firstDay}/${lastDay}`).toBe(expected);
});
