import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bars } from "./bars";
import { stacked, text, ticksUpTo, WIDTH, type Drawing } from "./drawing";
import { flowChart } from "./flow-chart";
import { painted } from "./looks";
import { spread, survivalCurves } from "./survival-curves";
import { svgFile } from "./svg-file";
import { swimmerLanes } from "./swimmer-lanes";
import { waterfall } from "./waterfall";

const saysOf = ({ marks }: Drawing): readonly string[] => marks.flatMap(({ says }) => says ?? []);
const textsOf = ({ marks }: Drawing): readonly string[] => marks.flatMap((mark) => mark.text ?? []);
const numbersOf = ({ marks }: Drawing): readonly number[] => marks.flatMap(({ at }) => Object.values(at).flatMap((value) => (typeof value === "number" ? [value] : (value.match(/-?\d+(\.\d+)?/g) ?? []).map(Number))));

const observed = fc.array(fc.record({ days: fc.nat(3000), event: fc.boolean() }), { minLength: 1, maxLength: 40 });

describe("curves of survival", () => {
  const curves = survivalCurves([{ label: "Group 1", ink: "anc", dash: "", times: [{ days: 100, event: true }, { days: 200, event: false }, { days: 400, event: true }] }]);

  test("tell every step, every censored patient and the median", () => {
    expect(saysOf(curves)).toEqual(["Group 1, day 100: 1 of 3 at risk; 66.7 %, 95 % interval 5.4 to 94.5", "Group 1, day 400: 1 of 1 at risk; 0.0 %", "Group 1, day 200: censored at 66.7 %", "Group 1: median 400 days"]);
  });

  test("have the numbers at risk under the months", () => {
    const texts = textsOf(curves);
    expect(texts.slice(texts.indexOf("Number at risk") + 1)).toEqual(["Group 1", "3", "3", "2", "1", "1", "0"]);
  });

  test("draw whatever was observed with numbers that exist, within the picture", () => {
    fc.assert(fc.property(fc.array(observed, { minLength: 1, maxLength: 3 }), (groups) => {
      const drawing = survivalCurves(groups.map((times, at) => ({ label: `Group ${at + 1}`, ink: "anc", dash: "", times })));
      expect(numbersOf(drawing).every((value) => Number.isFinite(value))).toBe(true);
      for (const { at } of drawing.marks) for (const name of ["x", "x1", "x2"]) expect(Number(at[name] ?? 0)).toBeLessThanOrEqual(WIDTH);
    }), { numRuns: 60 });
  });
});

test("labels of curves that end together are moved apart, in their order", () => {
  fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 1, maxLength: 6 }), (heights) => {
    const order = spread(heights, 15).map((height, at) => ({ height, was: heights[at] ?? 0 })).toSorted((one, other) => one.height - other.height);
    order.slice(1).forEach(({ height, was }, at) => { expect(height - (order[at]?.height ?? 0)).toBeGreaterThanOrEqual(15 - 1e-9); expect(was).toBeGreaterThanOrEqual(order[at]?.was ?? 0); });
  }));
});

test("bars tell each part that is not nothing, and their total at the end", () => {
  const drawing = bars({ unit: "patients", legend: [], rows: [{ heading: "Site" }, { label: "101", note: "3", parts: [{ value: 3, look: "hatch", ink: "exp", says: "three" }, { value: 0, look: "solid", ink: "exp", says: "none" }] }] });
  expect(saysOf(drawing)).toEqual(["three"]);
  expect(textsOf(drawing)).toEqual(expect.arrayContaining(["Site", "101", "3", "patients"]));
});

test("looks differ without colour", () => {
  const shapes = (["solid", "light", "hatch", "outline", "dash"] as const).map((look) => JSON.stringify(painted(0, 0, 20, 10, { look, ink: "exp" }).map(({ tag, at, fill }) => [tag, at["fillOpacity"], at["strokeDasharray"], fill])));
  expect(new Set(shapes).size).toBe(5);
});

test("a waterfall cuts off what rises above 100 % and marks it, and is one bar a patient", () => {
  const bar = (changePct: number) => ({ label: "101-001", arm: "A", changePct, look: { look: "solid", ink: "ok" } as const, says: `${changePct}` });
  expect(saysOf(waterfall([bar(250), bar(-40)], []))).toEqual(["250", "-40"]);
  expect(waterfall([bar(250)], []).marks.filter(({ tag }) => tag === "path")).toHaveLength(1);
  expect(waterfall([bar(90)], []).marks.filter(({ tag }) => tag === "path")).toHaveLength(0);
});

test("a lane tells what happened to its patient", () => {
  const lane = { label: "101-001", arm: "A", best: "CR", until: 300, died: true, remission: { from: 30, to: 122 }, courses: [1], relapse: 122, newTherapy: null };
  expect(saysOf(swimmerLanes([{ label: "Group 1", lanes: [lane] }])).map((says) => says.replace("101-001, arm A, best CR: ", ""))).toEqual(["died day 300", "in remission from day 30 to day 122", "course 1 from day 1", "relapse day 122", "died day 300"]);
});

test("the flow has a box for each step, in the order of patients", () => {
  const arm = { allocated: ["Group 1 (n = 2)"], followed: ["Treatment ended (n = 1)"], analysed: ["Intention to treat (n = 2)"] };
  expect(saysOf(flowChart({ screened: ["Screened (n = 3)"], excluded: ["Not randomised (n = 1)"], randomised: ["Randomised (n = 2)"], arms: [arm] })))
    .toEqual(["Screened (n = 3)", "Not randomised (n = 1)", "Randomised (n = 2)", "Group 1 (n = 2)", "Treatment ended (n = 1)", "Intention to treat (n = 2)"]);
});

test.each([[0, [0, 1]], [1, [0, 1]], [7, [0, 2, 4, 6, 8]], [53, [0, 20, 40, 60]], [10_000, [0, 2000, 4000, 6000, 8000, 10_000]]])("a scale up to %i has round steps", (most, ticks) => expect(ticksUpTo(most)).toEqual(ticks));

test("pictures under each other keep their marks apart", () => {
  const one: Drawing = { width: WIDTH, height: 20, marks: [text(0, 10, "one")] };
  expect(stacked([one, one], 5).marks.map(({ at }) => at["y"])).toEqual([10, 35]);
  expect(stacked([one, one], 5).height).toBe(45);
});

test("a file needs nothing else, carries title, sentence and footer, and lets no text break out", () => {
  const file = svgFile({ width: WIDTH, height: 20, marks: [text(0, 10, "a < b & \"c\"")] }, { title: "Title <1>", says: "A sentence.", footer: ["Data cut Interim 1. Rules version 2.0."] });
  expect(file).toContain("<title>Title &lt;1&gt;</title><desc>A sentence. Data cut Interim 1. Rules version 2.0.</desc>");
  expect(file).toContain("a &lt; b &amp; &quot;c&quot;");
  expect(file).toContain(">Data cut Interim 1. Rules version 2.0.</text>");
  expect(file).not.toMatch(/var\(|class=|style=|href=|<script/);
});
