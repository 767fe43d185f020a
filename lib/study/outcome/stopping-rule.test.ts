import { describe, expect, test } from "vitest";
import { firstBoundary, stoppingParameters, stopsAt, watchArm } from "@/lib/study/outcome/stopping-rule";

describe("the stopping rule of an arm", () => {
  test.each([
    [18, 2, "continue", 0.5287], [18, 3, "continue", 0.7618], [17, 3, "continue", 0.7935],
    [20, 0, "stop", 0.049], [19, 0, "continue", 0.0569], [9, 0, "too_few", 0.2573], [0, 0, "too_few", null],
  ])("%i treated with %i CR: %s", (treated, complete, verdict, probability) => {
    const watched = watchArm(treated, complete);
    expect([watched.verdict, watched.probability === null ? null : Number(watched.probability.toFixed(4))]).toEqual([verdict, probability]);
  });

  test("no arm of the published trial could be stopped: without any CR only from 20 patients on", () => {
    expect(firstBoundary()).toBe(20);
    expect([17, 18, 19, 20, 31, 32].map((patients) => stopsAt(patients))).toEqual([null, null, null, 0, 0, 1]);
  });

  test("follows other parameters", () => {
    expect(firstBoundary({ ...stoppingParameters, threshold: 0.1 })).toBe(16);
    expect(watchArm(18, 1, { ...stoppingParameters, threshold: 0.3 }).verdict).toBe("stop");
  });

  test("more remissions than patients are refused", () => expect(() => watchArm(2, 3)).toThrow(RangeError));
});
