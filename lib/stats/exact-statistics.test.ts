import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fisherExact } from "@/lib/stats/fisher-exact";
import { EXPECTED_CR_RATE, probabilityOfAtMost } from "@/lib/stats/historical-rate";
import { exactInterval } from "@/lib/stats/proportion-interval";

const percent = (fraction: number) => Math.round(fraction * 1000) / 10;
const proportion = fc.integer({ min: 1, max: 60 }).chain((total) => fc.record({ successes: fc.integer({ min: 0, max: total }), total: fc.constant(total) }));

describe("the exact interval", () => {
  test.each([
    [0, 17, 0, 19.5],
    [10, 36, 14.2, 45.2],
    [8, 53, 6.7, 27.6],
    [17, 17, 80.5, 100],
    [1, 1, 2.5, 100],
  ])("of %i in %i is %f to %f %%", (successes, total, lower, upper) => {
    const interval = exactInterval(successes, total);
    expect([percent(interval.lower), percent(interval.upper)]).toEqual([lower, upper]);
  });

  test("holds the observed rate and mirrors that of the failures", () => {
    fc.assert(fc.property(proportion, ({ successes, total }) => {
      const { lower, upper } = exactInterval(successes, total);
      const mirrored = exactInterval(total - successes, total);
      expect(lower).toBeLessThanOrEqual(successes / total);
      expect(upper).toBeGreaterThanOrEqual(successes / total);
      expect(lower).toBeCloseTo(1 - mirrored.upper, 9);
    }));
  });

  test.each([[1, 0], [3, 2], [-1, 5], [0.5, 2]])("of %f in %f is refused", (successes, total) => expect(() => exactInterval(successes, total)).toThrow(RangeError));
});

describe("Fisher's exact test", () => {
  test("gives the known figures for exposed against unexposed", () => {
    const { twoSided, firstLower } = fisherExact({ successes: 0, total: 17 }, { successes: 10, total: 36 });
    expect([twoSided.toFixed(4), firstLower.toFixed(4)]).toEqual(["0.0210", "0.0130"]);
    expect(fisherExact({ successes: 6, total: 18 }, { successes: 0, total: 16 }).twoSided.toFixed(4)).toBe("0.0198");
  });

  test("finds nothing in equal groups or without any patient who responded", () => {
    expect(fisherExact({ successes: 5, total: 10 }, { successes: 5, total: 10 }).twoSided).toBeCloseTo(1, 12);
    expect(fisherExact({ successes: 0, total: 10 }, { successes: 0, total: 12 }).twoSided).toBe(1);
  });

  test("does not depend on which group stands first", () => {
    fc.assert(fc.property(proportion, proportion, (first, second) => {
      const [one, other] = [fisherExact(first, second), fisherExact(second, first)];
      expect(one.twoSided).toBeCloseTo(other.twoSided, 9);
      expect(one.firstLower).toBeCloseTo(other.firstHigher, 9);
    }));
  });
});

describe("the probability of so few remissions at the expected rate", () => {
  test.each([15, 16, 19, 20])("without one among %i is 0.86 to that power", (total) => {
    expect(probabilityOfAtMost(0, total, EXPECTED_CR_RATE)).toBeCloseTo(0.86 ** total, 12);
  });

  test("reaches 1 when all may succeed", () => expect(probabilityOfAtMost(18, 18, EXPECTED_CR_RATE)).toBe(1));
});
