import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { infusionAmount, type InfusionRecord } from "@/lib/study/dosing/infusion-amount";
import { bagGiven, bagRate, type InfusionBag } from "@/lib/study/dosing/infusion-bag-amount";
import { infusionGiven, judgeInfusion } from "@/lib/study/dosing/infusion-given";

const infusion: InfusionRecord = { startAt: "2024-09-17T09:00", stopAt: "2024-09-21T09:00", rateMgPerHour: "7", interruptions: [] };
const paused = (stoppedAt: string | null, resumedAt: string | null) => ({ stoppedAt, resumedAt });
/** A line that ran for the whole of the infusion, unless it says otherwise. */
const bag = (amountMg: string | null, returnedMg: string | null, rest: Partial<InfusionBag> = {}): InfusionBag => ({ hungAt: infusion.startAt, endedAt: infusion.stopAt, rateMgPerHour: null, amountMg, returnedMg, ...rest });
const at = (hungAt: string, endedAt: string, rateMgPerHour: string): Partial<InfusionBag> => ({ hungAt, endedAt, rateMgPerHour });
const given = (bags: readonly InfusionBag[], rest: Partial<InfusionRecord> = {}) => infusionGiven({ ...infusion, ...rest, bags });

describe("the days of an infusion", () => {
  const days = (record: InfusionRecord) => {
    const amount = infusionAmount(record);
    return amount.state === "known" ? amount.days.map(({ date, mg }) => [date.slice(8), mg]) : amount.because;
  };

  test("96 hours that begin at 09:00 end on calendar day 5", () => {
    expect(days(infusion)).toEqual([["17", "105"], ["18", "168"], ["19", "168"], ["20", "168"], ["21", "63"]]);
  });

  test("168 hours, as the review has it, end on calendar day 8", () => {
    expect(days({ ...infusion, stopAt: "2024-09-24T09:00" })).toHaveLength(8);
  });

  test("an interruption lowers the days on which it was, to the minute", () => {
    expect(days({ ...infusion, interruptions: [paused("2024-09-18T23:30", "2024-09-19T00:31")] })).toEqual([["17", "105"], ["18", "164.5"], ["19", "164.4"], ["20", "168"], ["21", "63"]]);
  });

  test("dates years apart are told apart by nobody", () => {
    expect(days({ ...infusion, stopAt: "2034-09-21T09:00" })).toEqual([]);
  });

  test("says rate, time and amount", () => {
    expect(infusionAmount({ ...infusion, interruptions: [paused("2024-09-18T10:00", "2024-09-18T11:15")] })).toMatchObject({ says: "7 mg/h × 94 h 45 min = 663.3 mg", pausedMinutes: 75, elapsedMinutes: 5760 });
  });
});

describe("a rate that changes", () => {
  test.each<[string, readonly InfusionBag[], string | null]>([
    ["halved for a day", [bag(null, null, at("2024-09-18T09:00", "2024-09-19T09:00", "3.5"))], "588"],
    ["doubled in two lines that touch", [bag(null, null, at("2024-09-18T09:00", "2024-09-18T21:00", "14")), bag(null, null, at("2024-09-18T21:00", "2024-09-19T09:00", "10.5"))], "798"],
    ["outside the infusion counts not at all", [bag(null, null, at("2024-09-21T09:00", "2024-09-22T09:00", "70"))], "672"],
    ["unknown while a line of its own has no end", [bag(null, null, { hungAt: "2024-09-18T09:00", endedAt: null, rateMgPerHour: "3.5" })], null],
    ["unknown while two lines overlap", [bag(null, null, at("2024-09-18T09:00", "2024-09-19T09:00", "3.5")), bag(null, null, at("2024-09-19T08:00", "2024-09-20T09:00", "7"))], null],
  ])("%s", (_says, bags, mg) => {
    const amount = infusionAmount({ ...infusion, bags });
    expect(amount.state === "known" ? amount.mg : null).toBe(mg);
  });

  test("the rate of the infusion is not needed where the bags state theirs", () => {
    const bags = [bag(null, null, at("2024-09-17T09:00", "2024-09-19T09:00", "7")), bag(null, null, at("2024-09-19T09:00", "2024-09-21T09:00", "7"))];
    expect(infusionAmount({ ...infusion, rateMgPerHour: null, bags })).toMatchObject({ state: "known", mg: "672" });
    expect(infusionAmount({ ...infusion, rateMgPerHour: null, bags: bags.slice(1) })).toMatchObject({ state: "unknown", because: "The rate of the infusion is missing" });
  });
});

describe("a bag log", () => {
  test("decides the amount, and rate × time stands beside it", () => {
    expect(given([bag("336", "0"), bag("340", "10.5")])).toMatchObject({ state: "known", from: "bags", mg: "665.5", bagsAgainstRate: { verdict: "within", differencePct: "-1" }, says: "2 bags: 665.5 mg; by rate and time 7 mg/h × 96 h = 672 mg" });
    expect(given([])).toMatchObject({ state: "known", from: "rate", mg: "672", bagsAgainstRate: null });
  });

  test.each([
    ["without what was left", [bag("336", null)], {}],
    ["without what was in it", [bag(null, "0")], {}],
    ["with more left than was in it", [bag("336", "336.1")], {}],
    ["while the infusion runs", [bag("336", "0")], { stopAt: null }],
    ["without the time at which it was hung", [bag("672", "0", { hungAt: null })], {}],
    ["while it does not reach the stop", [bag("336", "0", { endedAt: "2024-09-19T09:00" })], {}],
    ["with an interruption that is open", [bag("336", "0")], { interruptions: [paused("2024-09-18T10:00", null)] }],
  ])("is unknown %s", (_says, bags, rest) => {
    expect(given(bags, rest).state).toBe("unknown");
    expect(judgeInfusion("672", given(bags, rest)).verdict).toBe("unknown");
  });

  test.each([
    ["bears the dose out", ["672", "0"], "within"],
    ["5 % above rate × time is still within", ["705.6", "0"], "within"],
    ["more than 5 % above rate × time asks", ["705.7", "0"], "ask"],
    ["more than 10 % below the plan is a deviation", ["672", "67.3"], "deviation"],
  ] as const)("%s", (_says, [amount, left], verdict) => {
    expect(judgeInfusion("672", given([bag(amount, left)])).verdict).toBe(verdict);
  });

  test("may leave out what a change of bags takes, and an interruption, but no more", () => {
    const changed = (minutes: string) => [bag("336", "0", { endedAt: "2024-09-19T09:00" }), bag("336", "0", { hungAt: `2024-09-19T${minutes}` })];
    expect(given(changed("13:48")).state).toBe("known");
    expect(given(changed("13:49"))).toMatchObject({ because: "The bag log leaves 4 h 49 min of the infusion without a bag" });
    expect(given(changed("13:49"), { interruptions: [paused("2024-09-19T09:00", "2024-09-19T12:00")] }).state).toBe("known");
  });

  test("asks when the bags agree with the plan but not with rate × time", () => {
    expect(judgeInfusion("672", given([bag("672", "0")], { rateMgPerHour: "6.3" }))).toMatchObject({ verdict: "ask", says: expect.stringContaining("The bags do not agree") });
  });
});

test("the pump's mL/h and the concentration give mg/h exactly", () => {
  expect([bagRate(null, "20", "0.35"), bagRate("7", "20", "0.4"), bagRate(null, "20", null), bagRate(null, "0.1", "0.2")]).toEqual(["7", "7", null, "0.02"]);
  expect(bagGiven({ amountMg: "0.3", returnedMg: "0.1" })?.toFixed()).toBe("0.2");
});

describe("whatever is recorded", () => {
  const minute = fc.integer({ min: 0, max: 5 * 24 * 60 }).map((minutes) => new Date(Date.UTC(2024, 8, 16, 12) + minutes * 60_000).toISOString().slice(0, 16));
  const pause = fc.tuple(minute, minute).map(([one, other]) => (one < other ? paused(one, other) : paused(other, one)));
  const logged = fc.array(fc.tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 400 })).map(([amount, left]) => bag(String(amount), String(Math.min(amount, left)))), { maxLength: 4 });
  const mgOf = (record: InfusionRecord) => {
    const amount = infusionGiven(record);
    return amount.state === "known" ? new Decimal(amount.mg) : null;
  };

  test("one more interruption never raises the dose", () => {
    fc.assert(fc.property(fc.array(pause, { maxLength: 5 }), pause, logged, (interruptions, another, bags) => {
      const [before, after] = [mgOf({ ...infusion, interruptions, bags }), mgOf({ ...infusion, interruptions: [...interruptions, another], bags })];
      expect(after?.lte(before ?? 0)).toBe(true);
    }));
  });

  test("the days add up to the whole, to the rounding of each day", () => {
    fc.assert(fc.property(fc.array(pause, { maxLength: 5 }), (interruptions) => {
      const amount = infusionAmount({ ...infusion, interruptions });
      if (amount.state === "unknown") throw new Error(amount.because);
      const sum = amount.days.reduce((total, { mg }) => total.plus(mg), new Decimal(0));
      expect(sum.minus(amount.mg).abs().lte("0.3")).toBe(true);
      expect(amount.days.reduce((total, { minutes }) => total + minutes, 0)).toBe(amount.elapsedMinutes - amount.pausedMinutes);
    }));
  });

  test("the order of bags and interruptions never matters", () => {
    fc.assert(fc.property(fc.array(pause, { maxLength: 5 }), logged, (interruptions, bags) => {
      expect(infusionGiven({ ...infusion, interruptions: interruptions.toReversed(), bags: bags.toReversed() })).toEqual(infusionGiven({ ...infusion, interruptions, bags }));
    }));
  });

  test("a value that is taken away gives unknown, never a deviation", () => {
    const full: InfusionRecord = { ...infusion, interruptions: [paused("2024-09-18T10:00", "2024-09-18T11:00")] };
    const lines = [bag("336", "0"), bag("336", "7")];
    const without: readonly InfusionRecord[] = [
      { ...full, bags: lines, startAt: null }, { ...full, bags: lines, stopAt: null }, { ...full, bags: lines, rateMgPerHour: null },
      { ...full, bags: lines, interruptions: [paused(null, "2024-09-18T11:00")] }, { ...full, bags: lines, interruptions: [paused("2024-09-18T10:00", null)] },
      { ...full, bags: [bag(null, "0"), bag("336", "7")] }, { ...full, bags: [bag("336", "0"), bag("336", null)] },
    ];
    for (const record of without) expect(judgeInfusion("672", infusionGiven(record)).verdict).toBe("unknown");
    expect(judgeInfusion(null, infusionGiven({ ...full, bags: lines })).verdict).toBe("unknown");
  });
});
