import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dailyCourseDose, type DailyCourse, type RecordedDose } from "@/lib/study/dosing/course-dose";
import { doseIntensity } from "@/lib/study/dosing/dose-intensity";
import { infusionCourseDose } from "@/lib/study/dosing/infusion-course";
import { bilirubinLimit, exceedsLifetimeIdarubicin, perSquareMetre } from "@/lib/study/dosing/idarubicin-limits";
import type { InfusionRecord } from "@/lib/study/dosing/infusion-amount";
import type { PlannedDailyDose, PlannedInfusion } from "@/lib/study/dosing/planned-doses";

const dose: PlannedDailyDose = { drug: "idarubicin", mgPerDay: "21.8", days: 3, fromDay: 2, totalMg: "65.5", courseMg: "65.4", says: "" };
const row = (day: number | null, mg: string | null): RecordedDose => ({ date: day === null ? null : `2024-09-${day}`, mg });
const course = (rows: readonly RecordedDose[], rest: Partial<DailyCourse> = {}) => dailyCourseDose({ dose, first: "2024-09-17", rows, lastDay: null, ...rest });
const FULL = [row(18, "21.8"), row(19, "21.8"), row(20, "21.8")];
const verdicts = (given: ReturnType<typeof course>) => given.days.map(({ day, verdict }) => `D${day} ${verdict}`);

describe("a drug that is given once a day", () => {
  test("as planned", () => {
    expect(course(FULL)).toMatchObject({ planned: "65.4", given: "65.4", missedDays: [], waitingFor: [], intensity: { relativePct: "100.0", dosePct: "100.0", timePct: "100.0" } });
    expect(course(FULL).days[0]).toEqual({ day: 2, date: "2024-09-18", planned: "21.8", given: "21.8", differencePct: "0", verdict: "within" });
  });

  test("a planned day without a row is waited for, and no dose is missed by it", () => {
    const open = course(FULL.slice(0, 2));
    expect(open).toMatchObject({ given: null, givenSoFar: "43.6", missedDays: [], waitingFor: ["the dose of D4"], intensity: null, says: "43.6 of 65.4 mg given so far; waiting for the dose of D4" });
    expect(verdicts(open)).toEqual(["D2 within", "D3 within", "D4 unknown"]);
  });

  test("a dose of 0 is a dose that was left out", () => {
    expect(course([...FULL.slice(0, 2), row(20, "0")])).toMatchObject({ given: "43.6", missedDays: [4], intensity: { relativePct: "66.7", dosePct: "66.7", timePct: "100.0" } });
  });

  test("after death or the end of treatment nothing is waited for", () => {
    expect(course(FULL.slice(0, 2), { lastDay: "2024-09-19" })).toMatchObject({ given: "43.6", missedDays: [4], intensity: { relativePct: "66.7" } });
    expect(course(FULL.slice(0, 2), { lastDay: "2024-09-20" })).toMatchObject({ given: null, waitingFor: ["the dose of D4"] });
    expect(course(FULL.slice(0, 2), { lastDay: "2024-09-16" })).toMatchObject({ given: null, waitingFor: ["the dose of D4"], missedDays: [] });
  });

  test("doses that were moved are neither missed nor waited for, and the longer time lowers the intensity", () => {
    const late = course([row(18, "21.8"), row(20, "21.8"), row(21, "21.8")]);
    expect(verdicts(late)).toEqual(["D2 within", "D3 moved", "D4 within", "D5 unplanned"]);
    expect(late).toMatchObject({ given: "65.4", missedDays: [], intensity: { relativePct: "75.0", dosePct: "100.0", timePct: "75.0" } });
  });

  test("two rows of one day are one dose", () => {
    expect(course([row(18, "10.9"), row(18, "10.9"), ...FULL.slice(1)])).toMatchObject({ given: "65.4", days: [{ given: "21.8", verdict: "within" }, {}, {}] });
  });

  test.each([
    ["the day of a dose", [...FULL.slice(0, 2), row(null, "21.8")], "the day of a dose"],
    ["its amount", [...FULL.slice(0, 2), row(20, null)], "the amount of a dose"],
  ])("waits for %s", (_says, rows, waitsFor) => expect(course(rows).waitingFor).toContain(waitsFor));

  test("waits for day 1, without which no row has a planned day", () => {
    expect(course(FULL, { first: null })).toMatchObject({ given: null, givenSoFar: "65.4", waitingFor: ["the start of cenersen"], intensity: null });
  });

  test("nothing given at all is an intensity of 0", () => {
    expect(course(FULL.map(({ date }) => ({ date, mg: "0" })))).toMatchObject({ given: "0", missedDays: [2, 3, 4], intensity: { relativePct: "0.0" } });
  });

  const anyRow = fc.record({ date: fc.integer({ min: 16, max: 24 }).map((day) => `2024-09-${day}`), mg: fc.integer({ min: 0, max: 400 }).map((tenths) => new Decimal(tenths).dividedBy(10).toFixed()) });

  test("the order of rows never matters", () => {
    fc.assert(fc.property(fc.array(anyRow, { maxLength: 6 }), (rows) => {
      expect(course(rows.toReversed())).toEqual(course(rows));
    }));
  });

  test("taking a value away never adds a missed day or a deviation", () => {
    fc.assert(fc.property(fc.array(anyRow, { minLength: 1, maxLength: 6 }), fc.nat(), fc.constantFrom("date", "mg"), (rows, which, field) => {
      const bad = (given: ReturnType<typeof course>) => given.days.filter(({ verdict }) => verdict === "missed" || verdict === "deviation").map(({ day }) => day);
      const dates = rows.map(({ date }) => date);
      fc.pre(new Set(dates).size === dates.length);
      const fewer = rows.map((one, index) => (index === which % rows.length ? { ...one, [field]: null } : one));
      expect(bad(course(rows))).toEqual(expect.arrayContaining(bad(course(fewer))));
      expect(course(fewer)).toMatchObject({ given: null, intensity: null });
    }));
  });

  test("more of a dose never lowers the intensity", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 300 }), (tenths, more) => {
      const with_ = (mg: number) => Number(course([row(18, new Decimal(mg).dividedBy(10).toFixed()), ...FULL.slice(1)]).intensity?.relativePct);
      expect(with_(tenths + more)).toBeGreaterThanOrEqual(with_(tenths));
    }));
  });
});

describe("relative dose intensity", () => {
  test.each([
    ["half the dose in the planned time", "50", 3, "50.0", "50.0", "100.0"],
    ["all of it in twice the time", "100", 6, "50.0", "100.0", "50.0"],
    ["an early end counts the planned time", "66.7", 2, "66.7", "66.7", "100.0"],
    ["rounds half up", "91.25", 3, "91.3", "91.3", "100.0"],
    ["above the plan", "110", 3, "110.0", "110.0", "100.0"],
  ] as const)("%s", (_says, givenMg, actualTime, relativePct, dosePct, timePct) => {
    expect(doseIntensity({ plannedMg: "100", givenMg, plannedTime: 3, actualTime })).toEqual({ relativePct, dosePct, timePct });
  });

  test("is nothing without a plan", () => expect(doseIntensity({ plannedMg: "0", givenMg: "5", plannedTime: 3, actualTime: 3 })).toBeNull());
});

describe("cenersen in a course", () => {
  const plan: PlannedInfusion = { drug: "cenersen", mgPerHour: "7", mgPerDay: "168", hours: 96, totalMg: "672", says: "" };
  const infusion: InfusionRecord = { startAt: "2024-09-17T09:00", stopAt: "2024-09-21T09:00", rateMgPerHour: "7", interruptions: [] };

  test("is held against the plan by calendar day, the last of which is day 5", () => {
    const { days, ...whole } = infusionCourseDose(plan, infusion);
    expect(days.map(({ day, planned, given }) => [day, planned, given])).toEqual([[1, "105", "105"], [2, "168", "168"], [3, "168", "168"], [4, "168", "168"], [5, "63", "63"]]);
    expect(whole).toMatchObject({ given: "672", intensity: { relativePct: "100.0" }, plannedTime: "96 h", actualTime: "96 h" });
  });

  test("an interruption that was made up for costs time and not dose", () => {
    const made = infusionCourseDose(plan, { ...infusion, stopAt: "2024-09-21T21:00", interruptions: [{ stoppedAt: "2024-09-18T00:00", resumedAt: "2024-09-18T12:00" }] });
    expect(made).toMatchObject({ given: "672", intensity: { relativePct: "88.9", dosePct: "100.0", timePct: "88.9" }, actualTime: "108 h" });
  });

  test("stopped after half its time it has half the intensity", () => {
    expect(infusionCourseDose(plan, { ...infusion, stopAt: "2024-09-19T09:00" })).toMatchObject({ given: "336", intensity: { relativePct: "50.0", timePct: "100.0" }, days: [{}, {}, { given: "63" }, { given: "0" }, { given: "0" }] });
  });

  test("while it runs, the plan of its days stands and nothing is given", () => {
    const running = infusionCourseDose(plan, { ...infusion, stopAt: null });
    expect(running).toMatchObject({ given: null, intensity: null, waitingFor: ["the stop of the infusion is missing"] });
    expect(running.days.map(({ given }) => given)).toEqual([null, null, null, null, null]);
  });

  test("before it is started it has no days", () => expect(infusionCourseDose(plan, { ...infusion, startAt: null }).days).toEqual([]));

  test("a start at midnight has four days, not five", () => {
    expect(infusionCourseDose(plan, { ...infusion, startAt: "2024-09-17T00:00", stopAt: "2024-09-21T00:00" }).days).toHaveLength(4);
  });
});

describe("what the label says of idarubicin", () => {
  test.each([["2.59", "none"], ["2.6", "halves"], ["5", "halves"], ["5.01", "stops"]])("bilirubin %s mg/dL: %s", (mgPerDl, limit) => {
    expect(bilirubinLimit(new Decimal(mgPerDl))).toBe(limit);
  });

  test("doses add up over the surface of their own course", () => {
    expect(perSquareMetre([{ mg: "65.4", bodySurfaceM2: "1.82" }, { mg: "60", bodySurfaceM2: "1.7" }])).toBe("71.2");
    expect(perSquareMetre([{ mg: "65.4", bodySurfaceM2: "1.82" }, { mg: "60", bodySurfaceM2: null }])).toBeNull();
    expect(perSquareMetre([{ mg: "65.4", bodySurfaceM2: "1.82" }, { mg: "0", bodySurfaceM2: null }])).toBe("35.9");
    expect([exceedsLifetimeIdarubicin("150"), exceedsLifetimeIdarubicin("150.1")]).toEqual([false, true]);
  });
});
