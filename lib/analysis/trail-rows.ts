import "server-only";
import type { Changes, TrailOp } from "@/lib/audit/trail-event";
import { TRAIL_KINDS } from "@/lib/audit/trail-kinds";
import { ANSWERS_PREFIX } from "@/lib/audit/trail-event";
import { addDays } from "@/lib/kernel/calendar-date";
import type { Tx } from "@/lib/server/db";
import { nothing, ONE_PLAN, sql, type Sql } from "@/lib/server/sql";
import type { ProtocolVersionId } from "@/lib/study/patient-record";
import type { TrailFilters } from "./trail-filters";

/** One event as stored, with what its row is about now. Null where the event has none, or the reader may not see it. */
export interface TrailRecord {
  readonly id: string; readonly at: Date; readonly accountId: string; readonly who: string; readonly role: string | null;
  readonly action: string; readonly table: string; readonly rowId: string; readonly op: TrailOp; readonly reason: string | null; readonly requestId: string | null;
  readonly fields: readonly string[]; readonly changes: Changes | null;
  /** Which link of its chain it is; the hash stands in the export. */
  readonly link: number | null; readonly hash: string | null; readonly appVersion: string | null;
  readonly siteCode: string | null; readonly timeZone: string | null; readonly patientNumber: string | null; readonly protocolVersion: ProtocolVersionId | null;
  readonly visitCode: string | null;
  readonly entryId: string | null; readonly formId: string | null; readonly formVersion: number | null; readonly rowNo: number | null; readonly medication: string | null;
  readonly discrepancyId: string | null; readonly field: string | null;
  readonly findingKind: string | null; readonly findingSubject: string | null; readonly lockScope: string | null; readonly personName: string | null;
}

/** On whose clock the days of a choice are: the patient's site, the reader's when they all keep the same time, UTC otherwise. */
export async function readTrailZone(tx: Tx, { patient }: TrailFilters): Promise<string> {
  const sites = patient === undefined ? sql`app.site s` : sql`app.site s WHERE s.id = (SELECT p.site_id FROM app.patient p WHERE p.number = ${patient})`;
  const zones = await tx.$queryRaw<{ zone: string }[]>`SELECT DISTINCT s.time_zone AS zone FROM ${sites}`;
  return zones.length === 1 ? zones[0]!.zone : "UTC";
}

/** The newest events under the filters, newest first, at most `most`. Row security decides what is there at all. */
export async function chooseTrailEvents(tx: Tx, filters: TrailFilters, zone: string, most: number): Promise<readonly string[]> {
  const [formId, field] = filters.field?.split(".") ?? [];
  const tables = filters.kind ? [...TRAIL_KINDS[filters.kind].tables] : null;
  const until = filters.to ? addDays(filters.to, 1) : null;
  const about = filters.field || filters.entry ? await readEventsAbout(tx, { patient: filters.patient ?? null, entry: filters.entry ?? null, formId: formId ?? null, field: field ?? null }) : null;
  const given = (value: string | readonly string[] | null | undefined, condition: Sql) => (value === null || value === undefined ? sql`true` : condition);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT e.id::text AS id FROM audit.event e
    WHERE ${given(filters.before, sql`e.id < ${filters.before}::bigint`)}
      AND ${given(filters.patient, sql`e.patient_id = (SELECT p.id FROM app.patient p WHERE p.number = ${filters.patient})`)}
      AND ${given(filters.person, sql`e.account_id = ${filters.person}::uuid`)}
      AND ${given(filters.from, sql`e.occurred_at >= ${filters.from}::date::timestamp AT TIME ZONE ${zone}::text`)}
      AND ${given(until, sql`e.occurred_at < ${until}::date::timestamp AT TIME ZONE ${zone}::text`)}
      AND ${given(tables, sql`e.table_name = ANY (${tables}::text[])`)}
      AND ${given(about, sql`e.id = ANY (${about}::bigint[])`)}
    ORDER BY e.id DESC LIMIT ${most}`;
  return rows.map(({ id }) => id);
}

interface About { readonly patient: string | null; readonly entry: string | null; readonly formId: string | null; readonly field: string | null }

/**
 * The events that tell the story of a form, or of one field of it: its answers, and what was asked, compared, signed and locked.
 * Signatures and locks are as wide as a patient or more, so they belong to the story of one form, or of one patient's. Of one form it takes longer to plan than to find, so its plan is kept.
 */
async function readEventsAbout(tx: Tx, { patient, entry, formId, field }: About): Promise<readonly string[]> {
  const whole = sql`true`;
  const isField = (column: Sql) => (field === null ? whole : sql`${column} = ${field}`);
  const holdsField = (column: Sql) => (field === null ? whole : sql`${column} ? ${field}`);
  const isNarrow = entry !== null || patient !== null ? whole : sql`false`;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    ${entry === null ? nothing : ONE_PLAN}
    WITH form AS MATERIALIZED (SELECT n.* FROM app.entry n WHERE ${entry === null ? whole : sql`n.id = ${entry}::uuid`} AND ${formId === null ? whole : sql`n.form_id = ${formId}`}
        AND ${patient === null ? whole : sql`n.patient_id = (SELECT p.id FROM app.patient p WHERE p.number = ${patient})`}),
      asked AS (SELECT d.id FROM app.discrepancy d JOIN form n ON n.id = d.entry_id WHERE ${isField(sql`d.field`)}),
      signed AS (SELECT s.id FROM app.signature s JOIN form n ON n.patient_id = s.patient_id WHERE ${isNarrow} AND s.manifest -> n.id::text IS NOT NULL AND ${holdsField(sql`s.manifest -> n.id::text`)}),
      about AS MATERIALIZED (
    SELECT 'app.entry' AS name, n.id::text AS row FROM form n
    UNION ALL SELECT 'app.discrepancy', a.id::text FROM asked a
    UNION ALL SELECT 'app.discrepancy_message', m.id::text FROM app.discrepancy_message m JOIN asked a ON a.id = m.discrepancy_id
    UNION ALL SELECT 'app.explanation', x.id::text FROM app.explanation x JOIN form n ON n.id = x.entry_id WHERE ${holdsField(sql`x.checked`)}
    UNION ALL SELECT 'app.import_entry', i.id::text FROM app.import_entry i JOIN form n ON n.id = i.entry_id WHERE ${holdsField(sql`i.text`)}
    UNION ALL SELECT 'app.verification', w.id::text FROM app.verification w JOIN form n ON n.id = w.entry_id WHERE ${isField(sql`w.field`)}
    UNION ALL SELECT 'app.exposure_review', r.id::text FROM app.exposure_review r JOIN form n ON n.id = r.entry_id
    UNION ALL SELECT 'app.signature_void', v.id::text FROM app.signature_void v JOIN form n ON n.id = v.entry_id WHERE ${isField(sql`v.field`)}
    UNION ALL SELECT 'app.signature', s.id::text FROM signed s
    UNION ALL SELECT 'app.lock', l.id::text FROM app.lock l WHERE ${isNarrow} AND EXISTS (SELECT FROM form n WHERE l.scope = 'study'
      OR (l.scope = 'site' AND l.site_id = n.site_id) OR (l.scope = 'patient' AND l.patient_id = n.patient_id) OR (l.scope = 'visit' AND l.visit_id = n.visit_id) OR (l.scope = 'entry' AND l.entry_id = n.id)))
    SELECT x.id::text AS id FROM about a CROSS JOIN LATERAL (SELECT e.id FROM audit.event e WHERE e.table_name = a.name AND e.row_id = a.row AND ${field === null ? whole : sql`(e.table_name <> 'app.entry'
      OR e.fields @> ARRAY[${`${ANSWERS_PREFIX}${field}`}::text] OR (e.op = 'U' AND e.fields && '{removed_at,not_done_reason,form_version}'))`} OFFSET 0) x`;
  return rows.map(({ id }) => id);
}

/**
 * These events as stored, in the order given, each with what its row is about now. Ids that stand in text are turned into ids step by step, each step
 * before the next one looks up by them: a comparison that converts might tell of rows that the reader may not see, so that it may use no index.
 */
export async function readTrailRecords(tx: Tx, ids: readonly string[]): Promise<readonly TrailRecord[]> {
  return tx.$queryRaw<TrailRecord[]>`${ONE_PLAN}
    WITH chosen AS MATERIALIZED (SELECT e.*, c.place, p.changes,
        CASE e.table_name WHEN 'app.discrepancy' THEN e.row_id WHEN 'app.discrepancy_message' THEN p.changes #>> '{discrepancy_id,new}' END::uuid AS asked,
        CASE e.table_name WHEN 'app.verification' THEN e.row_id END::uuid AS verified, CASE e.table_name WHEN 'app.finding' THEN e.row_id END::uuid AS found,
        CASE e.table_name WHEN 'app.lock' THEN e.row_id END::uuid AS locked, CASE e.table_name WHEN 'app.membership' THEN e.row_id END::uuid AS member, CASE e.table_name WHEN 'app.visit' THEN e.row_id END::uuid AS visit
      FROM unnest(${ids}::bigint[]) WITH ORDINALITY c(id, place) JOIN audit.event e ON e.id = c.id LEFT JOIN audit.payload p ON p.event_id = e.id),
    about AS MATERIALIZED (SELECT e.*, d.id AS discrepancy_id, coalesce(d.field, w.field, e.changes #>> '{field,new}') AS field, f.kind, f.subject, l.scope, l.visit_id AS locked_visit,
        CASE e.table_name WHEN 'app.entry' THEN e.row_id WHEN 'app.finding' THEN substring(f.subject FROM '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}')
          ELSE coalesce(d.entry_id::text, w.entry_id::text, l.entry_id::text, e.changes #>> '{entry_id,new}') END::uuid AS form,
        CASE e.table_name WHEN 'auth.account' THEN e.row_id WHEN 'app.membership' THEN coalesce(m.account_id::text, e.changes #>> '{account_id,new}') END AS person
      FROM chosen e LEFT JOIN app.discrepancy d ON d.id = e.asked LEFT JOIN app.verification w ON w.id = e.verified LEFT JOIN app.finding f ON f.id = e.found
        LEFT JOIN app.lock l ON l.id = e.locked LEFT JOIN app.membership m ON m.id = e.member)
    SELECT e.id::text AS id, e.occurred_at AS at, e.account_id AS "accountId", e.full_name AS who, e.role, e.action, e.table_name AS "table", e.row_id AS "rowId", e.op::text AS op, e.reason,
      e.request_id AS "requestId", e.fields, e.changes, k.seq::int AS link, encode(k.hash, 'hex') AS hash, e.app_version AS "appVersion", s.code AS "siteCode", s.time_zone AS "timeZone", t.number AS "patientNumber", t.protocol_version AS "protocolVersion", v.code AS "visitCode",
      n.id AS "entryId", n.form_id AS "formId", n.form_version AS "formVersion", n.row_no AS "rowNo", n.answers ->> 'medication' AS medication,
      e.discrepancy_id AS "discrepancyId", e.field, e.kind AS "findingKind", e.subject AS "findingSubject", e.scope AS "lockScope", person.name AS "personName"
    FROM about e
    LEFT JOIN audit.link k ON k.event_id = e.id
    LEFT JOIN app.entry n ON n.id = e.form
    CROSS JOIN LATERAL (SELECT coalesce(e.visit, n.visit_id, e.locked_visit) AS id OFFSET 0) of_visit
    LEFT JOIN app.visit v ON v.id = of_visit.id -- by its key, see above
    LEFT JOIN app.patient t ON t.id = e.patient_id
    LEFT JOIN app.site s ON s.id = e.site_id
    LEFT JOIN LATERAL (SELECT q.changes #>> '{full_name,new}' AS name FROM audit.event a JOIN audit.payload q ON q.event_id = a.id
      WHERE a.table_name = 'auth.account' AND a.op = 'I' AND a.row_id = e.person ORDER BY a.id LIMIT 1) person ON true
    ORDER BY e.place`;
}
