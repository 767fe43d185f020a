import "server-only";
import { IS_HELD, LOCKED } from "@/lib/server/held-sql";
import type { Tx } from "@/lib/server/db";
import { sql } from "@/lib/server/sql";
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

/**
 * All forms of these patients, or of every patient the reader may see (null), in one statement: what is asked, verified and signed is looked up for them alone. Values are counted only where
 * some are verified, since nowhere else does their number decide a state; the locks are looked up once, not once a form.
 * A patient's forms come as one JSON value: thousands of rows of their own would cost more to unpack than to find.
 */
export async function readEntrySummaries(tx: Tx, patientIds: readonly string[] | null): Promise<readonly EntrySummary[]> {
  const mine = patientIds === null ? sql`true` : sql`patient_id = ANY (${patientIds as string[]}::uuid[])`;
  const byPatient = await tx.$queryRaw<{ rows: Row[] }[]>`
    WITH asked AS (SELECT entry_id, count(*) FILTER (WHERE state = 'open')::int AS open, count(*) FILTER (WHERE state = 'answered')::int AS answered
                     FROM app.discrepancy WHERE state <> 'closed' AND ${mine} GROUP BY entry_id),
    checked AS (SELECT entry_id, count(*)::int AS n FROM app.verification WHERE fallen_at IS NULL AND ${mine} GROUP BY entry_id),
    given AS (SELECT patient_id, visit_id, entry_id, difference, entries, at FROM app.signature WHERE meaning <> 'eligibility' AND ${mine}),
    signed AS (SELECT patient_id, max(at) AS at FROM given WHERE NOT difference AND num_nonnulls(visit_id, entry_id) = 0 GROUP BY 1),
    signed_visit AS (SELECT visit_id, max(at) AS at FROM given WHERE NOT difference AND visit_id IS NOT NULL GROUP BY 1),
    signed_form AS (SELECT k::uuid AS entry_id, max(at) AS at FROM given, jsonb_object_keys(entries) k WHERE difference OR entry_id IS NOT NULL GROUP BY 1),
    ${LOCKED},
    summary AS (
    SELECT e.id, e.patient_id AS "patientId", e.visit_id AS "visitId", v.code AS visit, e.form_id AS "formId", e.row_no AS "rowNo", e.optional, e.removed_at IS NOT NULL AS removed,
      CASE WHEN v.not_done_reason IS NOT NULL THEN 'not_done' ELSE e.progress END AS progress,
      CASE WHEN c.n > 0 THEN (SELECT count(*)::int FROM jsonb_object_keys(e.answers)) ELSE 1 END AS answered, coalesce(c.n, 0) AS verified,
      coalesce(greatest(s.at, sv.at, sf.at) > e.updated_at, false) AS signed,
      coalesce(a.open, 0) AS "openQueries", coalesce(a.answered, 0) AS "answeredQueries",
      ${IS_HELD} AS locked
    FROM (SELECT * FROM app.entry WHERE ${mine}) e LEFT JOIN (SELECT id, code, not_done_reason FROM app.visit WHERE ${mine}) v ON v.id = e.visit_id LEFT JOIN asked a ON a.entry_id = e.id LEFT JOIN checked c ON c.entry_id = e.id
      LEFT JOIN signed s ON s.patient_id = e.patient_id LEFT JOIN signed_visit sv ON sv.visit_id = e.visit_id LEFT JOIN signed_form sf ON sf.entry_id = e.id)
    SELECT json_agg(summary ORDER BY "formId", "rowNo") AS rows FROM summary GROUP BY "patientId" ORDER BY "patientId"`;
  return byPatient.flatMap(({ rows }) => rows).map(({ progress, answered, verified, signed, locked, ...row }) => ({ ...row, recorded: progress !== "not_started", notDone: progress === "not_done", state: entryState({ progress, answered, verified, signed, locked }) }));
}
