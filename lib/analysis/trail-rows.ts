import "server-only";
import type { Changes, TrailOp } from "@/lib/audit/trail-event";
import { TRAIL_KINDS } from "@/lib/audit/trail-kinds";
import { ANSWERS_PREFIX } from "@/lib/audit/trail-event";
import { addDays } from "@/lib/kernel/calendar-date";
import type { Tx } from "@/lib/server/db";
import type { ProtocolVersionId } from "@/lib/study/patient-record";
import type { TrailFilters } from "./trail-filters";

/** One event as stored, with what its row is about now. Null where the event has none, or the reader may not see it. */
export interface TrailRecord {
  readonly id: string; readonly at: Date; readonly accountId: string; readonly who: string; readonly role: string | null;
  readonly action: string; readonly table: string; readonly rowId: string; readonly op: TrailOp; readonly reason: string | null; readonly requestId: string | null;
  readonly fields: readonly string[]; readonly changes: Changes | null;
  readonly siteCode: string | null; readonly timeZone: string | null; readonly patientNumber: string | null; readonly protocolVersion: ProtocolVersionId | null;
  readonly visitCode: string | null;
  readonly entryId: string | null; readonly formId: string | null; readonly formVersion: number | null; readonly rowNo: number | null; readonly medication: string | null;
  readonly discrepancyId: string | null; readonly field: string | null;
  readonly findingKind: string | null; readonly findingSubject: string | null; readonly lockScope: string | null; readonly personName: string | null;
}

/**
 * Events under the filters, newest first, at most `most`: the events are chosen first and only they are looked up.
 * Row security decides what is there at all.
 */
export async function readTrailRecords(tx: Tx, filters: TrailFilters, most: number): Promise<readonly TrailRecord[]> {
  const [formId, field] = filters.field?.split(".") ?? [];
  const tables = filters.kind ? [...TRAIL_KINDS[filters.kind].tables] : null;
  const until = filters.to ? addDays(filters.to, 1) : null;
  return tx.$queryRaw<TrailRecord[]>`
    WITH chosen AS MATERIALIZED (
      SELECT e.* FROM audit.event e
      WHERE (${filters.before ?? null}::bigint IS NULL OR e.id < ${filters.before ?? null}::bigint)
        AND (${filters.patient ?? null}::text IS NULL OR e.patient_id = (SELECT p.id FROM app.patient p WHERE p.number = ${filters.patient ?? null}::text))
        AND (${filters.person ?? null}::uuid IS NULL OR e.account_id = ${filters.person ?? null}::uuid)
        AND (${filters.from ?? null}::text IS NULL OR e.occurred_at >= ${filters.from ?? null}::date::timestamp AT TIME ZONE 'UTC')
        AND (${until}::text IS NULL OR e.occurred_at < ${until}::date::timestamp AT TIME ZONE 'UTC')
        AND (${tables}::text[] IS NULL OR e.table_name = ANY (${tables}::text[]))
        AND (${filters.entry ?? null}::text IS NULL OR (e.table_name = 'app.entry' AND e.row_id = ${filters.entry ?? null}::text))
        AND (${formId ?? null}::text IS NULL OR (e.table_name = 'app.entry' AND e.fields @> ARRAY[${ANSWERS_PREFIX}::text || ${field ?? null}::text]
          AND EXISTS (SELECT FROM app.entry n WHERE n.id = CASE WHEN e.table_name = 'app.entry' THEN e.row_id::uuid END AND n.form_id = ${formId ?? null}::text)))
      ORDER BY e.id DESC LIMIT ${most})
    SELECT e.id::text AS id, e.occurred_at AS at, e.account_id AS "accountId", e.full_name AS who, e.role, e.action, e.table_name AS "table", e.row_id AS "rowId", e.op::text AS op, e.reason,
      e.request_id AS "requestId", e.fields, p.changes, s.code AS "siteCode", s.time_zone AS "timeZone", t.number AS "patientNumber", t.protocol_version AS "protocolVersion", v.code AS "visitCode",
      n.id AS "entryId", n.form_id AS "formId", n.form_version AS "formVersion", n.row_no AS "rowNo", n.answers ->> 'medication' AS medication,
      d.id AS "discrepancyId", coalesce(d.field, w.field, p.changes #>> '{field,new}') AS field,
      f.kind AS "findingKind", f.subject AS "findingSubject", l.scope AS "lockScope", person.name AS "personName"
    FROM chosen e
    LEFT JOIN audit.payload p ON p.event_id = e.id
    LEFT JOIN app.discrepancy d ON d.id = CASE e.table_name WHEN 'app.discrepancy' THEN e.row_id WHEN 'app.discrepancy_message' THEN p.changes #>> '{discrepancy_id,new}' END::uuid
    LEFT JOIN app.verification w ON w.id = CASE e.table_name WHEN 'app.verification' THEN e.row_id END::uuid
    LEFT JOIN app.finding f ON f.id = CASE e.table_name WHEN 'app.finding' THEN e.row_id END::uuid
    LEFT JOIN app.lock l ON l.id = CASE e.table_name WHEN 'app.lock' THEN e.row_id END::uuid
    LEFT JOIN app.membership m ON m.id = CASE e.table_name WHEN 'app.membership' THEN e.row_id END::uuid
    LEFT JOIN app.entry n ON n.id = CASE e.table_name WHEN 'app.entry' THEN e.row_id WHEN 'app.finding' THEN CASE WHEN f.kind IN ('exposure', 'dose_given') THEN f.subject END
      ELSE coalesce(d.entry_id::text, w.entry_id::text, l.entry_id::text, p.changes #>> '{entry_id,new}') END::uuid
    LEFT JOIN app.visit v ON v.id = CASE e.table_name WHEN 'app.visit' THEN e.row_id::uuid ELSE coalesce(n.visit_id, l.visit_id) END
    LEFT JOIN app.patient t ON t.id = e.patient_id
    LEFT JOIN app.site s ON s.id = e.site_id
    LEFT JOIN LATERAL (SELECT q.changes #>> '{full_name,new}' AS name FROM audit.event a JOIN audit.payload q ON q.event_id = a.id
      WHERE a.table_name = 'auth.account' AND a.op = 'I'
        AND a.row_id = CASE e.table_name WHEN 'auth.account' THEN e.row_id WHEN 'app.membership' THEN coalesce(m.account_id::text, p.changes #>> '{account_id,new}') END
      ORDER BY a.id LIMIT 1) person ON true
    ORDER BY e.id DESC`;
}
