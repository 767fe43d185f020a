import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareDose } from "@/lib/study/dosing/dose-given";
import { infusionAmount } from "@/lib/study/dosing/infusion-amount";
import type { InfusionRecord } from "@/lib/study/dosing/infusion-amount";

describe("a dose given, against the dose planned", () => {
  test.each([
    ["21.8", "21.8", "within", "0"],
    ["21.8", "22", "within", "0.9"],
    ["20", "21", "within", "5"],
    ["20", "21.001", "ask", "5"],
    ["21.8", "20", "ask", "-8.3"],
    ["21.8", "19.62", "ask", "-10"],
    ["21.8", "23.98", "ask", "10"],
    ["21.8", "23.981", "deviation", "10"],
    ["21.8", "24", "deviation", "10.1"],
    ["21.8", "0", "deviation", "-100"],
    ["21.8", null, "unknown", null],
    [null, "20", "unknown", null],
  ] as const)("planned %s mg, given %s mg: %s", (planned, given, verdict, differencePct) => {
    expect(compareDose(planned, given)).toMatchObject({ verdict, differencePct });
  });

  test("says the difference in words", () => {
    expect(compareDose("21.8", "20").says).toBe("20 mg given, 21.8 mg planned: 8.3 % less");
  });
});

describe("the amount infused", () => {
  const infusion: InfusionRecord = { startAt: "2024-09-17T14:00", stopAt: "2024-09-21T14:00", rateMgPerHour: "7", interruptions: [] };
  const paused = (stoppedAt: string | null, resumedAt: string | null) => ({ stoppedAt, resumedAt });

  test.each([
    ["96 hours", infusion, "672"],
    ["less an interruption of 90 minutes", { ...infusion, interruptions: [paused("2024-09-18T10:00", "2024-09-18T11:30")] }, "661.5"],
    ["overlapping interruptions count once", { ...infusion, interruptions: [paused("2024-09-18T10:00", "2024-09-18T11:00"), paused("2024-09-18T10:30", "2024-09-18T11:30")] }, "661.5"],
    ["an interruption before the start counts not at all", { ...infusion, interruptions: [paused("2024-09-17T12:00", "2024-09-17T13:00")] }, "672"],
    ["an interruption past the stop counts as far as the stop", { ...infusion, interruptions: [paused("2024-09-21T13:00", "2024-09-21T20:00")] }, "665"],
  ])("%s", (_says, record, mg) => expect(infusionAmount(record)).toMatchObject({ state: "known", mg }));

  test.each([
    ["no stop", { ...infusion, stopAt: null }],
    ["no rate", { ...infusion, rateMgPerHour: null }],
    ["stops before it starts", { ...infusion, stopAt: "2024-09-17T13:59" }],
    ["an interruption without resumption", { ...infusion, interruptions: [paused("2024-09-18T10:00", null)] }],
    ["a day that does not exist", { ...infusion, startAt: "2024-02-30T10:00" }],
  ])("is unknown: %s", (_says, record) => expect(infusionAmount(record).state).toBe("unknown"));

  test("does not depend on the order of the interruptions", () => {
    const clock = fc.integer({ min: 0, max: 23 }).map((hour) => `2024-09-18T${String(hour).padStart(2, "0")}:00`);
    const pauses = fc.array(fc.tuple(clock, clock).map(([a, b]) => (a < b ? paused(a, b) : paused(b, a))), { maxLength: 6 });
    fc.assert(fc.property(pauses, (interruptions) => {
      expect(infusionAmount({ ...infusion, interruptions: interruptions.toReversed() })).toEqual(infusionAmount({ ...infusion, interruptions }));
    }));
  });
});
