import type { Row } from "@/lib/exports/datasets/dataset";
import { isCalendarDate } from "@/lib/kernel/calendar-date";
import { hasVariable, isBlank, named, type Check, type Held, type Table, type Value } from "./core-table";
import { GROUP_OPERATORS, withinGroups } from "./group-checks";

/** A rule of CDISC's conformance engine, as its cache holds it. */
export interface CoreRule {
  readonly core_id: string;
  readonly rule_type: string;
  readonly classes?: Scope | null;
  readonly domains?: Scope | null;
  readonly operations?: unknown;
  readonly datasets?: unknown;
  readonly conditions: Conditions;
  readonly actions: readonly { readonly params: { readonly message: string } }[];
}

interface Scope { readonly Include?: readonly string[]; readonly Exclude?: readonly string[] }

type Conditions = { readonly all: readonly (Conditions | Check)[] } | { readonly any: readonly (Conditions | Check)[] };

export interface CoreFinding {
  readonly rule: string;
  readonly dataset: string;
  readonly rows: number;
  readonly says: string;
}

const DATE = /^\d{4}(-\d{2}(-\d{2}(T\d{2}(:\d{2}(:\d{2})?)?)?)?)?$/;
const isDate = (value: Value): boolean => typeof value === "string" && DATE.test(value) && (value.length < 10 || isCalendarDate(value.slice(0, 10)));
const DURATION = /^P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/;

/** Dates are compared as far as both are known. */
function compareDates(one: Value, other: Value): number | null {
  if (!isDate(one) || !isDate(other)) return null;
  const length = Math.min(String(one).length, String(other).length);
  const [left, right] = [String(one).slice(0, length), String(other).slice(0, length)];
  return left < right ? -1 : left > right ? 1 : 0;
}

type Compare = (value: Value, comparator: Value) => boolean;
const number = (compare: (one: number, other: number) => boolean): Compare => (one, other) => !isBlank(one) && !isBlank(other) && compare(Number(one), Number(other));
const day = (compare: (order: number) => boolean): Compare => (one, other) => {
  const order = compareDates(one, other);
  return order !== null && compare(order);
};
const upper = (value: Value): string => String(value ?? "").toUpperCase();

/** Checks of one value against another, or against a literal. */
const COMPARISONS: Readonly<Record<string, Compare>> = {
  equal_to: (one, other) => !isBlank(one) && String(one) === String(other),
  not_equal_to: (one, other) => String(one ?? "") !== String(other ?? ""),
  equal_to_case_insensitive: (one, other) => !isBlank(one) && upper(one) === upper(other),
  less_than: number((one, other) => one < other),
  less_than_or_equal_to: number((one, other) => one <= other),
  greater_than: number((one, other) => one > other),
  longer_than: (one, other) => String(one ?? "").length > Number(other),
  has_not_equal_length: (one, other) => String(one ?? "").length !== Number(other),
  contains: (one, other) => String(one ?? "").includes(String(other)),
  ends_with: (one, other) => String(one ?? "").endsWith(String(other)),
  date_greater_than: day((order) => order > 0),
  date_less_than: day((order) => order < 0),
  date_equal_to: day((order) => order === 0),
};

/** Checks of one value by itself. */
const OWN: Readonly<Record<string, (value: Value) => boolean>> = {
  empty: isBlank,
  non_empty: (value) => !isBlank(value),
  is_complete_date: (value) => isDate(value) && String(value).length >= 10,
  invalid_date: (value) => !isDate(value),
  invalid_duration: (value) => !DURATION.test(String(value ?? "")),
};

const regex = (pattern: unknown): RegExp => {
  const [, flags = "", body = ""] = /^(?:\(\?(i):)?([\s\S]*)$/.exec(String(pattern)) ?? [];
  return new RegExp(flags === "" ? body : body.replace(/\)$/, ""), flags);
};
const tested = (pattern: unknown, cut: (text: string) => string, wanted: boolean): ((row: Row, target: string) => boolean) => {
  const compiled = regex(pattern);
  return (row, target) => !isBlank(row[target] ?? null) && compiled.test(cut(String(row[target]))) === wanted;
};

const listOf = (comparator: unknown): readonly string[] => (Array.isArray(comparator) ? comparator.map(String) : [String(comparator)]);
const keyOf = (row: Row, names: readonly string[]): string => JSON.stringify(names.map((name) => row[name] ?? null));

/** Rows whose combination of these variables stands several times. */
function repeated(rows: readonly Row[], names: readonly string[]): Held {
  const counted = new Map<string, number>();
  for (const row of rows) counted.set(keyOf(row, names), (counted.get(keyOf(row, names)) ?? 0) + 1);
  return (row) => (counted.get(keyOf(row, names)) ?? 0) > 1;
}

/** Rows whose `from` goes with several different `to`. */
function goesWithSeveral(rows: readonly Row[], from: readonly string[], to: string): Held {
  const seen = new Map<string, Set<string>>();
  for (const row of rows.filter((one) => !from.every((name) => isBlank(one[name] ?? null)))) seen.set(keyOf(row, from), (seen.get(keyOf(row, from)) ?? new Set()).add(keyOf(row, [to])));
  return (row) => (seen.get(keyOf(row, from))?.size ?? 0) > 1;
}

/** Checks that look at other rows of the dataset. */
function acrossRows(table: Table, check: Check): Held | null {
  const { operator, value } = check;
  const target = named(table, value.target);
  const grouped = withinGroups(table, check);
  if (grouped !== null) return grouped;
  const others = listOf(value.comparator).map((name) => named(table, name));
  if (operator === "is_not_unique_set") return repeated(table.rows, [...new Set([target, ...others])]);
  if (operator === "is_unique_set") {
    const twice = repeated(table.rows, [target, ...others]);
    return (row) => !twice(row);
  }
  if (operator === "is_inconsistent_across_dataset") return goesWithSeveral(table.rows, others, target);
  if (operator !== "is_not_unique_relationship") return null;
  const [forth, back] = [goesWithSeveral(table.rows, [target], others[0] ?? ""), goesWithSeveral(table.rows, others, target)];
  return (row) => forth(row) || back(row);
}

function oneRow(table: Table, { operator, value }: Check): Held | null {
  const target = named(table, value.target);
  const own = OWN[operator];
  if (own !== undefined) return (row) => own(row[target] ?? null);
  const compare = COMPARISONS[operator];
  if (compare !== undefined) {
    const name = typeof value.comparator === "string" && value.value_is_literal !== true ? named(table, value.comparator) : null;
    const other = name !== null && hasVariable(table, name) ? name : null;
    return (row) => compare(row[target] ?? null, other === null ? (value.comparator as Value) : row[other] ?? null);
  }
  if (operator === "is_not_contained_by") return (row) => !listOf(value.comparator).includes(String(row[target] ?? ""));
  if (operator === "is_contained_by_case_insensitive") return (row) => listOf(value.comparator).map(upper).includes(upper(row[target] ?? null));
  const cut = operator.includes("prefix") ? (text: string) => text.slice(0, value.prefix) : operator.includes("suffix") ? (text: string) => text.slice(-(value.suffix ?? 0)) : (text: string) => text;
  if (!operator.endsWith("matches_regex")) return null;
  const matches = tested(value.comparator, cut, !operator.startsWith("not_"));
  return (row) => matches(row, target);
}

/** What a check says of each row; null for one that this evaluator does not know. A variable that the dataset does not have makes every check but those of existence false. */
function heldBy(table: Table, check: Check): Held | null {
  const target = named(table, check.value.target);
  if (check.operator === "exists") return () => hasVariable(table, target);
  if (check.operator === "not_exists") return () => !hasVariable(table, target);
  if (target.startsWith("$")) return null;
  if (!hasVariable(table, target)) return KNOWN.has(check.operator) ? () => false : null;
  return acrossRows(table, check) ?? oneRow(table, check);
}

const KNOWN = new Set([
  ...Object.keys(OWN), ...Object.keys(COMPARISONS), "is_not_unique_set", "is_unique_set", "is_inconsistent_across_dataset", "is_not_unique_relationship", "is_not_contained_by", "is_contained_by_case_insensitive",
  ...GROUP_OPERATORS,
  "matches_regex", "not_matches_regex", "prefix_matches_regex", "not_prefix_matches_regex", "suffix_matches_regex",
]);

function heldByAll(table: Table, conditions: Conditions | Check): Held | null {
  if ("operator" in conditions) return heldBy(table, conditions);
  const parts = ("all" in conditions ? conditions.all : conditions.any).map((part) => heldByAll(table, part));
  const known = parts.filter((part) => part !== null);
  if (known.length < parts.length) return null;
  return (row) => ("all" in conditions ? known.every((part) => part(row)) : known.some((part) => part(row)));
}

const inScope = (scope: Scope | null | undefined, names: readonly string[]): boolean => {
  const { Include: only = [], Exclude: but = [] } = scope ?? {};
  return (only.length === 0 || only.includes("ALL") || only.some((name) => names.includes(name))) && !but.some((name) => names.includes(name));
};

const concerns = (rule: CoreRule, { spec }: Table): boolean =>
  inScope(rule.classes, [spec.class]) && inScope(rule.domains, [spec.name, ...(spec.name.startsWith("SUPP") ? ["SUPP--"] : [])]);

/** True for a rule on the records of one dataset, without lookups: the only ones that this evaluator takes. */
export const isRecordRule = (rule: CoreRule): boolean => rule.rule_type === "Record Data" && rule.operations === undefined && rule.datasets === undefined;

/** What a rule finds in the datasets that it concerns; null where it asks for something that this evaluator does not know. */
export function applyRule(rule: CoreRule, tables: readonly Table[]): readonly CoreFinding[] | null {
  const findings: CoreFinding[] = [];
  for (const table of tables.filter((one) => concerns(rule, one))) {
    const held = heldByAll(table, rule.conditions);
    if (held === null) return null;
    const rows = table.rows.filter(held).length;
    if (rows > 0) findings.push({ rule: rule.core_id, dataset: table.spec.name, rows, says: rule.actions[0]?.params.message ?? "" });
  }
  return findings;
}
