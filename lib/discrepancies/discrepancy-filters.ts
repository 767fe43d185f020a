import { z } from "zod";
import { formById } from "@/lib/study/study";
import { readAge } from "./age-range";
import { DISCREPANCY_STANDINGS } from "./discrepancy";

/** By what the list is ordered: the column, with "-" before it from the other end. */
export const SORT_COLUMNS = ["state", "patient", "field", "question", "assigned", "age"] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];

const sorts = SORT_COLUMNS.flatMap((column) => [column, `-${column}`] as const);

/** What each part of the address may be. Of state, `unanswered` is open or re-opened; none is all that are not closed. */
const SHAPES = {
  state: z.enum([...DISCREPANCY_STANDINGS, "unanswered", "all"]),
  site: z.string().regex(/^\d{3}$/),
  patient: z.string().trim().min(1).max(20),
  form: z.string().max(60).refine((id) => formById(id) !== undefined),
  field: z.string().regex(/^\w{1,60}$/),
  check: z.string().trim().toUpperCase().regex(/^[A-Z]{2,4}\d{1,3}$/),
  origin: z.enum(["system", "manual"]),
  assigned: z.union([z.enum(["me", "none"]), z.uuid()]),
  age: z.string().max(20).refine((typed) => readAge(typed) !== null),
  sort: z.enum(sorts),
  after: z.uuid(),
} as const;

/** What is asked of the list of queries; what is undefined narrows nothing. */
export type DiscrepancyFilters = { readonly [Key in keyof typeof SHAPES]?: z.infer<(typeof SHAPES)[Key]> | undefined };
export type FilterKey = keyof DiscrepancyFilters;
const KEYS = Object.keys(SHAPES) as FilterKey[];

const WRONG: Readonly<Record<FilterKey, string>> = {
  state: "no state; there are open, reopened, answered, closed, unanswered and all", site: "no number of a site, such as 101", patient: "no part of a patient’s number", form: "no form of this trial",
  field: "no name of a field", check: "no check, such as VS01", origin: "neither system nor manual", assigned: "neither me, none nor a person", age: "no age: write <7, <=7, >14, >=14, 3..10 or 7, in days",
  sort: `no column to sort by; there are ${SORT_COLUMNS.join(", ")}`, after: "no place in the list",
};
const LONGEST_SAID = 40;

/** The filters of an address, and a sentence for each part that is none; that part narrows nothing. */
export function readFilters(address: unknown): { readonly filters: DiscrepancyFilters; readonly wrong: readonly string[] } {
  const given = z.record(z.string(), z.unknown()).catch({}).parse(address);
  const read = KEYS.filter((key) => given[key] !== undefined && given[key] !== "").map((key) => ({ key, typed: given[key], parsed: SHAPES[key].safeParse(given[key]) }));
  return {
    filters: Object.fromEntries(read.flatMap(({ key, parsed }) => (parsed.success ? [[key, parsed.data]] : []))),
    wrong: read.flatMap(({ key, typed, parsed }) => (parsed.success ? [] : [sayWrong(key, typed)])),
  };
}

function sayWrong(key: FilterKey, typed: unknown): string {
  if (typeof typed !== "string") return `The address says ${key} more than once. It is left out.`;
  return `“${typed.length > LONGEST_SAID ? `${typed.slice(0, LONGEST_SAID)}…` : typed}” is ${WRONG[key]}. It is left out.`;
}

/** The address of the list, or of its file, under these filters; a change begins at the first page again. */
export function queriesHref(filters: DiscrepancyFilters, change: DiscrepancyFilters = {}, path = "/queries"): string {
  const chosen = Object.entries({ ...filters, after: undefined, ...change }).flatMap(([key, value]) => (value ? [[key, value]] : []));
  return chosen.length > 0 ? `${path}?${new URLSearchParams(chosen)}` : path;
}
