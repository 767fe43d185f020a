import { describe, expect, test } from "vitest";
import { dayAxis, sayDays, ticksAt } from "./day-axis";

const axis = dayAxis({ first: "2024-09-17", from: "2024-09-13", to: "2024-09-30" }, 0, 180);

describe("a day axis of 18 days on 180 units", () => {
  test.each([
    ["2024-09-13", 0],
    ["2024-09-17", 40],
    ["2024-09-17T12:00", 45],
    ["2024-09-17T09:36", 44],
    ["2024-09-30T23:59", 180],
    ["2024-08-01", 0],
    ["2024-12-01", 180],
  ])("puts %s at %d", (moment, x) => {
    expect(axis.x(moment)).toBeCloseTo(x, 0);
  });

  test("a day ends where the next begins, so that neighbouring bars touch", () => {
    expect(axis.endOf("2024-09-16")).toBe(axis.x("2024-09-17"));
  });

  test("there is no day 0: D−1 is the day before D1", () => {
    expect(ticksAt(axis, [-1, 1, 2]).map(({ date, label }) => [label, date])).toEqual([["D−1", "2024-09-16"], ["D1", "2024-09-17"], ["D2", "2024-09-18"]]);
    expect(sayDays("2024-09-17", "2024-09-16", "2024-09-22")).toBe("D−1 to D6");
  });

  test("ticks beyond the axis are left out", () => {
    expect(ticksAt(axis, [-7, 42])).toEqual([]);
  });
});
