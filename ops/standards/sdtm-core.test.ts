import { describe, expect, test } from "vitest";
import type { DatasetSpec, Learned, Row } from "@/lib/exports/datasets/dataset";
import { EXAMPLE_CASEBOOKS } from "@/lib/exports/sdtm/example-casebook";
import { STUDY } from "@/lib/exports/sdtm/example-cut";
import { KNOWN_FINDINGS, NOT_APPLIED } from "@/lib/exports/sdtm/known-findings";
import { sdtm } from "@/lib/exports/sdtm/sdtm";
import { applyRule, isRecordRule, type CoreRule } from "./core-rules";
import type { Check, Table } from "./core-table";
import { withinGroups } from "./group-checks";
import { readStandard } from "./read-standard";

const every = readStandard<readonly CoreRule[]>("core-rules/sdtmig-3-4.rules-from-engine-cache.json", "conformance rules over the SDTM datasets") ?? [];
const rules = every.filter(isRecordRule);

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

test("every rule on single records is understood", () => {
  const all = tables();
  expect(rules.filter((rule) => applyRule(rule, all) === null).map(({ core_id }) => core_id)).toEqual([]);
});

test("the rules that are not applied are those that the reviewer's guide names, as many of each kind", () => {
  const isOfRecords = ({ rule_type }: CoreRule) => rule_type === "Record Data";
  const counted = [every.filter((rule) => isOfRecords(rule) && rule.datasets !== undefined).length, every.filter((rule) => isOfRecords(rule) && rule.datasets === undefined && rule.operations !== undefined).length, every.filter((rule) => !isOfRecords(rule)).length];
  if (every.length > 0) expect(NOT_APPLIED.map(({ rules: many }) => many)).toEqual(counted);
});

describe("the checks within a group", () => {
  const elements: DatasetSpec = { name: "SE", label: "", standard: "SDTM", class: "SPECIAL PURPOSE", structure: "", keys: [], isReference: false, variables: ["USUBJID", "SESEQ", "SESTDTC", "SEENDTC", "SEVAL", "SEVAL1"].map((name) => ({ name, label: "", type: "text", origin: "Derived" })) };
  const row = (USUBJID: string, SESEQ: number, SESTDTC: string | null, SEENDTC: string | null, more: Row = {}): Row => ({ USUBJID, SESEQ, SESTDTC, SEENDTC, ...more });
  const found = (operator: string, value: Partial<Check["value"]>, rows: readonly Row[]) => {
    const held = withinGroups({ spec: elements, rows }, { operator, value: { target: "SEENDTC", comparator: null, ...value } });
    return rows.flatMap((each, at) => (held?.(each) ? [at] : []));
  };
  const fine = [row("1", 1, "2024-01-01", "2024-02-01"), row("1", 2, "2024-02-01", null), row("2", 1, "2024-03-01", null)];
  test.each<[string, Partial<Check["value"]>, readonly Row[], readonly number[]]>([
    ["empty_within_except_last_row", { comparator: "USUBJID", ordering: "SESTDTC" }, [row("1", 1, "2024-01-01", null), ...fine.slice(1)], [0]],
    ["does_not_have_next_corresponding_record", { comparator: "SESTDTC", ordering: "SESEQ", within: "USUBJID" }, [row("1", 1, "2024-01-01", "2024-01-31"), ...fine.slice(1)], [0]],
    ["target_is_not_sorted_by", { target: "--SEQ", comparator: [{ name: "--STDTC" }], within: "USUBJID" }, [row("1", 2, "2024-01-01", "2024-02-01"), row("1", 1, "2024-02-01", null), row("2", 1, "2024-03-01", null)], [0, 1]],
    ["not_present_on_multiple_rows_within", { target: "SEVAL", within: "USUBJID" }, [row("1", 1, "", "", { SEVAL: "a" }), row("1", 2, "", "", { SEVAL: "a" }), row("2", 1, "", "", { SEVAL: "a" })], [2]],
    ["has_same_values", { target: "SEVAL" }, [row("1", 1, "", "", { SEVAL: "a" }), row("2", 1, "", "", { SEVAL: "a" })], [0, 1]],
    ["has_same_values", { target: "SEVAL" }, [row("1", 1, "", "", { SEVAL: "a" }), row("2", 1, "", "", { SEVAL: "b" })], []],
    ["inconsistent_enumerated_columns", { target: "--VAL" }, [row("1", 1, "", "", { SEVAL: null, SEVAL1: "b" }), row("1", 2, "", "", { SEVAL: "a", SEVAL1: null })], [0]],
  ])("%s finds the rows that it is meant to find", (operator, value, rows, expected) => expect(found(operator, value, rows)).toEqual(expected));
  test.each(["empty_within_except_last_row", "does_not_have_next_corresponding_record"])("%s finds nothing where elements follow each other", (operator) => {
    expect(found(operator, { comparator: operator.startsWith("empty") ? "USUBJID" : "SESTDTC", ordering: "SESTDTC", within: "USUBJID" }, fine)).toEqual([]);
  });
});

test("a rule finds what it is meant to find", () => {
  const spoiled = tables().map(({ spec, rows }) => ({ spec, rows: rows.map((row) => (spec.name === "IE" ? { ...row, IESTRESC: "U" } : spec.name === "AE" ? { ...row, AESER: "MAYBE" } : row)) }));
  const found = new Set(rules.flatMap((rule) => applyRule(rule, spoiled) ?? []).map(({ rule }) => rule));
  expect(rules.length === 0 || (found.has("CORE-000025") && found.has("CORE-000087"))).toBe(true);
});
