import "server-only";
import type { Tx } from "@/lib/server/db";
import { sql, type Sql } from "@/lib/server/sql";
import { DAY_FIELDS } from "@/lib/study/visit-day";
import { DELAY_LOOKS_BACK_DAYS, LATE_AFTER_DAYS, type FormSignal, type Signal } from "./signals";

/** What a signal counts at a site. */
export interface SiteSignals<Of extends Signal = Signal> { readonly signal: Of; readonly site: string; readonly hits: number; readonly total: number }

const A_DAY = "^\\d{4}-\\d\\d-\\d\\d";
const ENTERED = sql`e.progress IN ('in_progress', 'complete')`;
const SAID = sql`e.answers ->> (${JSON.stringify(DAY_FIELDS)}::jsonb ->> e.form_id)`;
/** (SELECT: once for all forms.) */
const LOOKED_AT = sql`(SELECT to_char(now() - make_interval(days => ${DELAY_LOOKS_BACK_DAYS}::int), 'YYYY-MM-DD'))`;
/** How many days after the day that a form says the trail has its first answer, by the clock of the site; null where it has none. */
const DAYS_LATE = sql`(SELECT (SELECT (a.occurred_at AT TIME ZONE s.time_zone)::date FROM audit.event a
  WHERE a.table_name = 'app.entry' AND a.row_id = e.id::text AND EXISTS (SELECT FROM unnest(a.fields) f WHERE starts_with(f, 'answers.')) ORDER BY a.id LIMIT 1) - substring(${SAID} FROM ${A_DAY})::date)`;

interface Counted { readonly site: string; readonly entered: number; readonly asked: number; readonly notDone: number; readonly late: number; readonly dated: number }

/** Every form of every site within reach, in one pass; the trail is asked only of those of the last year. */
export async function countForms(tx: Tx): Promise<readonly SiteSignals<FormSignal>[]> {
  const sites = await tx.$queryRaw<Counted[]>(sql`
    WITH counted AS MATERIALIZED (SELECT e.site_id, count(*) FILTER (WHERE e.entered)::int AS entered, count(*) FILTER (WHERE e.entered AND e.id IN (SELECT entry_id FROM app.discrepancy))::int AS asked,
        count(*) FILTER (WHERE NOT e.entered AND (e.progress = 'not_done' OR e.visit_id IN (SELECT id FROM app.visit WHERE not_done_reason IS NOT NULL)))::int AS not_done,
        array_agg(e.id) FILTER (WHERE e.entered AND ${SAID} >= ${LOOKED_AT}) AS recent
      FROM (SELECT e.id, e.site_id, e.visit_id, e.form_id, e.progress, e.answers, ${ENTERED} AS entered FROM app.entry e WHERE e.removed_at IS NULL) e GROUP BY e.site_id)
    SELECT s.code AS site, c.entered, c.asked, c.not_done AS "notDone", d.late, d.dated FROM counted c JOIN app.site s ON s.id = c.site_id
      CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE t.days > ${LATE_AFTER_DAYS}::int)::int AS late, count(t.days)::int AS dated
        FROM app.entry e CROSS JOIN LATERAL (SELECT ${DAYS_LATE} AS days OFFSET 0) t WHERE e.id = ANY (c.recent)) d ORDER BY s.code`);
  return sites.flatMap(({ site, entered, asked, notDone, late, dated }) => [
    { signal: "delay", site, hits: late, total: dated }, { signal: "queries", site, hits: asked, total: entered }, { signal: "not_done", site, hits: notDone, total: entered + notDone },
  ] as const);
}

/** The forms of a site that a signal counts, and what is to be seen there. */
export const FORM_ROWS: Readonly<Record<FormSignal, (site: Sql) => Sql>> = {
  delay: (site) => sql`SELECT e.id AS entry_id, ${JSON.stringify(DAY_FIELDS)}::jsonb ->> e.form_id AS field, t.days || ' days' AS says
    FROM app.entry e JOIN app.site s ON s.id = e.site_id CROSS JOIN LATERAL (SELECT ${DAYS_LATE} AS days OFFSET 0) t
    WHERE e.site_id = ${site} AND e.form_id = ANY (${Object.keys(DAY_FIELDS)}::text[]) AND e.removed_at IS NULL AND ${ENTERED} AND ${SAID} >= ${LOOKED_AT} AND t.days > ${LATE_AFTER_DAYS}::int`,
  queries: (site) => sql`SELECT e.id AS entry_id, q.field, q.n || CASE q.n WHEN 1 THEN ' query' ELSE ' queries' END AS says
    FROM (SELECT entry_id, min(field) AS field, count(*) AS n FROM app.discrepancy WHERE site_id = ${site} GROUP BY 1) q JOIN app.entry e ON e.id = q.entry_id WHERE e.removed_at IS NULL AND ${ENTERED}`,
  not_done: (site) => sql`SELECT e.id AS entry_id, NULL AS field, coalesce(e.not_done_reason, v.not_done_reason) AS says
    FROM app.entry e LEFT JOIN LATERAL (SELECT not_done_reason FROM app.visit WHERE id = e.visit_id LIMIT 1) v ON true WHERE e.site_id = ${site} AND e.removed_at IS NULL AND NOT ${ENTERED} AND (e.progress = 'not_done' OR v.not_done_reason IS NOT NULL)`,
};
