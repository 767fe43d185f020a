import "server-only";
import { sql, type Sql } from "@/lib/server/sql";
import { lackingRows } from "./lacking-sql";

/** Of a site, or of all that the person may see. */
export const ofSite = (table: Sql, siteId: string | "all"): Sql => (siteId === "all" ? sql`true` : sql`${table}.site_id = ${siteId}::uuid`);

const EXPOSED = sql`FROM app.finding f LEFT JOIN (SELECT DISTINCT ON (r.entry_id) r.patient_id, r.entry_id, r.verdict, r.inputs_hash FROM app.exposure_review r ORDER BY r.entry_id, r.at DESC) r ON r.entry_id = f.subject::uuid AND r.patient_id = f.patient_id
    WHERE f.kind = 'exposure' AND f.value IN ('exposed', 'possible', 'uncoded') AND coalesce(r.verdict = 'need_more_information' OR r.inputs_hash <> f.inputs_hash, true)`;
const AWAITING = sql`FROM app.finding f WHERE f.kind = 'response' AND f.value IS NOT NULL AND f.trace -> 'awaiting' = 'true'
    AND (f.trace -> 'reasons' <> '["disagreement"]' OR NOT EXISTS (SELECT FROM app.discrepancy d JOIN app.entry e ON e.id = d.entry_id JOIN app.visit v ON v.id = e.visit_id
      WHERE d.patient_id = f.patient_id AND v.patient_id = f.patient_id AND v.code = f.subject AND d.rule_id = 'RA01' AND d.state = 'open'))`;

/**
 * Parts of WITH, the last `blocking (patient_id, kind, owner, since)`: what `ctx.lock_blockers` and `readLackingRows` find patient by patient, of many at once.
 * Without what is not signed or not verified: that is in `formsLeft`. A test holds both ways together.
 */
export const blockingOf = (siteId: string | "all"): Sql => sql`${lackingRows((table) => ofSite(table, siteId))},
  blocking AS (
    SELECT d.patient_id, 'query_' || d.state AS kind, CASE WHEN d.state = 'open' THEN 'site' WHEN d.by_role LIKE '%data_manager%' THEN 'data_manager' ELSE 'monitor' END AS owner, d.at AS since
      FROM app.discrepancy d WHERE d.state <> 'closed' AND ${ofSite(sql`d`, siteId)}
    UNION ALL SELECT e.patient_id, 'form_incomplete', 'site', e.updated_at FROM app.entry e LEFT JOIN app.visit v ON v.id = e.visit_id
      WHERE e.removed_at IS NULL AND e.progress = 'in_progress' AND v.not_done_reason IS NULL AND ${ofSite(sql`e`, siteId)}
    UNION ALL SELECT e.patient_id, 'form_incomplete', 'site', e.updated_at FROM app.entry e LEFT JOIN app.visit v ON v.id = e.visit_id
      WHERE e.removed_at IS NULL AND e.progress = 'not_started' AND NOT e.optional AND e.patient_id NOT IN (SELECT p.id FROM app.patient p WHERE p.status = 'screen_failed') AND v.not_done_reason IS NULL AND ${ofSite(sql`e`, siteId)}
    UNION ALL SELECT l.patient_id, 'form_incomplete', 'site', NULL FROM lacking l
    UNION ALL SELECT f.patient_id, 'exposure_undecided', 'monitor', (SELECT e.updated_at FROM app.entry e WHERE e.id = f.subject::uuid) ${EXPOSED} AND ${ofSite(sql`f`, siteId)}
    UNION ALL SELECT f.patient_id, 'adjudication_open', 'monitor', (SELECT max(e.updated_at) FROM app.visit v JOIN app.entry e ON e.patient_id = v.patient_id AND e.visit_id = v.id WHERE v.patient_id = f.patient_id AND v.code = f.subject) ${AWAITING} AND ${ofSite(sql`f`, siteId)})`;
