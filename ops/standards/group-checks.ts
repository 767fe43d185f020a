import type { Row } from "@/lib/exports/datasets/dataset";
import { hasVariable, isBlank, named, type Check, type Held, type Table } from "./core-table";

/** Checks of CDISC's conformance rules that look at the rows of a group, mostly of a subject, in their order. */
type GroupCheck = (group: readonly Row[], names: { readonly target: string; readonly comparator: string; readonly ordering: string }) => readonly Row[];

const compare = (one: Row, other: Row, name: string): number => {
  const [left, right] = [one[name] ?? null, other[name] ?? null];
  if (isBlank(left) || isBlank(right)) return Number(isBlank(left)) - Number(isBlank(right)); // blanks last
  if (typeof left === "number" && typeof right === "number") return left - right;
  return String(left) < String(right) ? -1 : String(left) > String(right) ? 1 : 0;
};
const sorted = (rows: readonly Row[], ...names: readonly string[]): readonly Row[] => rows.toSorted((one, other) => names.map((name) => compare(one, other, name)).find((order) => order !== 0) ?? 0);

/** The rows of a group that a check finds. */
const CHECKS: Readonly<Record<string, GroupCheck>> = {
  empty_within_except_last_row: (group, { target, ordering }) => sorted(group, ordering).slice(0, -1).filter((row) => isBlank(row[target])),
  does_not_have_next_corresponding_record: (group, { target, comparator, ordering }) => {
    const rows = sorted(group, ordering);
    return rows.slice(0, -1).filter((row, at) => row[target] !== rows[at + 1]?.[comparator]);
  },
  target_is_not_sorted_by: (group, { target, comparator }) => {
    const wanted = sorted(group, target);
    return sorted(group, comparator, target).filter((row, at) => row[target] !== wanted[at]?.[target]);
  },
  not_present_on_multiple_rows_within: (group, { target }) => group.filter((row) => group.filter((other) => other[target] === row[target]).length < 2),
  has_same_values: (group, { target }) => (new Set(group.map((row) => row[target])).size === 1 ? group : []),
};

export const GROUP_OPERATORS: readonly string[] = [...Object.keys(CHECKS), "inconsistent_enumerated_columns"];

/** "TSVAL", "TSVAL1", "TSVAL2": none is blank before one that is filled. */
function enumerated(table: Table, target: string): Held {
  const names = [target, ...Array.from({ length: table.spec.variables.length }, (_none, at) => `${target}${at + 1}`)].filter((name) => hasVariable(table, name));
  return (row) => names.some((name, at) => isBlank(row[name]) && !isBlank(row[names[at + 1] ?? ""]));
}

const comparatorOf = (comparator: unknown): string => {
  const [first] = Array.isArray(comparator) ? (comparator as readonly unknown[]) : [comparator];
  return typeof first === "object" && first !== null ? String((first as { readonly name: unknown }).name) : String(first ?? "");
};

/** What such a check says of each row; null for one of another kind. */
export function withinGroups(table: Table, { operator, value }: Check): Held | null {
  const target = named(table, value.target);
  if (operator === "inconsistent_enumerated_columns") return enumerated(table, target);
  const check = CHECKS[operator];
  if (check === undefined) return null;
  const comparator = named(table, comparatorOf(value.comparator));
  const within = value.within ?? (operator === "empty_within_except_last_row" ? comparator : null);
  const groups = new Map<unknown, Row[]>();
  for (const row of table.rows) groups.set(within === null ? null : row[within], [...(groups.get(within === null ? null : row[within]) ?? []), row]);
  const found = new Set([...groups.values()].flatMap((group) => check(group, { target, comparator, ordering: value.ordering ?? "" })));
  return (row) => found.has(row);
}
