import fc from "fast-check";
import { expect, test } from "vitest";
import { wrapText, type Line } from "./wrap-text";

const WIDTH = 20;
const widthOf = (text: string, style: string) => [...text].length * (style === "wide" ? 2 : 1);
const said = (line: Line<string>) => line.map(({ text }) => text).join("");
const wrapped = (text: string) => wrapText([{ text, style: "plain" }], { width: WIDTH, widthOf }).map(said);

test("no line is wider than its column, and no sign of a text is lost, added or moved", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", " ", "\n", "é", "血"), maxLength: 200 });
  fc.assert(fc.property(fc.array(fc.record({ text, style: fc.constantFrom("plain", "wide") }), { minLength: 1, maxLength: 4 }), (spans) => {
    const lines = wrapText(spans, { width: WIDTH, widthOf });
    for (const line of lines) expect(line.map(({ text: each }, at) => widthOf(at === line.length - 1 ? each.trimEnd() : each, line[at]?.style ?? "")).reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(WIDTH);
    expect(lines.map(said).join("").replaceAll(" ", "")).toBe(spans.map((span) => span.text).join("").replaceAll(/[ \n]/g, ""));
  }), { numRuns: 500 });
});

test("breaks at spaces, at the end of a typed line, and within a word only where it alone is too long", () => {
  expect(wrapped("one two three four five")).toEqual(["one two three four ", "five"]);
  expect(wrapped("one\ntwo")).toEqual(["one", "two"]);
  expect(wrapped(`see ${"x".repeat(25)} end`)).toEqual(["see ", "x".repeat(20), "xxxxx end"]);
});
