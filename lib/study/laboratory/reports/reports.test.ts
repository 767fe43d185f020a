import { describe, expect, test } from "vitest";
import { dayOrderOf, readDay } from "./report-day";
import { fieldsNamed, REPORT_FIELDS, REPORT_FIELD_CODES } from "./report-fields";
import { decimalSignOf, readResult, type DecimalSign } from "./report-number";
import { readReport, type Report } from "./read-report";
import { ENGLISH, GERMAN } from "./reports.cases";
import { formFieldOf, NO_CHOICES, settleLine, unitsOf, type Choices } from "./settle-line";
import { signsOf } from "./signs-of";
import { unitOf } from "./unit-spelling";

const said = (report: Report, choices: Choices): readonly string[] => report.lines.map((line) => {
  const { code, answer, day, problem, storesNothing } = settleLine(line, choices);
  if (storesNothing !== null) return `${code ?? line.name} nothing`;
  if (problem !== null) return `? ${problem.code}`;
  return [code, ...(typeof answer === "string" ? [answer] : Object.values(answer as object)), day].join(" ");
});

describe("a block is read", () => {
  test.each([...GERMAN, ...ENGLISH])("$says", ({ block, reads }) => {
    const report = readReport(block);
    expect(said(report, { ...NO_CHOICES, ...signsOf(report) })).toEqual(reads);
  });
  test("there are at least sixty of them", () => expect(GERMAN.length + ENGLISH.length).toBeGreaterThanOrEqual(60));
  test("what a person settles is taken: name, sign, unit, day, limit, leaving out", () => {
    const report = readReport("Test\tResult\tUnit\nLeukos i. EDTA\t4,200\t\nBili\t<0.1\tmg/dL\nD-Dimer\t1.5\tmg/L\nHct\t0.31\tL/L");
    const [, , , hct] = report.lines;
    const choices: Choices = { ...NO_CHOICES, decimal: "point", day: "2024-10-21", units: { wbc: "/uL" }, limits: ["3"], fields: { "d dimer": "none" }, leftOut: [hct!.id] };
    expect(said(report, choices)).toEqual(["wbc 4200 /uL 2024-10-21", "bilirubin 0.1 mg/dL 2024-10-21", "D-Dimer nothing", "Hct nothing"]);
  });
  test("lines without a result are handed back, none is lost", () => {
    const report = readReport("Collected 21-Oct-2024\nHaematology\nWBC   4.2   K/uL\nHgb   9.8   g/dL\nRemark: sample clotted in part");
    expect(report.passedOver.map(({ line }) => line)).toEqual([1, 2, 5]);
    expect(report.lines.map(({ line }) => line)).toEqual([3, 4]);
  });
});

describe("a figure", () => {
  test.each<[string, DecimalSign | null, string]>([
    ["4,2", null, "4.2"], ["4.2", null, "4.2"], ["4,2", "point", "4.2"], ["82,000", "point", "82000"], ["82,000", "comma", "82"], ["82.000", "comma", "82000"], ["82.000", "point", "82"], ["82,000", null, "82000|82"],
    ["1.234,5", null, "1234.5"], ["1,234.5", null, "1234.5"], ["1,234,567", null, "1234567"], ["1.234.567", null, "1234567"], ["82 000", null, "82000"], ["82'000", null, "82000"], ["82’000", null, "82000"],
    ["0,123", null, "0.123"], ["0.123", null, "0.123"], [".5", null, "0.5"], [",5", null, "0.5"], ["1234,567", null, "1234.567"], ["12", null, "12"], ["012", null, "12"], ["0", null, "0"], ["4.20", null, "4.2"],
    ["<0.1", null, "<0.1"], ["≤ 5", null, "<5"], [">100", null, ">100"], ["≥100", null, ">100"], ["< 0,1", null, "<0.1"],
    ["3.2 L", null, "3.2 L"], ["3.2L", null, "3.2 L"], ["12*", null, "12 *"], ["*12", null, "12 *"], ["12 (H)", null, "12 H"], ["H 12.3", null, "12.3 H"], ["12.3 HH", null, "12.3 HH"], ["3,2 -", null, "3.2 -"], ["12 ↑", null, "12 ↑"],
    ["4.2 10^9/L", null, "4.2 10^9/L"], ["4,2 G/l", null, "4.2 G/l"], ["45 %", null, "45 %"], ["9.8g/dL", null, "9.8 g/dL"], ["3.9 (3.5-5.1)", null, "3.9"],
    ["+", null, "words"], ["++", null, "words"], ["positiv", null, "words"], ["1.2.3", null, "words"], ["1,23,456", null, "words"], ["4-6", null, "words"], ["12.34,567.8", null, "words"], ["=2+2", null, "words"],
    ["", null, "none"], ["-", null, "none"], ["folgt", null, "none"], ["pending", null, "none"], ["n.d.", null, "none"], ["---", null, "none"], ["not done", null, "none"], ["geronnen", null, "none"],
  ])("%j with %s is %s", (typed, sign, expected) => {
    const read = readResult(typed, sign);
    expect(read.kind === "ambiguous" ? `${read.point}|${read.comma}` : read.kind === "number" ? [(read.limit ?? "") + read.value, read.unit || read.flag].filter(Boolean).join(" ") : read.kind).toBe(expected);
  });
  test.each<[readonly string[], DecimalSign | null]>([[["4,2", "82.000"], "comma"], [["4.2", "82,000"], "point"], [["82,000"], null], [["4,2", "4.2"], null], [["12", "folgt"], null], [["1.234.567"], "comma"]])("the sign of %j is %s", (texts, sign) => expect(decimalSignOf(texts)).toBe(sign));
});

describe("a date", () => {
  test.each<[string, string]>([
    ["21.10.2024", "2024-10-21"], ["21.10.24", "2024-10-21"], ["2024-10-21", "2024-10-21"], ["2024/10/21", "2024-10-21"], ["21/10/2024", "2024-10-21"], ["10/21/2024", "2024-10-21"], ["21-Oct-2024", "2024-10-21"], ["21Oct2024", "2024-10-21"], ["Oct 21, 2024", "2024-10-21"],
    ["21. Okt. 2024", "2024-10-21"], ["3. März 2024", "2024-03-03"], ["20241021", "2024-10-21"], ["21.10.2024 07:45", "2024-10-21 07:45"], ["2024-10-21T07:45:00Z", "2024-10-21 07:45"], ["29.02.2023", "none"], ["31/31/2024", "none"], ["yesterday", "none"], ["03/04/2024", "2024-04-03|2024-03-04"], ["04/04/2024", "2024-04-04"],
  ])("%j is %s", (text, expected) => {
    const read = readDay(text, null);
    expect(read.kind === "day" ? [read.day, read.time].filter(Boolean).join(" ") : read.kind === "ambiguous" ? `${read.dayFirst}|${read.monthFirst}` : "none").toBe(expected);
  });
  test("one date that can be read in one way settles the others", () => {
    expect(dayOrderOf(["03/04/2024", "10/21/2024"])).toBe("month_first");
    expect(dayOrderOf(["03/04/2024", "21/10/2024"])).toBe("day_first");
    expect(dayOrderOf(["03/04/2024"])).toBeNull();
  });
});

describe("the tables", () => {
  test("every field is one of its form, and every unit that is read is one that the form takes", () => {
    for (const code of REPORT_FIELD_CODES) {
      expect(formFieldOf(code), code).toBeDefined();
      for (const [unit] of unitsOf(code)) expect(unitOf(code, unit), `${code} ${unit}`).toBe(unit);
    }
  });
  test("no LOINC code stands for two fields; a name for two only where the unit tells them apart", () => {
    const codes = REPORT_FIELD_CODES.flatMap((code) => REPORT_FIELDS[code].loinc);
    expect(new Set(codes).size).toBe(codes.length);
    for (const name of REPORT_FIELD_CODES.flatMap((code) => REPORT_FIELDS[code].names)) {
      const kinds = fieldsNamed(name).map((code) => REPORT_FIELDS[code].measured);
      expect(new Set(kinds).size, name).toBe(kinds.length);
      expect(kinds.length, name).toBeGreaterThan(0);
    }
  });
});
