import "server-only";
import type { Tx } from "@/lib/server/db";
import { forms } from "@/lib/study/study";

/** One form with values that decide the primary endpoint, and how many of them a monitor has compared with the source. */
export interface CriticalEntry {
  readonly entryId: string;
  readonly visitId: string | null;
  readonly patient: string;
  readonly formId: string;
  readonly formVersion: number;
  readonly rowNo: number;
  readonly visit: string | null;
  readonly since: Date;
  readonly values: number;
  /** In form order; empty when all are verified. */
  readonly unverified: readonly string[];
  /** Of these, how many were verified once and changed since. */
  readonly changedSince: number;
}

/** The values that decide the primary endpoint, whichever version of a form names them; one may be named by several. */
export const CRITICAL = forms.flatMap((form) =>
  Object.entries(form.fields).filter(([, { criticality }]) => criticality === "primary_endpoint").map(([field]) => ({ formId: form.id, field })));

/** Which fields decide the primary endpoint is the forms' to say, so this blocker is found here and not in the database. */
export async function readCriticalEntries(tx: Tx, patientIds: readonly string[]): Promise<readonly CriticalEntry[]> {
  return tx.$queryRaw<CriticalEntry[]>`
    WITH critical AS (SELECT form_id, field, min(ord) AS ord FROM unnest(${CRITICAL.map(({ formId }) => formId)}::text[], ${CRITICAL.map(({ field }) => field)}::text[]) WITH ORDINALITY AS c (form_id, field, ord) GROUP BY 1, 2)
    SELECT e.id::text AS "entryId", e.visit_id::text AS "visitId", p.number AS patient, e.form_id AS "formId", e.form_version AS "formVersion", e.row_no AS "rowNo", v.code AS visit, e.updated_at AS since,
      count(*)::int AS values, coalesce(array_agg(c.field ORDER BY c.ord) FILTER (WHERE standing.id IS NULL), '{}') AS unverified,
      count(*) FILTER (WHERE standing.id IS NULL AND EXISTS (SELECT FROM app.verification f WHERE f.entry_id = e.id AND f.field = c.field AND f.withdrawn_at IS NULL))::int AS "changedSince"
    FROM app.entry e JOIN critical c ON c.form_id = e.form_id JOIN app.patient p ON p.id = e.patient_id LEFT JOIN app.visit v ON v.id = e.visit_id
      LEFT JOIN app.verification standing ON standing.entry_id = e.id AND standing.field = c.field AND standing.fallen_at IS NULL
    WHERE e.patient_id = ANY (${patientIds as string[]}::uuid[]) AND e.removed_at IS NULL AND coalesce(e.answers -> c.field, 'null') <> 'null'
    GROUP BY e.id, p.number, v.code ORDER BY p.number, e.form_id, v.code, e.row_no`;
}
