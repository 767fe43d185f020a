import "server-only";
import { sql, type Sql } from "@/lib/server/sql";
import { COMPARED_FROM, MONITORED_DAYS, MONITORED_FIELDS } from "@/lib/study/monitored-fields";
import { DAY_FIELDS } from "@/lib/study/visit-day";
import { DELAY_LOOKS_BACK_DAYS, FENCE_IQR, FENCE_NEEDS_VALUES, LATE_AFTER_DAYS, type Signal } from "./signals";

const A_DAY = "^\\d{4}-\\d\\d-\\d\\d";

/**
 * What the signals are read from: `form` the forms of measurements with their day, `measured` their answers one by one, `compared` the forms
 * with enough numbers, each with all of them in one text. A part that no signal of the statement uses costs nothing.
 */
export const MEASURED: Sql = sql`
  field AS (SELECT * FROM unnest(${MONITORED_FIELDS.map(({ form }) => form)}::text[], ${MONITORED_FIELDS.map(({ field }) => field)}::text[], ${MONITORED_FIELDS.map(({ digit }) => digit)}::bool[], ${MONITORED_FIELDS.map(({ count }) => count)}::bool[]) f(form_id, name, digit, is_count)),
  form AS NOT MATERIALIZED (SELECT e.id, e.site_id, e.patient_id, e.form_id, e.answers, CASE jsonb_typeof(e.answers -> e.day_name) WHEN 'string' THEN left(e.answers ->> e.day_name, 10) END AS day
    FROM (SELECT id, site_id, patient_id, form_id, answers, ${JSON.stringify(MONITORED_DAYS)}::jsonb ->> form_id AS day_name FROM app.entry WHERE form_id = ANY (${Object.keys(MONITORED_DAYS)}::text[]) AND removed_at IS NULL AND progress IN ('in_progress', 'complete') OFFSET 0) e),
  measured AS MATERIALIZED (SELECT f.id, f.site_id, f.patient_id, f.form_id, f.day, d.name AS field, d.digit, d.is_count, jsonb_typeof(a.answer) = 'object' AND a.answer ? 'missing' AS missing, a.answer ->> 'unit' AS unit,
      CASE jsonb_typeof(a.answer) WHEN 'object' THEN a.answer ->> 'value' ELSE a.answer #>> '{}' END AS said
    FROM form f CROSS JOIN LATERAL (SELECT * FROM field WHERE field.form_id = f.form_id OFFSET 0) d CROSS JOIN LATERAL (SELECT nullif(f.answers -> d.name, 'null') AS answer) a WHERE a.answer IS NOT NULL),
  compared AS MATERIALIZED (SELECT m.id, m.site_id, m.patient_id, m.form_id, m.day, string_agg(m.field || ' ' || m.said || coalesce(' ' || m.unit, ''), ', ' ORDER BY m.field) AS numbers
    FROM measured m WHERE m.said IS NOT NULL GROUP BY m.id, m.site_id, m.patient_id, m.form_id, m.day HAVING count(*) >= ${COMPARED_FROM}::int)`;

const ENTERED = sql`e.progress IN ('in_progress', 'complete')`;

/** Of each signal its denominator, row by row: where it is, whether it counts, and what is to be seen there. */
export const SIGNAL_ROWS: Readonly<Record<Signal, Sql>> = {
  delay: sql`SELECT e.site_id, e.id AS entry_id, e.field, t.on_day - t.day > ${LATE_AFTER_DAYS}::int AS hit, (t.on_day - t.day) || ' days' AS says
    FROM (SELECT e.id, e.site_id, d.name AS field, e.answers ->> d.name AS said FROM app.entry e CROSS JOIN LATERAL (SELECT ${JSON.stringify(DAY_FIELDS)}::jsonb ->> e.form_id AS name OFFSET 0) d
        WHERE e.form_id = ANY (${Object.keys(DAY_FIELDS)}::text[]) AND e.removed_at IS NULL AND ${ENTERED} AND e.answers ->> d.name >= to_char(now() - make_interval(days => ${DELAY_LOOKS_BACK_DAYS}::int), 'YYYY-MM-DD') OFFSET 0) e
      JOIN LATERAL (SELECT time_zone FROM app.site WHERE id = e.site_id LIMIT 1) s ON true
      CROSS JOIN LATERAL (SELECT substring(e.said FROM ${A_DAY})::date AS day, (SELECT (a.occurred_at AT TIME ZONE s.time_zone)::date FROM audit.event a
        WHERE a.table_name = 'app.entry' AND a.row_id = e.id::text AND EXISTS (SELECT FROM unnest(a.fields) f WHERE starts_with(f, 'answers.')) ORDER BY a.id LIMIT 1) AS on_day OFFSET 0) t
    WHERE t.on_day IS NOT NULL`,
  queries: sql`SELECT e.site_id, e.id AS entry_id, q.field, q.entry_id IS NOT NULL AS hit, q.n || CASE q.n WHEN 1 THEN ' query' ELSE ' queries' END AS says
    FROM app.entry e LEFT JOIN (SELECT entry_id, min(field) AS field, count(*) AS n FROM app.discrepancy GROUP BY 1) q ON q.entry_id = e.id WHERE e.removed_at IS NULL AND ${ENTERED}`,
  not_done: sql`SELECT e.site_id, e.id AS entry_id, NULL AS field, NOT ${ENTERED} AS hit, coalesce(e.not_done_reason, v.not_done_reason) AS says
    FROM app.entry e LEFT JOIN app.visit v ON v.id = e.visit_id WHERE e.removed_at IS NULL AND (${ENTERED} OR e.progress = 'not_done' OR v.not_done_reason IS NOT NULL)`,
  missing: sql`SELECT m.site_id, m.id AS entry_id, m.field, m.missing AS hit, 'a reason instead of a value' AS says FROM measured m`,
  digits: sql`SELECT m.site_id, m.id AS entry_id, m.field, right(m.said, 1) IN ('0', '5') AS hit, m.said AS says FROM measured m WHERE m.digit AND m.said IS NOT NULL`,
  duplicates: sql`SELECT c.site_id, c.id AS entry_id, NULL AS field, count(*) OVER alike > count(*) OVER (PARTITION BY c.site_id, c.form_id, c.numbers, c.patient_id) AS hit, c.numbers AS says
    FROM compared c WINDOW alike AS (PARTITION BY c.site_id, c.form_id, c.numbers)`,
  carried: sql`SELECT c.site_id, c.id AS entry_id, NULL AS field, c.numbers = c.before AS hit, c.numbers AS says
    FROM (SELECT c.*, lag(c.numbers) OVER (PARTITION BY c.patient_id, c.form_id ORDER BY c.day, c.id) AS before FROM compared c WHERE c.day IS NOT NULL) c WHERE c.before IS NOT NULL`,
  repeated: sql`SELECT m.site_id, m.id AS entry_id, m.field, m.said = m.before AS hit, m.said || coalesce(' ' || m.unit, '') AS says
    FROM (SELECT m.*, lag(m.said) OVER series AS before, lag(m.day) OVER series AS day_before FROM measured m WHERE m.is_count AND m.day IS NOT NULL AND m.said IS NOT NULL
      WINDOW series AS (PARTITION BY m.patient_id, m.field, m.unit ORDER BY m.day, m.id)) m
    WHERE m.before IS NOT NULL AND m.day > m.day_before AND length(regexp_replace(m.said, '^0?\\.?0*|\\.', '', 'g')) >= 2`,
  outliers: sql`SELECT m.site_id, m.id AS entry_id, m.field, m.said::float8 NOT BETWEEN f.q[1] - ${FENCE_IQR}::int * (f.q[2] - f.q[1]) AND f.q[2] + ${FENCE_IQR}::int * (f.q[2] - f.q[1]) AS hit, m.said || coalesce(' ' || m.unit, '') AS says
    FROM measured m JOIN (SELECT m.form_id, m.field, m.unit, percentile_cont(ARRAY[0.25, 0.75]) WITHIN GROUP (ORDER BY m.said::float8) AS q FROM measured m WHERE m.said IS NOT NULL
      GROUP BY 1, 2, 3 HAVING count(*) >= ${FENCE_NEEDS_VALUES}::int) f ON f.form_id = m.form_id AND f.field = m.field AND f.unit IS NOT DISTINCT FROM m.unit WHERE m.said IS NOT NULL`,
};
