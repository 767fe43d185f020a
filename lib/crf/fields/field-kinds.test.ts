import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AnyField } from "../any-field";
import { choice } from "./choice";
import { coded } from "./coded";
import { date } from "./date";
import { dateTime } from "./date-time";
import { decimal } from "./decimal";
import { integer } from "./integer";
import { partialDate } from "./partial-date";
import { quantity } from "./quantity";
import { text } from "./text";
import { time } from "./time";

const spec = { label: "Field", criticality: "administrative", sdtm: "XX.XXORRES", missing: ["not_done"] } as const;
const units = { "10^9/L": { says: "×10⁹/L", possible: [0, 5000] }, "/uL": { says: "/µL", possible: [0, 5000000] } } as const;
const fields = {
  text: text(spec),
  longText: text({ ...spec, long: true }),
  integer: integer({ ...spec, unit: "mmHg", possible: [40, 3000] }),
  signed: integer({ ...spec, possible: [-5, 5] }),
  decimal: decimal({ ...spec, unit: "kg", possible: ["2.5", 250] }),
  choice: choice({ ...spec, options: { Y: "Yes", N: "No", N_A: "Not asked" } }),
  date: date(spec),
  partialDate: partialDate(spec),
  time: time(spec),
  dateTime: dateTime(spec),
  count: quantity({ ...spec, units }),
  enzyme: quantity({ ...spec, units: { "U/L": { says: "U/L", possible: [1, 30000] } } }),
  coded: coded({ ...spec, dictionary: "Terms 1", verbatim: "text", load: () => Promise.reject(new Error("not needed")) }),
} satisfies Record<string, AnyField>;
type Name = keyof typeof fields;
const names = Object.keys(fields) as Name[];
const field = (name: Name): AnyField => fields[name];
const term = { term: "Alopecia", group: "Skin", levels: ["1", "2"], dictionary: "Terms 1" };
const context = { today: "2024-10-21", visit: "2024-09-16" };

const CASES: readonly (readonly [Name, unknown, unknown, string])[] = [
  ["text", "  Tylenol 500 ", "Tylenol 500", "Tylenol 500"],
  ["integer", "120", 120, "120 mmHg"],
  ["integer", "1200.0", 1200, "1,200 mmHg"],
  ["signed", "-3", -3, "−3"],
  ["decimal", "070.50", "70.5", "70.5 kg"],
  ["decimal", "70", "70", "70 kg"],
  ["choice", "Y", "Y", "Yes"],
  ["choice", "yes", "Y", "Yes"],
  ["choice", "not asked", "N_A", "Not asked"],
  ["date", "21oct24", "2024-10-21", "21-Oct-2024"],
  ["date", "t", "2024-10-21", "21-Oct-2024"],
  ["date", "v", "2024-09-16", "16-Sep-2024"],
  ["partialDate", "mar 2024", "2024-03", "??-Mar-2024"],
  ["partialDate", "2024", "2024", "??-???-2024"],
  ["time", "905", "09:05", "09:05"],
  ["time", "9:05", "09:05", "09:05"],
  ["time", "1432", "14:32", "14:32"],
  ["time", "14.30", "14:30", "14:30"],
  ["time", "2:30pm", "14:30", "14:30"],
  ["time", "2 p.m.", "14:00", "14:00"],
  ["time", "12am", "00:00", "00:00"],
  ["time", "12:15 PM", "12:15", "12:15"],
  ["dateTime", "21oct24 14:32", "2024-10-21T14:32", "21-Oct-2024 14:32"],
  ["dateTime", "t 0905", "2024-10-21T09:05", "21-Oct-2024 09:05"],
  ["dateTime", "v 930", "2024-09-16T09:30", "16-Sep-2024 09:30"],
  ["dateTime", "21oct24 2:30pm", "2024-10-21T14:30", "21-Oct-2024 14:30"],
  ["dateTime", "21.10.2024 2 pm", "2024-10-21T14:00", "21-Oct-2024 14:00"],
  ["dateTime", "2024-10-21T14:32", "2024-10-21T14:32", "21-Oct-2024 14:32"],
  ["count", "82 10^9/L", { value: "82", unit: "10^9/L" }, "82 ×10⁹/L"],
  ["count", "82000 /µL", { value: "82000", unit: "/uL" }, "82,000 /µL"],
  ["count", { value: " 082.0", unit: "10^9/L" }, { value: "82", unit: "10^9/L" }, "82 ×10⁹/L"],
  ["enzyme", "35", { value: "35", unit: "U/L" }, "35 U/L"],
  ["enzyme", { value: "35", unit: "" }, { value: "35", unit: "U/L" }, "35 U/L"],
  ["coded", term, term, "Alopecia"],
];

test.each(CASES)("%s reads %j as %j and shows %s", (name, typed, value, shown) => {
  expect(field(name).read(typed, context)).toEqual(value);
  expect(field(name).show(field(name).read(typed, context))).toBe(shown);
});

describe.each(names)("%s", (name) => {
  test("leaves a blank blank: null never becomes a zero", () => {
    for (const blank of [null, undefined, "", "   "]) expect(field(name).read(blank)).toBeNull();
    expect([field(name).show(null), field(name).show(undefined)]).toEqual(["", ""]);
  });

  test("keeps a reason for a missing value and shows it as a word", () => {
    expect(field(name).read({ missing: "not_done" })).toEqual({ missing: "not_done" });
    expect(field(name).show({ missing: "not_done" })).toBe("not done");
  });

  test("exports a blank as nothing, and a reason in its own column", () => {
    const cells = (answer: unknown) => field(name).columns("x").map(({ cell }) => cell(answer)).join("");
    expect([cells(null), cells(undefined), cells({ missing: "not_done" })]).toEqual(["", "", "not_done"]);
    expect(field(name).columns("x").at(-1)?.header).toBe("x_missing");
  });

  test("never throws on what it is shown or asked to judge", () => {
    fc.assert(fc.property(fc.jsonValue(), (stored) => {
      field(name).fault(stored);
      return typeof field(name).show(stored) === "string";
    }));
  });
});

describe("every kind", () => {
  test("leaves a finished value alone, so that reading twice is reading once", () => {
    for (const [name, typed] of CASES) {
      const once = field(name).read(typed, context);
      expect(field(name).read(once, context)).toEqual(once);
    }
  });

  test("stores what it has read", () => {
    for (const [name, typed] of CASES) expect([name, typed, field(name).fault(field(name).read(typed, context))]).toEqual([name, typed, null]);
  });
});

describe("what cannot be true is refused with a sentence that says what to do [R48 R54]", () => {
  test.each<readonly [Name, unknown, RegExp]>([
    ["text", "x".repeat(501), /501 characters and 500 are accepted/],
    ["longText", "x".repeat(2001), /2001 characters and 2000 are accepted/],
    ["text", "a\u0000b", /cannot be stored/],
    ["text", "a\uD800b", /cannot be stored/],
    ["text", " ", /leave the field blank/],
    ["text", 5, /Type text/],
    ["integer", "abc", /Type a whole number/],
    ["integer", "12.5", /Type a whole number/],
    ["integer", 12.5, /Type a whole number/],
    ["integer", "1,200", /Type a whole number/],
    ["integer", 30, /30 mmHg is not possible. The lowest value accepted is 40 mmHg/],
    ["integer", 3001, /3,001 mmHg is not possible. The highest value accepted is 3,000 mmHg/],
    ["integer", Number.NaN, /Type a whole number/],
    ["decimal", "12,5", /Type a number such as 12.5/],
    ["decimal", "<10", /Type a number such as 12.5/],
    ["decimal", "1e2", /Type a number such as 12.5/],
    ["decimal", "70.50", /Type a number such as 12.5/],
    ["decimal", 70, /Type a number such as 12.5/],
    ["decimal", "2.49", /The lowest value accepted is 2.5 kg/],
    ["decimal", "250.01", /The highest value accepted is 250 kg/],
    ["choice", "maybe", /Choose one of: Yes, No, Not asked/],
    ["choice", "toString", /Choose one of/],
    ["date", "2024-02-30", /not a whole date/],
    ["date", "2024-03", /Type day, month and year/],
    ["date", "3/25/24", /no month 25. For 25-Mar-2024 type 25mar24/],
    ["dateTime", "3/25/24 14:30", /no month 25/],
    ["date", "1824-03-05", /not a whole date/],
    ["date", "0024-03-05", /not a whole date/],
    ["partialDate", "2024-13", /cannot be read/],
    ["time", "24:00", /not a time/],
    ["dateTime", "2024-10-21", /Type both/],
    ["dateTime", "2024-10-21T24:10", /Type both/],
    ["dateTime", "2024-10-21 14:32", /Type both/],
    ["count", { value: "82", unit: undefined }, /Choose the unit: ×10⁹\/L, \/µL/],
    ["count", { value: "82", unit: "toString" }, /Choose the unit/],
    ["count", { value: "82", unit: "10^9/L", extra: 1 }, /Type a number/],
    ["count", { value: 82, unit: "10^9/L" }, /Type a number/],
    ["count", { value: "5000.1", unit: "10^9/L" }, /5,000.1 ×10⁹\/L is not possible. The highest value accepted is 5,000 ×10⁹\/L/],
    ["count", { value: "-1", unit: "/uL" }, /The lowest value accepted is 0 \/µL/],
    ["count", "82", /Type a number such as 12.5.*unit/],
    ["count", [], /Type a number/],
    ["coded", "hair loss", /"hair loss" is no term of Terms 1. Choose one from the list/],
    ["coded", { ...term, dictionary: "Terms 2" }, /no term of Terms 1/],
    ["coded", { ...term, term: "" }, /no term of Terms 1/],
    ["coded", { ...term, more: 1 }, /no term of Terms 1/],
  ])("%s refuses %j", (name, value, message) => {
    expect(field(name).fault(value) ?? "accepted").toMatch(message);
  });

  test.each<readonly [Name, unknown]>([
    ["integer", "soon"], ["decimal", "12,5"], ["decimal", "<10"], ["date", "mar 2024"], ["date", "3/25/24"], ["partialDate", "spring"], ["time", "25:00"], ["time", "13pm"], ["time", "0:30 am"], ["time", "14:30 pm"],
    ["dateTime", "21oct24"], ["choice", "maybe"], ["coded", "hair loss"], ["count", "82"], ["count", "82,000 /µL"], ["count", "82 g/dL"],
  ])("%s keeps %j as it was typed [R53 R55]", (name, typed) => {
    expect(field(name).read(typed, context)).toBe(typed);
    expect(field(name).show(typed)).toBe(typed);
  });

  test("a quantity keeps a number that cannot be read beside its unit", () => {
    expect(fields.count.read({ value: "8,2", unit: "/uL" })).toEqual({ value: "8,2", unit: "/uL" });
  });
});

test("columns: a quantity has value and unit, a choice code and label, a term its class and dictionary, each with why it is missing", () => {
  const row = (name: Name, answer: unknown) => Object.fromEntries(field(name).columns(name).map(({ header, cell }) => [header, cell(answer)]));
  expect(row("count", { value: "82", unit: "10^9/L" })).toEqual({ count: "82", count_unit: "10^9/L", count_missing: "" });
  expect(row("choice", "Y")).toEqual({ choice: "Y", choice_label: "Yes", choice_missing: "" });
  expect(row("coded", term)).toEqual({ coded: "Alopecia", coded_group: "Skin", coded_dictionary: "Terms 1", coded_missing: "" });
  expect(row("integer", 0)).toEqual({ integer: "0", integer_missing: "" });
});

test("decimals of any size keep every digit [R55]", () => {
  fc.assert(fc.property(fc.integer({ min: 3, max: 249 }), fc.integer({ min: 0, max: 999_999 }), (whole, millionths) => {
    const typed = `${whole}.${String(millionths).padStart(6, "0")}`;
    const read = fields.decimal.read(typed);
    return fields.decimal.fault(read) === null && Number(read) === Number(typed);
  }));
});
