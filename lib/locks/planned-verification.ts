import "server-only";
import { formOf } from "@/lib/entries/judge";
import { drawnPatients, sourceFields } from "@/lib/review/planned-values";
import type { Tx } from "@/lib/server/db";
import { sql } from "@/lib/server/sql";
import { sayPlace } from "@/lib/signatures/say-place";
import type { Within } from "./blockers-within";

/** One form with values that the plan compares with the source and nobody has, apart from those of the primary endpoint, which block by themselves. */
export interface PlannedForm {
  readonly patient: string;
  readonly what: string;
  readonly values: number;
  /** Opens the first of them. */
  readonly href: string;
  /** Whole days since the form was saved last. */
  readonly ageDays: number;
}

export interface PlannedVerification {
  /** Of the whole scope, whatever is listed. */
  readonly values: number;
  readonly forms: number;
  /** Oldest first, at most `MOST_LISTED`. */
  readonly oldest: readonly PlannedForm[];
}

export const MOST_LISTED = 50;
const DAY_MS = 86_400_000;

interface Row { readonly entryId: string; readonly patient: string; readonly formId: string; readonly formVersion: number; readonly rowNo: number; readonly visit: string | null; readonly first: string; readonly values: number; readonly since: Date; readonly allForms: number; readonly allValues: number }

/** Verification that the plan asks for in this scope and that is not done. It blocks no lock; whoever locks passes it with the reason. One statement. */
export async function readPlannedVerification(tx: Tx, patients: readonly { readonly id: string; readonly number: string }[], { visitId, entryId }: Within, now: Date): Promise<PlannedVerification> {
  const ids = patients.map(({ id }) => id);
  const rows = await tx.$queryRaw<Row[]>(sql`
    WITH ${sourceFields}, ${drawnPatients(patients.map(({ number }) => number))}
    SELECT e.id::text AS "entryId", p.number AS patient, e.form_id AS "formId", e.form_version AS "formVersion", e.row_no AS "rowNo", v.code AS visit, (array_agg(f.field ORDER BY f.ord))[1] AS first, count(*)::int AS values, e.updated_at AS since,
      (count(*) OVER ())::int AS "allForms", (sum(count(*)) OVER ())::int AS "allValues"
    FROM app.patient p CROSS JOIN LATERAL (SELECT * FROM app.entry WHERE patient_id = p.id OFFSET 0) e JOIN source_field f ON f.form_id = e.form_id AND f.form_version = e.form_version JOIN drawn d ON d.patient = p.number AND d.criticality = f.criticality LEFT JOIN LATERAL (SELECT code FROM app.visit WHERE id = e.visit_id LIMIT 1) v ON true
    WHERE p.id = ANY (${ids}::uuid[]) AND e.removed_at IS NULL AND f.criticality <> 'primary_endpoint' AND coalesce(e.answers -> f.field, 'null') <> 'null'
      AND (${visitId}::text IS NULL OR e.visit_id::text = ${visitId}) AND (${entryId}::text IS NULL OR e.id::text = ${entryId})
      AND NOT EXISTS (SELECT FROM app.verification done WHERE done.entry_id = e.id AND done.field = f.field AND done.fallen_at IS NULL)
    GROUP BY e.id, e.form_id, e.form_version, e.row_no, e.updated_at, p.number, v.code ORDER BY e.updated_at, p.number, e.form_id, e.row_no, e.id LIMIT ${MOST_LISTED}`);
  return { values: rows[0]?.allValues ?? 0, forms: rows[0]?.allForms ?? 0, oldest: rows.map((row) => describe(row, now)) };
}

const describe = ({ entryId, patient, visit, rowNo, first, values, since, ...form }: Row, now: Date): PlannedForm =>
  ({ patient, what: sayPlace(formOf(form), visit, rowNo), values, href: `/entries/${entryId}#${first}`, ageDays: Math.max(0, Math.floor((now.getTime() - since.getTime()) / DAY_MS)) });
