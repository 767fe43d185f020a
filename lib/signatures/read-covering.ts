import "server-only";
import type { Tx } from "@/lib/server/db";

/** The form → the latest signature that holds all of it as it stands: its own, its visit's, the casebook's, or one of what had changed. Forms with anything unsigned are left out. */
export async function readCovering(tx: Tx, patientId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.$queryRaw<{ entryId: string; signatureId: string }[]>`
    SELECT DISTINCT ON (e.id) e.id::text AS "entryId", s.id::text AS "signatureId"
    FROM app.entry e JOIN app.signature s ON s.patient_id = e.patient_id AND s.meaning <> 'eligibility' AND s.at > e.updated_at
      AND CASE WHEN s.difference OR s.entry_id IS NOT NULL THEN s.entries ? e.id::text ELSE s.visit_id IS NULL OR s.visit_id = e.visit_id END
    WHERE e.patient_id = ${patientId}::uuid AND e.removed_at IS NULL AND e.progress <> 'not_started' ORDER BY e.id, s.at DESC`;
  return new Map(rows.map(({ entryId, signatureId }) => [entryId, signatureId]));
}
