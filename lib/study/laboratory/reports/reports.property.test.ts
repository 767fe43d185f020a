import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ANALYTES, isAnalyte } from "@/lib/study/laboratory/analytes";
import { MONTHS } from "@/lib/kernel/calendar-date";
import { isRange } from "./cut-line";
import { readReport } from "./read-report";
import { REPORT_FIELDS, REPORT_FIELD_CODES, type ReportFieldCode } from "./report-fields";
import { answerOf, NO_CHOICES, settleLine, unitsOf } from "./settle-line";
import type { DecimalSign } from "./report-number";

/** Names that mean one field whatever the unit, each with a unit and a figure that the form takes. */
const CODES = REPORT_FIELD_CODES.filter((code) => code !== "neutrophilsPct" && code !== "anc");
interface Result { readonly code: ReportFieldCode; readonly name: string; readonly unit: string; readonly value: string }

const figure = (code: ReportFieldCode) => fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })).map(([whole, tenth]) => {
  const [low] = isAnalyte(code) ? ANALYTES[code].plausible : ["1"];
  return Number(low) > 60 ? `1${whole}${tenth}` : `${whole}.${tenth}`;
});
const result = fc.constantFrom(...CODES).chain((code) => fc.record({
  code: fc.constant(code), name: fc.constantFrom(...REPORT_FIELDS[code].names.filter((name) => name.length > 1)), unit: fc.constantFrom(...unitsOf(code).map(([unit]) => unit)), value: figure(code),
})).filter(({ code, value, unit }) => { const read = answerOf(code, value, unit, { decimal: "point", unit: null, atLimit: false }); return typeof read === "object" && "answer" in read; });
const results = fc.uniqueArray(result, { minLength: 2, maxLength: 12, selector: ({ code }) => code });
const day = fc.record({ year: fc.integer({ min: 2020, max: 2029 }), month: fc.integer({ min: 1, max: 12 }), date: fc.integer({ min: 1, max: 28 }) });
type Day = { readonly year: number; readonly month: number; readonly date: number };
const two = (number: number) => String(number).padStart(2, "0");
const DATES: readonly ((on: Day) => string)[] = [({ year, month, date }) => `${year}-${two(month)}-${two(date)}`, ({ year, month, date }) => `${two(date)}.${two(month)}.${year}`, ({ year, month, date }) => `${two(date)}-${MONTHS[month - 1]}-${year}`];

interface Style { readonly sign: DecimalSign; readonly date: (on: Day) => string; readonly parted: string }
const number = (value: string, sign: DecimalSign) => (sign === "comma" ? value.replace(".", ",") : value);
const quoted = (cell: string, { parted }: Style) => (parted === "," && cell.includes(",") ? `"${cell}"` : cell);
const row = (cells: readonly string[], style: Style) => cells.map((cell) => quoted(cell, style)).join(style.parted);

/** The layouts in which a block may be written. */
const LAYOUTS: Readonly<Record<string, (results: readonly Result[], on: Day, style: Style) => string>> = {
  "a result per line with header": (all, on, style) => [row(["Test", "Result", "Unit", "Reference", "Date"], style), ...all.map(({ name, value, unit }) => row([name, number(value, style.sign), unit, "", style.date(on)], style))].join("\n"),
  "a result per line without header": (all, on, style) => all.map(({ name, value, unit }) => row([name, number(value, style.sign), unit, style.date(on)], style)).join("\n"),
  "dates across": (all, on, style) => [row(["Test", "Unit", style.date(on)], style), ...all.map(({ name, value, unit }) => row([name, unit, number(value, style.sign)], style))].join("\n"),
  "analytes across": (all, on, style) => [row(["Date", ...all.map(({ name, unit }) => `${name} [${unit}]`)], style), row([style.date(on), ...all.map(({ value }) => number(value, style.sign))], style)].join("\n"),
  "a print-out by blanks": (all, on, style) => [`Collected ${style.date(on)}`, ...all.map(({ name, value, unit }) => `${name.padEnd(44)}${number(value, style.sign).padEnd(12)}${unit}`)].join("\n"),
};

describe("a block written in any layout is read back as it was [R48]", () => {
  test.each(Object.keys(LAYOUTS))("%s", (layout) => {
    const style = fc.record({ sign: fc.constantFrom<DecimalSign>("point", "comma"), date: fc.constantFrom(...DATES), parted: fc.constantFrom("\t", ";", ",") });
    fc.assert(fc.property(results, day, style, (all, on, styled) => {
      const report = readReport(LAYOUTS[layout]!(all, on, styled));
      const told = readDayOf(on);
      const read = report.lines.map((line) => settleLine(line, { ...NO_CHOICES, decimal: styled.sign, day: report.day === "" ? null : told }));
      expect(read.map(({ code, answer, day: of, problem }) => [code, answer, of, problem?.says ?? null])).toEqual(all.map(({ code, unit, value }) => [code, isShare(code) ? value : { value, unit }, told, null]));
    }), { numRuns: 60 });
  });
  test("whatever is pasted, reading ends, and every line with a figure or a name is shown or handed back", () => {
    fc.assert(fc.property(fc.array(fc.constantFrom("WBC", "Hb", "4,2", "<0.1", "g/dL", "\t", ";", "  ", "\n", "21.10.2024", "H", "-", '"', "|", "10^9/L", "Patient: X", ","), { maxLength: 60 }), (parts) => {
      const text = parts.join("");
      const report = readReport(text);
      const shown = new Set([...report.lines.map(({ line }) => line), ...report.passedOver.map(({ line }) => line)]);
      const filled = text.split("\n").flatMap((line, at) => (/\p{L}/u.test(line) && /\d/.test(line) ? [at + 1] : []));
      // a header is named by its columns, and is neither a result nor passed over
      expect(filled.filter((line) => !shown.has(line)).length).toBeLessThanOrEqual(2);
      for (const line of report.lines) expect(() => settleLine(line, NO_CHOICES)).not.toThrow();
    }), { numRuns: 150 });
  });
  test.each(["3,9 - 10,2", "12-16", "(0,5 - 0,9)", "150 bis 400", "bis 35"])("%j is a range and no result", (text) => expect(isRange(text)).toBe(true));
});

const isShare = (code: ReportFieldCode) => ["share", "clearance"].includes(REPORT_FIELDS[code].measured);
const readDayOf = ({ year, month, date }: Day) => `${year}-${two(month)}-${two(date)}`;
