import "server-only";
import { formOf } from "@/lib/entries/judge";
import type { Tx } from "@/lib/server/db";
import { sayPlace } from "./say-place";
import type { SignScope } from "./scope";

/** A value that somebody changed while another person was reading. */
export interface ChangeSince {
  readonly entryId: string;
  readonly field: string;
  readonly label: string;
  readonly where: string;
  readonly from: string;
  readonly to: string;
  readonly byName: string;
  readonly at: string;
  readonly reason: string | null;
}

interface Row {
  readonly entryId: string; readonly field: string; readonly formId: string; readonly formVersion: number; readonly rowNo: number; readonly visit: string | null;
  readonly from: unknown; readonly to: unknown; readonly byName: string; readonly at: Date; readonly reason: string | null;
}

/** What the trail says of the values of a scope since an instant, newest first. */
export async function readChangesSince(tx: Tx, { patientId, visitId, entryId }: SignScope, since: string): Promise<readonly ChangeSince[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT e.id::text AS "entryId", substr(c.key, 9) AS field, e.form_id AS "formId", e.form_version AS "formVersion", e.row_no AS "rowNo", v.code AS visit,
      c.value -> 'old' AS "from", c.value -> 'new' AS "to", a.full_name AS "byName", a.occurred_at AS at, a.reason
    FROM app.entry e LEFT JOIN app.visit v ON v.id = e.visit_id JOIN audit.event a ON a.table_name = 'app.entry' AND a.row_id = e.id::text
    JOIN audit.payload p ON p.event_id = a.id CROSS JOIN LATERAL jsonb_each(p.changes) c
    WHERE e.patient_id = ${patientId}::uuid AND (${visitId}::uuid IS NULL OR e.visit_id = ${visitId}::uuid) AND (${entryId}::uuid IS NULL OR e.id = ${entryId}::uuid)
      AND a.occurred_at >= ${since}::timestamptz AND c.key LIKE 'answers.%' ORDER BY a.id DESC`;
  return rows.map(({ entryId: id, field, visit, rowNo, from, to, byName, at, reason, ...version }) => {
    const form = formOf(version);
    const shown = form.fields[field];
    return { entryId: id, field, label: shown?.label ?? field, where: sayPlace(form, visit, rowNo), from: shown?.show(from) ?? "", to: shown?.show(to) ?? "", byName, at: at.toISOString(), reason };
  });
}
