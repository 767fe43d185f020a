import "server-only";
import type { Tx } from "@/lib/server/db";
import type { ChosenScope } from "./ledger-scope";

/** How much a lock would close of one patient. */
export interface RecordSize { readonly forms: number; readonly values: number }

/** Forms and values of each patient within the scope, by number; who has no form is missing. */
export async function readSizes(tx: Tx, { siteId, patient, within }: Pick<ChosenScope, "siteId" | "patient" | "within">): Promise<ReadonlyMap<string, RecordSize>> {
  const rows = await tx.$queryRaw<(RecordSize & { readonly number: string })[]>`
    SELECT p.number, f.forms, f.values FROM app.patient p JOIN (SELECT e.patient_id, count(*)::int AS forms, sum((SELECT count(*) FROM jsonb_object_keys(e.answers)))::int AS values FROM app.entry e
      WHERE e.removed_at IS NULL AND (${within.visitId}::text IS NULL OR e.visit_id::text = ${within.visitId}) AND (${within.entryId}::text IS NULL OR e.id::text = ${within.entryId})
        AND (${patient}::text IS NULL OR e.patient_id = (SELECT o.id FROM app.patient o WHERE o.number = ${patient})) GROUP BY e.patient_id) f ON f.patient_id = p.id
    WHERE (${siteId} = 'all' OR p.site_id::text = ${siteId})`;
  return new Map(rows.map(({ number, ...size }) => [number, size]));
}
