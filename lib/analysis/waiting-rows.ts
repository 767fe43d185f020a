import "server-only";
import { HELD, IS_HELD } from "@/lib/server/held-sql";
import type { Tx } from "@/lib/server/db";
import { nothing, sql, type Sql } from "@/lib/server/sql";
import { isWhole, LINES_OF_ONE, type Only } from "./beyond";

/** Something recorded that somebody has to do something about, where it is and since when. */
export interface WaitingRow {
  readonly kind: "serious" | "assigned" | "asked" | "answered" | "blank" | "exposure" | "changed" | "confirm" | "sign" | "lock" | "redaction";
  readonly key: string;
  readonly patientId: string;
  readonly patient: string;
  readonly siteId: string;
  readonly siteCode: string;
  readonly timeZone: string;
  /** The calendar day at the site. */
  readonly today: string;
  readonly entryId: string | null;
  readonly formId: string | null;
  readonly formVersion: number | null;
  readonly rowNo: number | null;
  readonly visit: string | null;
  readonly field: string | null;
  /** The day on which it began to wait, at the site. */
  readonly since: string;
  /** A name, a message, a verdict, as the kind says. */
  readonly detail: string | null;
  /** What is recorded, of serious events and of unfinished forms. */
  readonly answers: Readonly<Record<string, unknown>> | null;
  /** This person saved the form last, or asked for it. */
  readonly own: boolean;
}

/** What a reader needs; the rest costs nothing. */
export interface Wants {
  readonly accountId: string;
  /** Forms that were begun, with what they hold. */
  readonly blanks: boolean;
  /** Patients whose casebook has nothing left to do. */
  readonly locks: boolean;
  /** Where queries that are asked, and answers, are wanted one by one. */
  readonly askedAt: readonly string[] | "all";
  readonly answeredAt: readonly string[] | "all";
  readonly only: Only;
}

/** A reported, complete serious event stays on everybody's day for so long after the site became aware, so that nobody misses it. */
const SERIOUS_STAYS_DAYS = 7;

/** Whether the casebook of the patient `p` lies within any of `held` of this kind; each list is hashed once. */
const isWithin = (kind: Sql): Sql => sql`(EXISTS (SELECT FROM held WHERE scope = 'study' AND kind = ${kind}) OR p.site_id IN (SELECT site_id FROM held WHERE scope = 'site' AND kind = ${kind})
    OR p.id IN (SELECT patient_id FROM held WHERE scope = 'patient' AND kind = ${kind}))`;

/** Patients whose casebook was signed, who have no open query and are not locked, and whether they are frozen: of these alone it is asked, patient by patient, what else blocks a lock. */
const SIGNED = sql`SELECT p.id, x.at, CASE WHEN ${isWithin(sql`'freeze'`)} THEN 'freeze' END AS over
  FROM (SELECT x.patient_id, max(x.at) AS at FROM app.signature x WHERE x.meaning = 'casebook' AND x.patient_id NOT IN (SELECT u.patient_id FROM unsettled u) GROUP BY 1) x JOIN app.patient p ON p.id = x.patient_id
  WHERE NOT ${isWithin(sql`'lock'`)} OFFSET 0`;

/** Everything that waits within one's reach, in one statement whatever the number of patients; of queries that are nobody's, the oldest. What is whose is for `readWorklist` to say. */
export function readWaitingRows(tx: Tx, wants: Wants): Promise<WaitingRow[]> {
  const { accountId, blanks, locks, askedAt, answeredAt } = wants;
  return tx.$queryRaw<WaitingRow[]>`
  WITH ${HELD},
  unsettled AS MATERIALIZED (SELECT DISTINCT d.patient_id FROM app.discrepancy d WHERE d.state <> 'closed'),
  settled AS MATERIALIZED (SELECT p.id FROM app.patient p WHERE p.status = 'randomised' AND p.id NOT IN (SELECT u.patient_id FROM unsettled u) AND p.id NOT IN (SELECT l.patient_id FROM held l WHERE l.patient_id IS NOT NULL)
    AND p.id NOT IN (SELECT e.patient_id FROM app.entry e LEFT JOIN app.visit v ON v.id = e.visit_id WHERE e.removed_at IS NULL AND e.progress = 'in_progress' AND v.not_done_reason IS NULL)),
  waiting AS (
    SELECT found.kind, d.id AS key, d.patient_id, d.entry_id, d.field, d.at AS since, m.detail, NULL::jsonb AS answers, false AS own
      FROM (SELECT 'assigned' AS kind, d.id FROM app.discrepancy d WHERE d.state <> 'closed' AND d.assigned_to = ${accountId}::uuid
        UNION ALL (${unassigned("asked", askedAt, wants)}) UNION ALL (${unassigned("answered", answeredAt, wants)})) found JOIN LATERAL (SELECT * FROM app.discrepancy WHERE id = found.id LIMIT 1) d ON true
      LEFT JOIN LATERAL (SELECT CASE WHEN d.origin = 'system' AND m.step = 'raised' THEN 'A check asks' ELSE m.by_name END || ': ' || m.body AS detail
        FROM app.discrepancy_message m WHERE m.discrepancy_id = d.id ORDER BY m.at DESC LIMIT 1) m ON true
    UNION ALL SELECT 'blank', e.id, e.patient_id, e.id, NULL, e.updated_at, NULL, e.answers,
        (SELECT a.account_id FROM audit.event a WHERE a.table_name = 'app.entry' AND a.row_id = e.id::text ORDER BY a.id DESC LIMIT 1) = ${accountId}::uuid
      FROM app.entry e LEFT JOIN app.visit v ON v.id = e.visit_id WHERE ${blanks} AND e.progress = 'in_progress' AND e.removed_at IS NULL AND v.not_done_reason IS NULL AND NOT ${IS_HELD}
    UNION ALL SELECT 'serious', e.id, e.patient_id, e.id, NULL, e.updated_at, NULL, e.answers, false
      FROM app.entry e WHERE e.form_id = 'adverse_event' AND e.answers ->> 'serious' = 'Y' AND e.removed_at IS NULL
        AND (e.answers ->> 'reportedAt' IS NULL OR e.progress <> 'complete' OR e.answers ->> 'awareAt' >= to_char(now() - make_interval(days => ${SERIOUS_STAYS_DAYS}::int), 'YYYY-MM-DD'))
    UNION ALL SELECT 'exposure', f.id, f.patient_id, e.id, 'medication', e.updated_at, f.value, jsonb_build_object('medication', e.answers -> 'medication'), false
      FROM (SELECT f.* FROM app.finding f LEFT JOIN (SELECT DISTINCT ON (r.entry_id) r.entry_id, r.inputs_hash FROM app.exposure_review r ORDER BY r.entry_id, r.at DESC) r ON r.entry_id = f.subject::uuid
        WHERE f.kind = 'exposure' AND f.value IN ('exposed', 'possible', 'uncoded') AND r.inputs_hash IS DISTINCT FROM f.inputs_hash) f JOIN LATERAL (SELECT * FROM app.entry WHERE id = f.subject::uuid LIMIT 1) e ON true
    UNION ALL SELECT 'changed', w.id, w.patient_id, w.entry_id, w.field, w.fallen_at, w.by_name, NULL, false
      FROM app.verification w WHERE w.fallen_at IS NOT NULL AND w.withdrawn_at IS NULL AND NOT EXISTS (SELECT FROM app.verification n WHERE n.entry_id = w.entry_id AND n.field = w.field AND n.withdrawn_at IS NULL AND n.at > w.at)
    UNION ALL SELECT 'confirm', p.id, p.id, NULL, NULL, p.created_at, CASE WHEN s.id IS NOT NULL THEN 'confirmed' ELSE f.value END, NULL, false
      FROM app.patient p JOIN app.finding f ON f.patient_id = p.id AND f.kind = 'eligibility' AND f.value IN ('eligible', 'waived')
        LEFT JOIN LATERAL (SELECT x.id FROM app.signature x WHERE x.patient_id = p.id AND x.meaning = 'eligibility' AND NOT EXISTS (SELECT FROM app.signature_void w WHERE w.signature_id = x.id) LIMIT 1) s ON true
      WHERE p.status = 'screening'
    UNION ALL SELECT 'sign', p.id, p.id, NULL, NULL, c.at, NULL, NULL, false
      FROM settled p CROSS JOIN LATERAL (SELECT max(e.updated_at) AS at FROM app.entry e WHERE e.patient_id = p.id AND e.removed_at IS NULL AND e.progress <> 'not_started') c
      WHERE c.at > coalesce((SELECT max(s.at) FROM app.signature s WHERE s.patient_id = p.id AND s.meaning = 'casebook'), '-infinity')
    UNION ALL SELECT 'lock', s.id, s.id, NULL, NULL, s.at, s.over, NULL, false FROM (${SIGNED}) s WHERE ${locks} AND NOT EXISTS (SELECT FROM ctx.lock_blockers(s.id, NULL, NULL))
    UNION ALL SELECT 'redaction', r.id, r.patient_id, r.entry_id, r.field, r.at, r.what, NULL, r.by_id = ${accountId}::uuid FROM app.redaction r WHERE r.state = 'open')
  SELECT w.kind, w.key::text, w.patient_id::text AS "patientId", p.number AS patient, p.site_id::text AS "siteId", t.code AS "siteCode", t.time_zone AS "timeZone", to_char(now() AT TIME ZONE t.time_zone, 'YYYY-MM-DD') AS today,
    w.entry_id::text AS "entryId", e.form_id AS "formId", e.form_version AS "formVersion", e.row_no AS "rowNo", v.code AS visit, w.field, to_char(w.since AT TIME ZONE t.time_zone, 'YYYY-MM-DD') AS since, w.detail, w.answers, w.own
  FROM waiting w JOIN LATERAL (SELECT * FROM app.patient WHERE id = w.patient_id LIMIT 1) p ON true JOIN LATERAL (SELECT * FROM app.site WHERE id = p.site_id LIMIT 1) t ON true LEFT JOIN LATERAL (SELECT * FROM app.entry WHERE id = w.entry_id LIMIT 1) e ON true LEFT JOIN LATERAL (SELECT code FROM app.visit WHERE id = e.visit_id LIMIT 1) v ON true
  WHERE p.status <> 'screen_failed' OR w.kind <> 'blank' ORDER BY w.since, p.number, w.key`;
}

/** The queries in a state that are nobody's: all of a chosen site or patient, and else as many as one list shows, the oldest, found along an index. */
function unassigned(kind: "asked" | "answered", at: readonly string[] | "all", { accountId, only }: Wants): Sql {
  return sql`SELECT ${kind}::text, d.id FROM app.discrepancy d WHERE d.state = ${sql([kind === "asked" ? "'open'" : "'answered'"])} AND d.assigned_to IS DISTINCT FROM ${accountId}::uuid
    AND ${at === "all" ? sql`true` : sql`d.site_id = ANY (${at as string[]}::uuid[])`} AND ${within(only)} ${isWhole(only) ? sql`ORDER BY d.at, d.id LIMIT ${LINES_OF_ONE}` : nothing}`;
}

const within = ({ site, patient }: Only): Sql => patient !== undefined ? sql`d.patient_id = (SELECT id FROM app.patient WHERE number = ${patient})` : site !== undefined ? sql`d.site_id = (SELECT id FROM app.site WHERE code = ${site})` : sql`true`;
