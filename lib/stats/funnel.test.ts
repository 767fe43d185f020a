import { describe, expect, test } from "vitest";
import { binomialLimits } from "./binomial-limits";
import { funnelOf, TOO_SMALL_BELOW, type SiteCount } from "./funnel";

/** By adding up the probabilities themselves, in logarithms. */
function probability(from: number, to: number, total: number, rate: number): number {
  const logFactorial = (n: number) => Array.from({ length: n }, (_, at) => Math.log(at + 1)).reduce((sum, log) => sum + log, 0);
  let sum = 0;
  for (let count = Math.max(0, from); count <= to; count++) {
    sum += Math.exp(logFactorial(total) - logFactorial(count) - logFactorial(total - count) + count * Math.log(rate) + (total - count) * Math.log(1 - rate));
  }
  return sum;
}

describe("exact binomial limits", () => {
  test.each([[20, 0.1], [50, 0.2], [100, 0.03], [250, 0.5], [400, 0.9], [30, 0.002]])("of %i at %f leave out as much as they say at each end, and not one count more", (total, rate) => {
    for (const coverage of [0.95, 0.998]) {
      const { lower, upper } = binomialLimits(total, rate, coverage);
      const tail = (1 - coverage) / 2;
      expect(probability(0, lower - 1, total, rate)).toBeLessThanOrEqual(tail);
      expect(probability(0, lower, total, rate)).toBeGreaterThan(tail);
      expect(probability(upper + 1, total, total, rate)).toBeLessThanOrEqual(tail + 1e-12);
      if (upper > 0) expect(probability(upper, total, total, rate)).toBeGreaterThan(tail);
    }
  });
  // qbinom((1 ∓ coverage) / 2, total, rate) of R 4.2.2
  test.each([[100, 0.2, 0.95, 12, 28], [100, 0.2, 0.998, 9, 33], [50, 0.5, 0.95, 18, 32], [1250, 0.037, 0.998, 27, 68]])("of %i at %f, %f are the quantiles that R gives", (total, rate, coverage, lower, upper) => {
    expect(binomialLimits(total, rate, coverage)).toEqual({ lower, upper });
  });
  test("at the ends of the scale nothing but the sure count is inside", () => {
    expect([binomialLimits(30, 0, 0.95), binomialLimits(30, 1, 0.95)]).toEqual([{ lower: 0, upper: 0 }, { lower: 30, upper: 30 }]);
  });
  test.each([[0, 0.5], [1.5, 0.5], [10, 1.2], [10, Number.NaN]])("%f at %f is refused", (total, rate) => expect(() => binomialLimits(total, rate, 0.95)).toThrow(RangeError));
});

/** Numbers that look random and are the same each time (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
const draw = (random: () => number, total: number, rate: number) => Array.from({ length: total }, random).filter((one) => one < rate).length;
const standing = (counts: readonly SiteCount[], site: string) => funnelOf(counts).sites.find((one) => one.site === site)?.standing;

describe("a site beside the others", () => {
  const clean = (random: () => number, rate: number): SiteCount[] => Array.from({ length: 12 }, (_, at) => ({ site: String(101 + at), total: 40 + 20 * at, hits: draw(random, 40 + 20 * at, rate) }));

  test.each([0.02, 0.2, 0.5, 0.9])("that is no different is not named more often than the limits say, at a rate of %f", (rate) => {
    const random = randomFrom(7);
    const judged = Array.from({ length: 400 }, () => funnelOf(clean(random, rate)).sites).flat();
    const named = judged.filter(({ standing: is }) => is === "above" || is === "below").length;
    expect(judged).toHaveLength(4_800);
    expect(named).toBeLessThanOrEqual(20); // at most 9.6 are expected; more than 20 come fewer than once in 500 times
  });
  test("that prefers digits is named: 45 % end in 0 or 5 where elsewhere 20 % do", () => {
    const random = randomFrom(11);
    for (let time = 0; time < 50; time++) expect(standing([...clean(random, 0.2), { site: "201", total: 150, hits: draw(random, 150, 0.45) }], "201")).toBe("above");
  });
  test("that has far fewer than the others is below", () => expect(standing([{ site: "101", hits: 0, total: 200 }, { site: "102", hits: 60, total: 200 }], "101")).toBe("below"));
  test("with little to judge by is not judged, however it looks; and alone nothing is", () => {
    expect(standing([{ site: "101", hits: TOO_SMALL_BELOW - 1, total: TOO_SMALL_BELOW - 1 }, { site: "102", hits: 5, total: 500 }], "101")).toBe("too_small");
    expect(standing([{ site: "101", hits: TOO_SMALL_BELOW, total: TOO_SMALL_BELOW }, { site: "102", hits: 5, total: 500 }], "101")).toBe("above");
    expect(standing([{ site: "101", hits: 90, total: 100 }], "101")).toBe("alone");
  });
  test("is counted apart from all others, and one without a denominator is left out", () => {
    const funnel = funnelOf([{ site: "101", hits: 3, total: 30 }, { site: "102", hits: 9, total: 60 }, { site: "103", hits: 0, total: 0 }]);
    expect(funnel).toMatchObject({ hits: 12, total: 90, sites: [{ site: "101", rate: 0.1, others: { hits: 9, total: 60 } }, { site: "102", others: { hits: 3, total: 30 } }] });
    expect(funnelOf([])).toEqual({ target: null, hits: 0, total: 0, sites: [] });
  });
});
