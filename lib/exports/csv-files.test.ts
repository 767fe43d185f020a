import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Form } from "@/lib/crf/define-form";
import { forms } from "@/lib/study/study";
import { csv, csvFiles, dictionaryRows } from "./csv-files";
import { cellOf, type CutRecord } from "./cut-record";

const files = csvFiles(forms as unknown as readonly Form[]);
const entry = (form: string, answers: object, more: object = {}): CutRecord =>
  ({ seq: 1, kind: "entry", payload: { site: "101", patient: "101-001", visit: "SCR", form, row: 1, formVersion: 1, version: 2, progress: "complete", answers, ...more } });

describe("a table of an export", () => {
  test("has a file of its own name for every form, and each form's header names each column once", () => {
    const names = files.map(({ file }) => file);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(forms.map(({ id }) => `${id}.csv`)));
    for (const { header } of files) expect(new Set(header).size).toBe(header.length);
  });

  test("gives one cell for each column of its header", () => {
    for (const { id } of forms) {
      const table = files.find(({ file }) => file === `${id}.csv`);
      expect(table?.rows(entry(id, {}).payload)[0]).toHaveLength(table?.header.length ?? -1);
    }
  });

  test("takes its own form's records and nobody else's", () => {
    const takers = files.filter(({ takes }) => takes(entry("haematology", {}))).map(({ file }) => file);
    expect(takers).toEqual(["haematology.csv"]);
  });

  test("splits a quantity into value and unit and gives the reason of a missing value a column", () => {
    const table = files.find(({ file }) => file === "haematology.csv");
    const [row] = table?.rows(entry("haematology", { platelets: { value: "98", unit: "10^9/L" } }).payload) ?? [];
    const cell = (header: string) => row?.[table?.header.indexOf(header) ?? -1];
    expect([cell("platelets"), cell("platelets_unit")]).toEqual(["98", "10^9/L"]);
    const history = files.find(({ file }) => file === "aml_history.csv");
    const [reason] = history?.rows(entry("aml_history", { diagnosisDate: { missing: "unknown" } }).payload) ?? [];
    expect([reason?.[history?.header.indexOf("diagnosisDate") ?? -1], reason?.[history?.header.indexOf("diagnosisDate_missing") ?? -1]]).toEqual(["", "unknown"]);
  });

  test("is read back exactly as written [R58]", () => {
    const rows = [["a", "b"], ["=1+1", "-2"], ['"', "x,y"], ["two\nlines", "cr\rhere"], ["", " lead"], ["µ ×10⁹", "+SUM(A1)"]];
    expect(parse(csv(rows), { record_delimiter: "\n" })).toEqual(rows);
  });

  test("is, byte by byte, what the library for it writes", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: fc.constantFrom('"', ",", "\n", "\r", " ", "'", ";", "a", "\uFEFF") }));
    fc.assert(fc.property(fc.array(fc.array(text, { minLength: 2, maxLength: 4 })), (rows) => {
      expect(csv(rows)).toBe(stringify(rows, { record_delimiter: "\n", quoted_match: /[\r\n]/ }));
    }), { numRuns: 1_000 });
  });

  test("writes objects with their keys in order, whatever order they came in", () => {
    expect(cellOf({ b: 1, a: [{ d: null, c: "x" }] })).toBe('{"a":[{"c":"x","d":null}],"b":1}');
    expect([cellOf(null), cellOf(undefined), cellOf(0), cellOf(false)]).toEqual(["", "", "0", "false"]);
  });

  test("has every column of every form explained in the dictionary", () => {
    const explained = new Set(dictionaryRows(forms as unknown as readonly Form[]).map((row) => `${row[0]}.${row[4]}`));
    for (const { id } of forms) {
      const own = files.find(({ file }) => file === `${id}.csv`)?.header.slice(12) ?? [];
      expect(own.filter((header) => !explained.has(`${id}.${header}`))).toEqual([]);
    }
  });
});
