import "server-only";
import { sql } from "@/lib/server/sql";
import type { ReportSource } from "./report-source";

type Fragment = ReturnType<typeof sql>;

/** Rows of one kind in a cut. */
const cutRows = (cutId: string, kind: string): Fragment => sql`app.data_cut_record r WHERE r.cut_id = ${cutId}::uuid AND r.kind = ${kind}`;

/** `patient (patient, site, status, arm, randomised_on)`: the day at the site. Every statement of a report is written once, over fragments that are the same for live records and for a cut. */
export const patientRows = (source: ReportSource): Fragment => source.kind === "live"
  ? sql`patient AS (SELECT p.number AS patient, s.code AS site, p.status, p.arm, to_char(p.randomised_at AT TIME ZONE s.time_zone, 'YYYY-MM-DD') AS randomised_on
      FROM app.patient p JOIN app.site s ON s.id = p.site_id)`
  : sql`patient AS (SELECT payload ->> 'patient' AS patient, payload ->> 'site' AS site, payload ->> 'status' AS status, payload ->> 'arm' AS arm, payload ->> 'randomisedOn' AS randomised_on
      FROM ${cutRows(source.cutId, "patient")})`;

/**
 * `finding (patient, kind, subject, value, trace)` of these kinds, with these keys of the trace. A cut names the entry that a result is of
 * by its place; a deviation gets its name back from the value that departed.
 */
export const findingRows = (source: ReportSource, kinds: readonly string[], keys: readonly string[]): Fragment => source.kind === "live"
  ? sql`finding AS (SELECT p.number AS patient, f.kind, f.subject, f.value, (SELECT jsonb_object_agg(t.key, t.value) FROM jsonb_each(f.trace) t WHERE t.key = ANY (${keys as string[]})) AS trace
      FROM app.finding f JOIN app.patient p ON p.id = f.patient_id WHERE f.value IS NOT NULL AND f.kind = ANY (${kinds as string[]}))`
  : sql`finding AS (SELECT payload ->> 'patient' AS patient, payload ->> 'kind' AS kind,
        CASE WHEN payload ->> 'kind' = 'deviation' AND payload ->> 'form' IS NOT NULL THEN concat(payload ->> 'subject', ':', payload -> 'trace' -> 'source' ->> 'entryId') ELSE coalesce(payload ->> 'subject', '') END AS subject,
        payload ->> 'value' AS value, (SELECT jsonb_object_agg(t.key, t.value) FROM jsonb_each(payload -> 'trace') t WHERE t.key = ANY (${keys as string[]})) AS trace
      FROM ${cutRows(source.cutId, "finding")} AND payload ->> 'kind' = ANY (${kinds as string[]}))`;

/** `entry (key, patient, visit, form, form_version, row_no, progress, answers)` of these forms, without removed ones. The key is that of `verification`. */
export const entryRows = (source: ReportSource, forms: readonly string[]): Fragment => source.kind === "live"
  ? sql`entry AS (SELECT e.id::text AS key, p.number AS patient, v.code AS visit, e.form_id AS form, e.form_version, e.row_no, e.progress, e.answers
      FROM app.entry e JOIN app.patient p ON p.id = e.patient_id LEFT JOIN app.visit v ON v.id = e.visit_id WHERE e.removed_at IS NULL AND e.form_id = ANY (${forms as string[]}))`
  : sql`entry AS (SELECT concat_ws(' ', payload ->> 'patient', payload ->> 'visit', payload ->> 'form', payload ->> 'row') AS key, payload ->> 'patient' AS patient, payload ->> 'visit' AS visit, payload ->> 'form' AS form,
        (payload ->> 'formVersion')::int AS form_version, (payload ->> 'row')::int AS row_no, payload ->> 'progress' AS progress, payload -> 'answers' AS answers
      FROM ${cutRows(source.cutId, "entry")} AND payload ->> 'removedAt' IS NULL AND payload ->> 'form' = ANY (${forms as string[]}))`;

/** `verification (key, field)`: those that stand. */
export const verificationRows = (source: ReportSource): Fragment => source.kind === "live"
  ? sql`verification AS (SELECT DISTINCT entry_id::text AS key, field FROM app.verification WHERE fallen_at IS NULL)`
  : sql`verification AS (SELECT DISTINCT concat_ws(' ', payload ->> 'patient', payload ->> 'visit', payload ->> 'form', payload ->> 'row') AS key, payload ->> 'field' AS field
      FROM ${cutRows(source.cutId, "verification")} AND payload ->> 'fallenAt' IS NULL)`;

/** `query (patient, state, origin, raised_at)`, times in UTC. */
export const queryRows = (source: ReportSource): Fragment => source.kind === "live"
  ? sql`query AS (SELECT p.number AS patient, d.state, d.origin, d.at AT TIME ZONE 'UTC' AS raised_at FROM app.discrepancy d JOIN app.patient p ON p.id = d.patient_id)`
  : sql`query AS (SELECT payload ->> 'patient' AS patient, payload ->> 'state' AS state, payload ->> 'origin' AS origin, (payload ->> 'raisedAt')::timestamp AS raised_at FROM ${cutRows(source.cutId, "query")})`;

/** `failure (patient, cause, criteria)`: the latest statement on each patient, where it says that the patient does not enter. */
export const failureRows = (source: ReportSource): Fragment => source.kind === "live"
  ? sql`failure AS (SELECT * FROM (SELECT DISTINCT ON (n.patient_id) p.number AS patient, n.step, n.cause, n.criteria::jsonb AS criteria FROM app.screen_failure n JOIN app.patient p ON p.id = n.patient_id ORDER BY n.patient_id, n.at DESC) x WHERE step = 'failed')`
  : sql`failure AS (SELECT * FROM (SELECT DISTINCT ON (payload ->> 'patient') payload ->> 'patient' AS patient, payload ->> 'step' AS step, payload ->> 'cause' AS cause, payload -> 'criteria' AS criteria
      FROM ${cutRows(source.cutId, "screen_failure")} ORDER BY payload ->> 'patient', payload ->> 'at' DESC) x WHERE step = 'failed')`;
