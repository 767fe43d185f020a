import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { fisherExact } from "@/lib/stats/fisher-exact";
import { kaplanMeier, medianSurvival, type ObservedTime } from "@/lib/stats/kaplan-meier";
import { exactInterval } from "@/lib/stats/proportion-interval";

type Numbers = readonly number[];
interface SurvivalCase { readonly name: string; readonly days: Numbers; readonly event: Numbers; readonly stepDays: Numbers; readonly atRisk: Numbers; readonly survival: Numbers; readonly lower: readonly (number | null)[]; readonly upper: readonly (number | null)[]; readonly median: readonly (number | null)[] }
interface Figures {
  readonly by: string;
  readonly kaplanMeier: readonly SurvivalCase[];
  readonly clopperPearson: readonly { readonly successes: number; readonly total: number; readonly lower: number; readonly upper: number }[];
  readonly fisher: readonly { readonly first: readonly [number, number]; readonly second: readonly [number, number]; readonly twoSided: number; readonly firstLower: number; readonly firstHigher: number }[];
}

const folder = path.resolve(import.meta.dirname, "reference");
const ofR = JSON.parse(readFileSync(path.join(folder, "figures-of-r.json"), "utf8")) as Figures;
/** Far closer than the six digits that are promised; what is left is the rounding of R's print. */
const DIGITS = 9;
const close = (found: number | null | undefined, asked: number | null | undefined): void => {
  if (asked == null || found == null) expect(found ?? null).toBe(asked ?? null);
  else expect(found).toBeCloseTo(asked, DIGITS);
};

describe("the Kaplan–Meier estimate is survfit's", () => {
  test.each(ofR.kaplanMeier)("$name: steps, numbers at risk and log-log intervals", ({ days, event, stepDays, atRisk, survival, lower, upper }) => {
    const { steps } = kaplanMeier(observed(days, event));
    expect(steps.map((step) => step.days)).toEqual(stepDays);
    expect(steps.map((step) => step.atRisk)).toEqual(atRisk);
    steps.forEach((step, at) => { close(step.survival, survival[at]); close(step.lower, lower[at]); close(step.upper, upper[at]); });
  });

  test.each(ofR.kaplanMeier)("$name: the median with its interval", ({ days, event, median }) => {
    const found = medianSurvival(kaplanMeier(observed(days, event)));
    expect([found.days, found.lower, found.upper]).toEqual(median);
  });
});

describe("the exact interval is binom.test's", () => {
  test.each(ofR.clopperPearson)("of $successes in $total", ({ successes, total, lower, upper }) => {
    const interval = exactInterval(successes, total);
    close(interval.lower, lower);
    close(interval.upper, upper);
  });
});

describe("Fisher's test is fisher.test's", () => {
  test.each(ofR.fisher)("of $first against $second", ({ first, second, twoSided, firstLower, firstHigher }) => {
    const found = fisherExact({ successes: first[0], total: first[1] }, { successes: second[0], total: second[1] });
    close(found.twoSided, twoSided);
    close(found.firstLower, firstLower);
    close(found.firstHigher, firstHigher);
  });
});

/** Where R and its package are, it computes again; where they are not, what it printed once is held against its own record. */
const rerun = spawnSync("Rscript", [path.join(folder, "figures.R")], { encoding: "utf8" });
if (rerun.status === 0) {
  test("R, run now, still says what is kept of it", () => {
    const now = JSON.parse(rerun.stdout) as Figures;
    expect(withoutMaker(now)).toEqual(withoutMaker(ofR));
  });
} else {
  test("R is not on this machine: what is kept of it names its version and every case", () => {
    expect(ofR.by).toMatch(/^R version \d+\.\d+\.\d+ .*, survival \d/);
    expect([ofR.kaplanMeier.length, ofR.clopperPearson.length, ofR.fisher.length]).toEqual([6, 14, 9]);
  });
}

const observed = (days: Numbers, event: Numbers): readonly ObservedTime[] => days.map((day, at) => ({ days: day, event: event[at] === 1 }));
const withoutMaker = ({ kaplanMeier: times, clopperPearson, fisher }: Figures) => ({ times, clopperPearson, fisher });
