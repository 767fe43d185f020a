import { expect, test } from "vitest";
import { notMeasured, row } from "./figures.mjs";
import { asJson } from "./report.mjs";

const ROWS = [
  row({ name: "A page", value: 12, unit: "ms", floor: 4, floorIs: "a bare page", target: 4, of: "ratio" }),
  row({ name: "A slow page", value: 20, unit: "ms", floor: 4, floorIs: "a bare page", target: 4, of: "ratio" }),
  row({ name: "A rate", value: 300, unit: "saves/s", floor: 1000, floorIs: "a bare save", atLeast: 0.4 }),
  row({ name: "A size", value: 150, unit: "kB", target: 200 }),
  row({ name: "A speed", value: 60_000, unit: "links/s", atLeast: 50_000 }),
  row({ name: "Only told", value: 7, unit: "MB" }),
  notMeasured("A browser's figure", "there is no browser"),
];

test("what machines read has these keys and no others, also for what could not be measured", () => {
  const read = JSON.parse(asJson(ROWS)) as { rows: Record<string, unknown>[] };
  expect(Object.keys(read)).toEqual(["rows"]);
  for (const each of read.rows) expect(Object.keys(each)).toEqual(["name", "value", "unit", "floor", "ratio", "target", "ok"]);
  expect(read.rows.at(-1)).toEqual({ name: "A browser's figure: not measured, there is no browser", value: null, unit: "", floor: null, ratio: null, target: null, ok: null });
});

test("a target is of the ratio where there is a floor, at most or at least as it says, and of the value otherwise", () => {
  expect(ROWS.map(({ ratio, ok }) => [ratio, ok])).toEqual([[3, true], [5, false], [0.3, false], [null, true], [null, true], [null, null], [null, null]]);
});
