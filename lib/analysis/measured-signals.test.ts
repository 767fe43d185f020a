import { expect, test } from "vitest";
import { FIELDS_OF, unpack, type MeasuredForm } from "./measured-forms";
import { LOOKS, sayHit } from "./measured-signals";
import { countOutside, fencesOf, valuesOf, type Fences } from "./outer-fences";
import type { MeasuredSignal } from "./signals";

let nth = 0;
const form = (name: string, patient: string, day: string | null, answers: Readonly<Record<string, unknown>>): MeasuredForm =>
  unpack([`e${nth++}`, patient, name, day, (FIELDS_OF[name] ?? []).map(({ field }) => answers[field] ?? null)]);
const vitals = (patient: string, answers: Readonly<Record<string, unknown>>, day = "2025-01-02") => form("vital_signs", patient, day, answers);
const counts = (patient: string, day: string | null, wbc: string, unit = "10^9/L") => form("haematology", patient, day, { wbc: { value: wbc, unit } });
const ALIKE = { pulse: 61, systolic: 121, diastolic: 71, weightKg: "70" };

const seen = (signal: MeasuredSignal, forms: readonly MeasuredForm[], fences: Fences = new Map()) => {
  const says: string[] = [];
  LOOKS[signal](forms, (hit, one, answer) => says.push(`${hit ? "hit" : "not"} ${one.patientId} ${sayHit(signal, one, answer)}`), fences);
  return says;
};

test("a reason in place of a value counts as missing; a blank is not counted at all", () => {
  expect(seen("missing", [vitals("a", { pulse: { missing: "not_done" }, systolic: 120 })])).toEqual(["hit a a reason instead of a value", "not a a reason instead of a value"]);
  expect(seen("digits", [vitals("a", { pulse: { missing: "not_done" }, systolic: 120, diastolic: 71, weightKg: "70" })])).toEqual(["not a 71", "hit a 120"]);
});
test("forms alike are duplicates in two patients only, and need four numbers in the same units", () => {
  const forms = [vitals("a", ALIKE), vitals("b", ALIKE), vitals("c", { ...ALIKE, pulse: 62 }), vitals("d", { pulse: 61 })];
  expect(seen("duplicates", forms)).toEqual(["hit a diastolic 71, pulse 61, systolic 121, weightKg 70", "hit b diastolic 71, pulse 61, systolic 121, weightKg 70", "not c diastolic 71, pulse 62, systolic 121, weightKg 70"]);
  expect(seen("duplicates", [vitals("a", ALIKE), vitals("a", ALIKE)]).map((line) => line.slice(0, 5))).toEqual(["not a", "not a"]);
});
test("carried: the form before by its day, whatever the order they come in; without a day it has no place", () => {
  const forms = [vitals("a", ALIKE, "2025-03-01"), vitals("a", { ...ALIKE, pulse: 80 }, "2025-01-01"), vitals("a", ALIKE, "2025-02-01"), form("vital_signs", "a", null, ALIKE)];
  expect(seen("carried", forms).map((line) => line.slice(0, 3))).toEqual(["not", "hit"]);
});
test("a count again: on another day, in the same unit, of two digits at least", () => {
  const hits = (...forms: readonly MeasuredForm[]) => seen("repeated", forms).map((line) => line.slice(0, 3));
  expect(hits(counts("a", "2025-01-01", "3.4"), counts("a", "2025-01-02", "3.4"), counts("a", "2025-01-03", "3.5"))).toEqual(["hit", "not"]);
  expect(hits(counts("a", "2025-01-01", "3.4"), counts("a", "2025-01-01", "3.4"))).toEqual([]);
  expect(hits(counts("a", "2025-01-01", "3.4"), counts("a", "2025-01-02", "3.4", "/mm3"))).toEqual([]);
  expect(hits(counts("a", "2025-01-01", "0.04"), counts("a", "2025-01-02", "0.04"))).toEqual([]);
  expect(hits(counts("a", null, "3.4"), counts("a", "2025-01-02", "3.4"))).toEqual([]);
});
test("far out is beyond three times the quartiles' distance of all sites, of twenty values; quartiles lie between values in proportion", () => {
  const site = Array.from({ length: 19 }, (_, value) => vitals(`p${value}`, { pulse: 60 + value }));
  expect(fencesOf([valuesOf(site)])).toEqual(new Map());
  const other = [vitals("far", { pulse: 200 })];
  const fences = fencesOf([valuesOf(site), valuesOf(other)]); // quartiles 64.75 and 74.25
  expect(fences).toEqual(new Map([["vital_signs pulse ", [64.75 - 3 * 9.5, 74.25 + 3 * 9.5]]]));
  expect(seen("outliers", other, fences)).toEqual(["hit far 200"]);
  expect([countOutside(valuesOf(site), fences), countOutside(valuesOf(other), fences)]).toEqual([{ hits: 0, total: 19 }, { hits: 1, total: 1 }]);
});
