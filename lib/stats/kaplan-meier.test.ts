import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { atRiskOn, kaplanMeier, medianSurvival, survivalAt, type ObservedTime } from "@/lib/stats/kaplan-meier";

const times = (events: readonly number[], censored: readonly number[] = []): readonly ObservedTime[] => [...events.map((days) => ({ days, event: true })), ...censored.map((days) => ({ days, event: false }))];
const rounded = (value: number | null | undefined) => (value == null ? null : Math.round(value * 10_000) / 10_000);

/** Freireich 1963, 6-mercaptopurine: the textbook example (weeks of remission). */
const FREIREICH = times([6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]);

describe("the Kaplan–Meier estimate", () => {
  test("is the textbook's for the remissions of Freireich", () => {
    const { steps, patients, events } = kaplanMeier(FREIREICH);
    expect([patients, events]).toEqual([21, 9]);
    expect(steps.map(({ days, atRisk, survival }) => [days, atRisk, rounded(survival)])).toEqual([
      [6, 21, 0.8571], [7, 17, 0.8067], [10, 15, 0.7529], [13, 12, 0.6902], [16, 11, 0.6275], [22, 7, 0.5378], [23, 6, 0.4482],
    ]);
    expect(medianSurvival(kaplanMeier(FREIREICH)).days).toBe(23);
  });

  test("has the log-log interval of R's survfit", () => {
    const [first, ...rest] = kaplanMeier(FREIREICH).steps;
    expect([rounded(first?.lower), rounded(first?.upper)]).toEqual([0.6197, 0.9516]);
    expect([rounded(rest.at(-1)?.lower), rounded(rest.at(-1)?.upper)]).toEqual([0.1881, 0.6801]);
  });

  test.each<[string, readonly ObservedTime[], number | null]>([
    ["is reached where exactly half are left", times([10, 20], [30, 40]), 20],
    ["is not reached while more than half are left", times([10], [30, 40]), null],
    ["is that of the only patient", times([12]), 12],
    ["does not exist without patients", [], null],
    ["is found through thirds and sevenths that no binary fraction holds", times([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]), 7],
  ])("the median %s", (_says, all, days) => expect(medianSurvival(kaplanMeier(all)).days).toBe(days));

  test.each([[0, 1], [9, 1], [10, 0.75], [29, 0.5], [40, 0.5], [41, null]])("on day %i it is %s", (days, survival) => {
    expect(survivalAt(kaplanMeier(times([10, 20], [30, 40])), days)?.survival ?? null).toBe(survival);
  });

  test("is zero for ever once the last patient observed had the event", () => expect(survivalAt(kaplanMeier(times([5])), 400)?.survival).toBe(0));

  test("counts who is observed for at least so long", () => expect([9, 10, 11].map((days) => atRiskOn(times([10], [20]), days))).toEqual([2, 2, 1]));

  test.each([-1, 0.5, NaN])("%s days are refused", (days) => expect(() => kaplanMeier([{ days, event: true }])).toThrow(RangeError));
});

describe("whatever was observed", () => {
  const observed = fc.array(fc.record({ days: fc.nat(60), event: fc.boolean() }), { minLength: 1, maxLength: 40 });

  test("the estimate falls, stays inside its interval and does not depend on the order", () => {
    fc.assert(fc.property(observed, (all) => {
      const { steps } = kaplanMeier(all);
      expect(kaplanMeier(all.toReversed()).steps).toEqual(steps);
      steps.forEach(({ survival, lower, upper }, at) => {
        expect(survival).toBeLessThan(steps[at - 1]?.survival ?? 1.0001);
        if (lower !== null && upper !== null) expect(0 <= lower && lower <= survival && survival <= upper && upper <= 1).toBe(true);
      });
    }));
  });

  test("without censoring it is the share of patients still free of the event", () => {
    fc.assert(fc.property(fc.array(fc.nat(40), { minLength: 1, maxLength: 30 }), fc.nat(45), (days, on) => {
      expect(survivalAt(kaplanMeier(times(days)), on)?.survival).toBeCloseTo(days.filter((day) => day > on).length / days.length, 9);
    }));
  });
});
