import { expect, test } from "vitest";
import type { Learned, Row } from "@/lib/exports/datasets/dataset";
import { EXAMPLE_CASEBOOKS } from "@/lib/exports/sdtm/example-casebook";
import { STUDY } from "@/lib/exports/sdtm/example-cut";
import { KNOWN_FINDINGS } from "@/lib/exports/sdtm/known-findings";
import { sdtm } from "@/lib/exports/sdtm/sdtm";
import { applyRule, isRecordRule, type CoreRule, type Table } from "./core-rules";
import { readStandard } from "./read-standard";

const rules = (readStandard<readonly CoreRule[]>("core-rules/sdtmig-3-4.rules-from-engine-cache.json", "conformance rules over the SDTM datasets") ?? []).filter(isRecordRule);

function tables(): readonly Table[] {
  const patients = EXAMPLE_CASEBOOKS.map((patient) => sdtm.patientRows(patient, STUDY));
  const datasets = new Map<string, readonly Row[]>(sdtm.studyRows(STUDY, patients.reduce<Learned>((learned, rows) => sdtm.learn?.(learned, rows) ?? learned, {})));
  for (const patient of patients) for (const [name, rows] of patient) datasets.set(name, [...(datasets.get(name) ?? []), ...rows]);
  return sdtm.specs.map((spec) => ({ spec, rows: datasets.get(spec.name) ?? [] })).filter(({ rows }) => rows.length > 0);
}

test("what the conformance rules find in the example casebooks is explained, finding by finding", () => {
  const all = tables();
  const findings = rules.flatMap((rule) => applyRule(rule, all) ?? []);
  const isExplained = ({ rule, dataset }: { readonly rule: string; readonly dataset: string }) => KNOWN_FINDINGS.some((known) => known.rule === rule && known.dataset === dataset);
  expect(findings.filter((finding) => !isExplained(finding))).toEqual([]);
});

test("all but a few of the rules on single records are understood", () => {
  const all = tables();
  expect(rules.filter((rule) => applyRule(rule, all) === null).length).toBeLessThanOrEqual(6);
});

test("a rule finds what it is meant to find", () => {
  const spoiled = tables().map(({ spec, rows }) => ({ spec, rows: rows.map((row) => (spec.name === "IE" ? { ...row, IESTRESC: "U" } : spec.name === "AE" ? { ...row, AESER: "MAYBE" } : row)) }));
  const found = new Set(rules.flatMap((rule) => applyRule(rule, spoiled) ?? []).map(({ rule }) => rule));
  expect(rules.length === 0 || (found.has("CORE-000025") && found.has("CORE-000087"))).toBe(true);
});
