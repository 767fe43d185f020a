import "server-only";
import { IS_HELD, lockedAround } from "@/lib/server/held-sql";
import type { Tx } from "@/lib/server/db";
import { ONE_PLAN, sql, type Sql } from "@/lib/server/sql";
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

/** What stands for most forms is null, so that it is neither written nor read: nothing optional, removed, verified, signed or locked, no queries. */
type Told = [
  id: string, visitId: string | null, visit: string | null, formId: string, rowNo: number, progress: Progress, optional: true | null, removed: true | null,
  answered: number | null, verified: number | null, signed: true | null, queries: [open: number, answered: number] | null, locked: true | null,
];

/** Rows of these patients, found patient by patient: asked for all at once the planner would go by their sites, and so through what every patient has. */
function rowsOf(table: "entry" | "discrepancy" | "verification" | "signature", which: Sql, ids: readonly string[]): Sql {
  const name = sql([`app.${table}`]);
  const [only, ...others] = ids;
  if (only !== undefined && others.length === 0) return sql`(SELECT * FROM ${name} WHERE patient_id = ${only}::uuid AND ${which})`;
  return sql`(SELECT r.* FROM unnest(${[...ids]}::uuid[]) i CROSS JOIN LATERAL (SELECT * FROM ${name} WHERE patient_id = i AND ${which} OFFSET 0) r)`;
}

/**
 * All forms of these patients, in one statement: what is asked, verified and signed is looked up for them alone
 * and kept as maps by form: a planner that takes the forms to be few, which row security makes it do, would gather each list anew for every one of them. Values are counted only where
 * some are verified, since nowhere else does their number decide a state; the locks over them are looked up once, not once a form.
 * A patient's forms come as one JSON value of lists: thousands of rows of their own, or the names of their columns for each, would cost more to write and unpack than to find.
 */
export async function readEntrySummaries(tx: Tx, patientIds: readonly string[]): Promise<readonly EntrySummary[]> {
  const byPatient = await tx.$queryRaw<{ patientId: string; told: Told[] }[]>`
    ${ONE_PLAN}
    WITH asked AS MATERIALIZED (SELECT jsonb_object_agg(entry_id, states) AS by_form FROM (SELECT entry_id, jsonb_build_array(count(*) FILTER (WHERE state = 'open'), count(*) FILTER (WHERE state = 'answered')) AS states
                     FROM ${rowsOf("discrepancy", sql`state <> 'closed'`, patientIds)} q GROUP BY entry_id) d),
    checked AS MATERIALIZED (SELECT jsonb_object_agg(entry_id, n) AS by_form FROM (SELECT entry_id, count(*) AS n FROM ${rowsOf("verification", sql`fallen_at IS NULL`, patientIds)} f GROUP BY entry_id) w),
    signed AS MATERIALIZED (SELECT jsonb_object_agg(of, at) AS by_id FROM (SELECT k.of, max(s.at) AS at FROM ${rowsOf("signature", sql`meaning <> 'eligibility'`, patientIds)} s CROSS JOIN LATERAL (
        SELECT s.patient_id::text WHERE NOT s.difference AND num_nonnulls(s.visit_id, s.entry_id) = 0
        UNION ALL SELECT s.visit_id::text WHERE NOT s.difference AND s.visit_id IS NOT NULL
        UNION ALL SELECT jsonb_object_keys(s.entries) WHERE s.difference OR s.entry_id IS NOT NULL) k (of) GROUP BY 1) g),
    ${lockedAround(patientIds)},
    summary AS (
    SELECT e.key AS id, e.patient_id, e.visit_id, v.code AS visit, e.form_id, e.row_no, CASE WHEN v.not_done_reason IS NOT NULL THEN 'not_done' ELSE e.progress END AS progress, nullif(e.optional, false) AS optional, nullif(e.removed_at IS NOT NULL, false) AS removed,
      CASE WHEN (SELECT by_form FROM checked) ? e.key THEN (SELECT count(*)::int FROM jsonb_object_keys(e.answers)) END AS answered, (SELECT by_form FROM checked) -> e.key AS verified,
      nullif(greatest(((SELECT by_id FROM signed) ->> e.patient_id::text)::timestamptz, ((SELECT by_id FROM signed) ->> e.visit_id::text)::timestamptz, ((SELECT by_id FROM signed) ->> e.key)::timestamptz) > e.updated_at, false) AS signed,
      (SELECT by_form FROM asked) -> e.key AS queries, nullif(${IS_HELD}, false) AS locked
    FROM (SELECT r.*, r.id::text AS key FROM ${rowsOf("entry", sql`true`, patientIds)} r OFFSET 0) e LEFT JOIN LATERAL (SELECT id, code, not_done_reason FROM app.visit WHERE id = e.visit_id LIMIT 1) v ON v.id = e.visit_id)
    SELECT patient_id AS "patientId", json_agg(json_build_array(id, visit_id, visit, form_id, row_no, progress, optional, removed, answered, verified, signed, queries, locked) ORDER BY form_id, row_no) AS told FROM summary GROUP BY patient_id ORDER BY patient_id`;
  return byPatient.flatMap(({ patientId, told }) => told.map((form) => summaryOf(patientId, form)));
}

function summaryOf(patientId: string, [id, visitId, visit, formId, rowNo, progress, optional, removed, answered, verified, signed, queries, locked]: Told): EntrySummary {
  return {
    id, patientId, visitId, visit, formId, rowNo, optional: optional ?? false, removed: removed ?? false, openQueries: queries?.[0] ?? 0, answeredQueries: queries?.[1] ?? 0, recorded: progress !== "not_started", notDone: progress === "not_done",
    state: entryState({ progress, answered: answered ?? 1, verified: verified ?? 0, signed: signed ?? false, locked: locked ?? false }),
  };
}
