import "server-only";
import { IS_HELD, LOCKED } from "@/lib/server/held-sql";
import type { Tx } from "@/lib/server/db";
import { nothing, ONE_PLAN, sql, type Sql } from "@/lib/server/sql";
import type { Progress } from "./entry";
import { entryState, type EntryState } from "./entry-state";

/** One form instance in a list: where it stands and what is asked about it. */
export interface EntrySummary {
  readonly id: string;
  readonly patientId: string;
  readonly visitId: string | null;
  readonly visit: string | null;
  readonly formId: string;
  readonly rowNo: number;
  readonly state: EntryState;
  /** Anything was entered, or it or its visit was marked as not done. */
  readonly recorded: boolean;
  /** It or its visit was marked as not done, also under a lock. */
  readonly notDone: boolean;
  /** Its visit is complete without it. */
  readonly optional: boolean;
  readonly openQueries: number;
  readonly answeredQueries: number;
  readonly removed: boolean;
}

interface Row extends Omit<EntrySummary, "state" | "recorded" | "notDone"> { progress: Progress; answered: number; verified: number; signed: boolean; locked: boolean }

/** Rows of these patients, found patient by patient: asked for all at once the planner would go by their sites, and so through what every patient has. */
function rowsOf(table: "entry" | "discrepancy" | "verification" | "signature", which: Sql, ids: readonly string[] | null): Sql {
  const name = sql([`app.${table}`]);
  const [only = null, ...others] = ids ?? [];
  if (ids === null) return sql`(SELECT * FROM ${name} WHERE ${which})`;
  if (only !== null && others.length === 0) return sql`(SELECT * FROM ${name} WHERE patient_id = ${only}::uuid AND ${which})`;
  return sql`(SELECT r.* FROM unnest(${ids as string[]}::uuid[]) i CROSS JOIN LATERAL (SELECT * FROM ${name} WHERE patient_id = i AND ${which} OFFSET 0) r)`;
}

/**
 * All forms of these patients, or of every patient the reader may see (null), in one statement: what is asked, verified and signed is looked up for them alone
 * and kept as maps by form: a planner that takes the forms to be few, which row security makes it do, would gather each list anew for every one of them. Values are counted only where
 * some are verified, since nowhere else does their number decide a state; the locks are looked up once, not once a form.
 * A patient's forms come as one JSON value: thousands of rows of their own would cost more to unpack than to find.
 */
export async function readEntrySummaries(tx: Tx, patientIds: readonly string[] | null): Promise<readonly EntrySummary[]> {
  const byPatient = await tx.$queryRaw<{ rows: Row[] }[]>`
    ${patientIds === null ? nothing : ONE_PLAN}
    WITH asked AS MATERIALIZED (SELECT jsonb_object_agg(entry_id, states) AS by_form FROM (SELECT entry_id, jsonb_build_array(count(*) FILTER (WHERE state = 'open'), count(*) FILTER (WHERE state = 'answered')) AS states
                     FROM ${rowsOf("discrepancy", sql`state <> 'closed'`, patientIds)} q GROUP BY entry_id) d),
    checked AS MATERIALIZED (SELECT jsonb_object_agg(entry_id, n) AS by_form FROM (SELECT entry_id, count(*) AS n FROM ${rowsOf("verification", sql`fallen_at IS NULL`, patientIds)} f GROUP BY entry_id) w),
    signed AS MATERIALIZED (SELECT jsonb_object_agg(of, at) AS by_id FROM (SELECT k.of, max(s.at) AS at FROM ${rowsOf("signature", sql`meaning <> 'eligibility'`, patientIds)} s CROSS JOIN LATERAL (
        SELECT s.patient_id::text WHERE NOT s.difference AND num_nonnulls(s.visit_id, s.entry_id) = 0
        UNION ALL SELECT s.visit_id::text WHERE NOT s.difference AND s.visit_id IS NOT NULL
        UNION ALL SELECT jsonb_object_keys(s.entries) WHERE s.difference OR s.entry_id IS NOT NULL) k (of) GROUP BY 1) g),
    ${LOCKED},
    summary AS (
    SELECT e.id, e.patient_id AS "patientId", e.visit_id AS "visitId", v.code AS visit, e.form_id AS "formId", e.row_no AS "rowNo", e.optional, e.removed_at IS NOT NULL AS removed,
      CASE WHEN v.not_done_reason IS NOT NULL THEN 'not_done' ELSE e.progress END AS progress,
      CASE WHEN (SELECT by_form FROM checked) ? e.id::text THEN (SELECT count(*)::int FROM jsonb_object_keys(e.answers)) ELSE 1 END AS answered, coalesce((SELECT by_form FROM checked) ->> e.id::text, '0')::int AS verified,
      coalesce(greatest(((SELECT by_id FROM signed) ->> e.patient_id::text)::timestamptz, ((SELECT by_id FROM signed) ->> e.visit_id::text)::timestamptz, ((SELECT by_id FROM signed) ->> e.id::text)::timestamptz) > e.updated_at, false) AS signed,
      coalesce((SELECT by_form FROM asked) -> e.id::text ->> 0, '0')::int AS "openQueries", coalesce((SELECT by_form FROM asked) -> e.id::text ->> 1, '0')::int AS "answeredQueries",
      ${IS_HELD} AS locked
    FROM ${rowsOf("entry", sql`true`, patientIds)} e LEFT JOIN ${patientIds === null ? sql`app.visit` : sql`LATERAL (SELECT id, code, not_done_reason FROM app.visit WHERE id = e.visit_id LIMIT 1)`} v ON v.id = e.visit_id)
    SELECT json_agg(summary ORDER BY "formId", "rowNo") AS rows FROM summary GROUP BY "patientId" ORDER BY "patientId"`;
  return byPatient.flatMap(({ rows }) => rows.map(summaryOf));
}

/** Field by field: of thousands, leaving out what is not shown (`...rest`) cost as much as reading them. */
const summaryOf = (row: Row): EntrySummary => ({
  id: row.id, patientId: row.patientId, visitId: row.visitId, visit: row.visit, formId: row.formId, rowNo: row.rowNo, optional: row.optional, openQueries: row.openQueries, answeredQueries: row.answeredQueries, removed: row.removed,
  recorded: row.progress !== "not_started", notDone: row.progress === "not_done", state: entryState(row),
});
