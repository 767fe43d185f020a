import "server-only";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import type { DiscrepancyStanding } from "./discrepancy";
import { conditionsIn, countedOf } from "./discrepancy-choice";
import type { DiscrepancyFilters } from "./discrepancy-filters";
import { readDiscrepancyRows, type DiscrepancyView } from "./discrepancy-rows";
import { assignableAt, readAssignable, type Assignable } from "./read-assignable";

/** Queries on one page. */
export const DISCREPANCIES_A_PAGE = 50;

export interface DiscrepancyList {
  readonly rows: readonly DiscrepancyView[];
  /** How many there are in each state under the other filters. */
  readonly counts: Readonly<Record<DiscrepancyStanding, number>>;
  readonly siteCodes: readonly string[];
  /** Whom queries may be assigned to, at one of the reader's sites at least; of the sites, those of the rows. */
  readonly people: readonly Assignable[];
  /** Where the next page begins; null on the last one. */
  readonly next: string | null;
}

/** The reader's queries under the filters, in their order, a page: four statements. Without a state: all that are not closed. */
export async function readDiscrepancies(tx: Tx, actor: Actor, filters: DiscrepancyFilters): Promise<DiscrepancyList> {
  const [found, [counts], [sites], people] = await Promise.all([
    readDiscrepancyRows(tx, actor, { where: conditionsIn(filters, actor.id), sort: filters.sort, after: filters.after, most: DISCREPANCIES_A_PAGE + 1 }),
    tx.$queryRaw<DiscrepancyList["counts"][]>(countedOf(filters, actor.id)),
    tx.$queryRaw<{ codes: string[] }[]>`SELECT coalesce(json_agg(s.code ORDER BY s.code), '[]') AS codes FROM app.site s`,
    readAssignable(tx),
  ]);
  const rows = found.slice(0, DISCREPANCIES_A_PAGE);
  return {
    rows, people: assignableAt(people, [...new Set(rows.map(({ siteId }) => siteId))]), counts: counts!, siteCodes: sites!.codes,
    next: found.length > rows.length ? (rows.at(-1)?.id ?? null) : null,
  };
}

/** As many as one file of the list holds; more want a filter, or a data cut. */
const MOST_IN_A_FILE = 20_000;

/** The same for a file: every page at once. */
export const readAllDiscrepancies = (tx: Tx, actor: Actor, filters: DiscrepancyFilters): Promise<readonly DiscrepancyView[]> =>
  readDiscrepancyRows(tx, actor, { where: conditionsIn(filters, actor.id), sort: filters.sort, most: MOST_IN_A_FILE });
