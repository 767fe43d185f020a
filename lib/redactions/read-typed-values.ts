import "server-only";
import { can } from "@/lib/access/permissions";
import { isRedacted } from "@/lib/crf/missing";
import { formOf } from "@/lib/entries/judge";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import { PROSE_COLUMNS, type TypedAt } from "./redaction";
import { sayTyped, type TypedRow } from "./say-typed";

/** One thing that was typed and still stands in the record or in the trail. */
export interface TypedValue extends TypedAt {
  readonly where: string;
  readonly shown: string;
  readonly typedBy: string;
  readonly typedAt: Date;
  /** Somebody asked for it already. */
  readonly isAsked: boolean;
}

export interface TypedValues {
  readonly patientNumber: string;
  readonly timeZone: string;
  readonly entryId: string;
  readonly values: readonly TypedValue[];
}

/** What was ever typed in a form or about it, the latest first: of one field, or all of it with queries, explanations and reasons. Null for who may not ask. */
export async function readTypedValues(tx: Tx, actor: Actor, entryId: string, field: string | null): Promise<TypedValues | null> {
  const entry = await tx.entry.findUnique({ where: { id: entryId }, select: { siteId: true, patientId: true, patient: { select: { number: true, site: { select: { timeZone: true } } } } } });
  if (!entry || !can(actor, "redaction.ask", entry)) return null;
  const rows = await tx.$queryRaw<(TypedRow & { isAsked: boolean })[]>`
    WITH about AS (
      SELECT e.*, p.changes FROM audit.event e JOIN audit.payload p ON p.event_id = e.id WHERE e.patient_id = ${entry.patientId}::uuid AND e.op IN ('I', 'U') AND (
        (e.table_name = 'app.entry' AND e.row_id = ${entryId}) OR (e.table_name IN ('app.discrepancy', 'app.explanation', 'app.exposure_review', 'app.lock') AND p.changes #>> '{entry_id,new}' = ${entryId})
        OR (e.table_name = 'app.discrepancy_message' AND p.changes #>> '{discrepancy_id,new}' IN (SELECT d.id::text FROM app.discrepancy d WHERE d.entry_id = ${entryId}::uuid)))),
    typed AS (
      SELECT a.id, c.key AS field, c.value -> 'new' AS value FROM about a CROSS JOIN LATERAL jsonb_each(a.changes) c WHERE (a.table_name = 'app.entry' AND c.key LIKE 'answers.%') OR c.key = ANY (${[...PROSE_COLUMNS]}::text[])
      UNION ALL SELECT a.id, '', to_jsonb(a.reason) FROM about a WHERE a.table_name = 'app.entry' AND a.reason IS NOT NULL)
    SELECT t.id::text AS "eventId", t.field, t.value, a.table_name AS "table", ${entry.patient.number} AS "patientNumber", ${entryId} AS "entryId", n.form_id AS "formId", n.form_version AS "formVersion", n.row_no AS "rowNo",
      v.code AS visit, a.occurred_at AS "typedAt", a.full_name AS "typedBy", EXISTS (SELECT FROM app.redaction r WHERE r.event_id = t.id AND r.field = t.field AND r.state = 'open') AS "isAsked"
    FROM typed t JOIN about a ON a.id = t.id JOIN app.entry n ON n.id = ${entryId}::uuid LEFT JOIN app.visit v ON v.id = n.visit_id
    WHERE coalesce(t.value, 'null') <> 'null' AND (${field}::text IS NULL OR t.field = ${field === null ? null : `answers.${field}`}::text) ORDER BY t.id DESC, t.field LIMIT 300`;
  const values = rows.filter(({ value }) => value !== "[redacted]" && !isRedacted(value)).map((row) => {
    const form = row.formId === null || row.formVersion === null ? null : formOf({ formId: row.formId, formVersion: row.formVersion });
    return { eventId: row.eventId, field: row.field, typedBy: row.typedBy, typedAt: row.typedAt, isAsked: row.isAsked, ...sayTyped(row, form) };
  });
  return { patientNumber: entry.patient.number, timeZone: entry.patient.site.timeZone, entryId, values };
}
