import "server-only";
import type { Tx } from "@/lib/server/db";

/** Queries in one state at one site that are not assigned to the reader. */
export interface QueryTally {
  readonly kind: "asked" | "answered";
  readonly siteId: string;
  readonly siteCode: string;
  readonly count: number;
  /** The day at the site on which the oldest was raised. */
  readonly since: string;
}

/** How many queries that are not closed wait, and since when: counted along an index, not read. */
export const readQueryTallies = (tx: Tx, accountId: string): Promise<QueryTally[]> => tx.$queryRaw<QueryTally[]>`
  WITH counted AS MATERIALIZED (SELECT CASE d.state WHEN 'open' THEN 'asked' ELSE 'answered' END AS kind, d.site_id, count(*)::int AS count, min(d.at) AS at FROM app.discrepancy d
    WHERE d.state <> 'closed' AND d.assigned_to IS DISTINCT FROM ${accountId}::uuid GROUP BY 1, 2)
  SELECT c.kind, c.site_id::text AS "siteId", s.code AS "siteCode", c.count, to_char(c.at AT TIME ZONE s.time_zone, 'YYYY-MM-DD') AS since FROM counted c JOIN app.site s ON s.id = c.site_id`;
