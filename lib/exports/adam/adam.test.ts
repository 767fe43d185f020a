import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isRemission } from "@/lib/study/efficacy";
import { exampleEntry, exampleRecord } from "@/lib/study/example-record";
import { exampleStudy, filesOf } from "../datasets/example-standard";
import { readXport } from "../datasets/read-xport";
import { adamFormat } from "../formats/adam";
import { adam } from "./adam";
import { checkAnalysis } from "./check-analysis";
import { analysed, cutPatientOf, examplePatients } from "./example-patients";
import { imputedEnd, imputedStart } from "./impute-date";
import { calendarDay, sasDay } from "./sas-day";

const PATIENCE_MS = 60_000;

test("whatever was entered, the datasets keep the rules of ADaM: one PARAM for each PARAMCD, values and texts one to one, keys unique, everybody in ADSL, times in order, changes and days that follow", () => {
  fc.assert(fc.property(examplePatients, (patients) => void expect(checkAnalysis(analysed(patients))).toEqual([])), { numRuns: 60 });
}, PATIENCE_MS);

test("the times and responses are those that the rules derived, for everybody randomised and nobody else", () => {
  fc.assert(fc.property(examplePatients, (patients) => {
    const datasets = analysed(patients);
    const finding = (number: string, kind: string) => patients.find((one) => one.number === number)?.of("finding").find((one) => one["kind"] === kind);
    const randomised = patients.filter(({ patient }) => patient["arm"] !== null).map(({ number }) => number);
    const responders = (datasets.get("ADRS") ?? []).filter(({ PARAMCD, AVALC }) => PARAMCD === "CRCRP" && AVALC === "Y").map(({ SUBJID }) => SUBJID);
    expect(responders).toEqual(randomised.filter((number) => isRemission(String(finding(number, "best_response")?.["value"]))));
    const survivals = (datasets.get("ADTTE") ?? []).filter(({ PARAMCD }) => PARAMCD === "OS").map(({ SUBJID, AVAL, CNSR }) => [SUBJID, AVAL, CNSR]);
    const derived = randomised.flatMap((number) => {
      const { value, trace } = (finding(number, "overall_survival") ?? {}) as { readonly value?: string; readonly trace?: { readonly days: number | null } };
      return trace?.days == null ? [] : [[number, trace.days, value === "event" ? 0 : 1]];
    });
    expect(survivals).toEqual(derived);
  }), { numRuns: 25 });
}, PATIENCE_MS);

describe("dates are imputed with a flag, and only where a part is missing", () => {
  test.each([
    ["2024-09-20", null, "2024-09-12", "2024-09-20", null], ["2024-09", null, "2024-09-12", "2024-09-12", "D"], ["2024-09", "2024-09-05", "2024-09-12", "2024-09-01", "D"],
    ["2024-10", null, "2024-09-12", "2024-10-01", "D"], ["2024", "2024-09", "2024-09-12", "2024-09-12", "M"], ["2024", null, null, "2024-01-01", "M"], [null, null, "2024-09-12", null, null],
  ])("an event of %s to %s, treated from %s, began %s (%s)", (start, end, firstDose, on, flag) => expect(imputedStart(start, end, firstDose)).toEqual({ on, flag }));
  test.each([
    ["2024-09-20", "2024-09-01", null, "2024-09-20", null], ["2024-02", "2024-02-10", null, "2024-02-29", "D"], ["2024-09", "2024-09-01", "2024-09-15", "2024-09-15", "D"], ["2024", "2024-03-01", null, "2024-12-31", "M"], [null, "2024-03-01", null, null, null],
  ])("an event that ended %s, begun %s, of a patient who died %s, ended %s (%s)", (end, start, death, on, flag) => expect(imputedEnd(end, start, death)).toEqual({ on, flag }));

  test("a whole date is never changed, a partial one becomes a day that it can be", () => {
    fc.assert(fc.property(examplePatients, (patients) => {
      for (const { AESTDTC, ASTDT, ASTDTF } of analysed(patients).get("ADAE") ?? []) {
        const on = typeof ASTDT === "number" ? calendarDay(ASTDT) : "";
        expect([AESTDTC === null, ASTDTF === null]).toEqual([ASTDT === null, AESTDTC === null || String(AESTDTC).length === 10]);
        expect(on.startsWith(String(AESTDTC ?? ""))).toBe(true);
      }
    }), { numRuns: 25 });
  }, PATIENCE_MS);

  test("days are counted from 1960, as SAS does", () => expect([sasDay("1960-01-01"), sasDay("1959-12-31"), sasDay("2004-02-17"), calendarDay(16_118)]).toEqual([0, -1, 16_118, "2004-02-17"]));
});

test("a patient's rows: the dose by course, the change from baseline, the first event of each kind", () => {
  const record = exampleRecord([
    exampleEntry("demography", "SCR", { age: 61, sex: "F" }), exampleEntry("vital_signs", "C1", { heightCm: "170", weightKg: "70", measuredOn: "2024-09-11" }),
    exampleEntry("cenersen_infusion", "C1", { startAt: "2024-09-11T09:00", stopAt: "2024-09-15T09:00", rateMgPerHour: "7" }), exampleEntry("haematology", "SCR", { sampleDate: "2024-09-09", platelets: { value: "40", unit: "10^9/L" } }),
    exampleEntry("haematology", "D14", { sampleDate: "2024-09-24", platelets: { value: "100000", unit: "/uL" } }), exampleEntry("adverse_event", null, { term: "Fever", grade: "3", startDate: "2024-09" }), exampleEntry("adverse_event", null, { term: "Fever", grade: "2", startDate: "2024-12-01" }, 2),
  ]);
  const datasets = analysed([cutPatientOf(record)]);
  const of = (name: string, code: string) => (datasets.get(name) ?? []).filter(({ PARAMCD }) => PARAMCD === code);
  expect(datasets.get("ADSL")).toMatchObject([{ USUBJID: "CENERSEN-AML-101-001", AGE: 61, ITTFL: "Y", SAFFL: "Y", TRT01PN: 2, TRTSDT: sasDay("2024-09-11"), TRTEDT: sasDay("2024-09-15") }]);
  expect(of("ADEX", "TDOSECEN")).toMatchObject([{ AVAL: 672, AVISIT: "Course 1", ASTDT: sasDay("2024-09-11"), AENDT: sasDay("2024-09-15") }]);
  expect(of("ADEX", "TDURDCEN")).toMatchObject([{ AVAL: 5 }]);
  expect(of("ADLB", "PLAT")).toMatchObject([{ AVAL: 40, ABLFL: "Y", BASE: 40, CHG: null, ADY: -2 }, { AVAL: 100, ABLFL: null, BASE: 40, CHG: 60, PCHG: 150, ADY: 14 }]);
  expect(datasets.get("ADAE")).toMatchObject([{ AESEQ: 1, ASTDTF: "D", ASTDT: sasDay("2024-09-11"), ASTDY: 1, TRTEMFL: "Y", AOCCFL: "Y", AOCCIFL: "Y" }, { AESEQ: 2, TRTEMFL: null, AOCCFL: null }]);
});

test("the format writes the six datasets as the standard gives them", async () => {
  const [patients = []] = fc.sample(examplePatients, { seed: 3, numRuns: 1 });
  const files = await filesOf(adamFormat, { study: exampleStudy, patients: async function* () { yield* patients; } });
  for (const [name, rows] of analysed(patients)) {
    const file = files.get(`${name.toLowerCase()}.xpt`);
    expect(file === undefined ? 0 : readXport(file).rows.length, name).toBe(rows.length);
  }
  expect([...files.keys()]).toEqual(expect.arrayContaining(["define.xml", "xpt-substitutions.csv", "adsl.xpt", "dataset-json/adsl.json", "dataset-ndjson/adsl.ndjson"]));
});

test("names, labels and methods are as ADaM and the transport files ask for", () => {
  for (const { name, variables, keys } of adam.specs) {
    const names = variables.map((variable) => variable.name);
    expect(new Set(names).size, name).toBe(names.length);
    expect(keys.filter((key) => !names.includes(key)), name).toEqual([]);
    expect(variables.filter(({ name: of, label }) => !/^[A-Z][A-Z0-9]{0,7}$/.test(of) || label.length > 40 || label === "").map((variable) => variable.name), name).toEqual([]);
    expect(variables.filter(({ origin, method, predecessor }) => (origin === "Derived" && method === undefined) || (origin === "Predecessor" && predecessor === undefined)).map((variable) => variable.name), name).toEqual([]);
  }
});
