import "server-only";
import type { FieldEvent } from "@/lib/audit/field-event";
import type { Tx } from "@/lib/server/db";

/** The story of each field of one form, newest first: what was typed and corrected, by whom, in which role, when and why. */
export async function readHistory(tx: Tx, entryId: string): Promise<Readonly<Record<string, readonly FieldEvent[]>>> {
  const rows = await tx.$queryRaw<{ at: Date; byName: string; byRole: string | null; reason: string | null; field: string; from: unknown; to: unknown; verified: boolean; source: FieldEvent["source"] | null }[]>`
    SELECT e.occurred_at AS at, e.full_name AS "byName", e.role AS "byRole", e.reason, substr(c.key, 9) AS field, c.value -> 'old' AS "from", c.value -> 'new' AS "to", false AS verified,
        (SELECT jsonb_build_object('name', o.name, 'line', i.text #> ARRAY[substr(c.key, 9), 'line'], 'said', i.text #> ARRAY[substr(c.key, 9), 'said']) FROM app.import o JOIN app.import_entry i ON i.import_id = o.id
          WHERE o.request_id::text = e.request_id AND i.entry_id = e.row_id::uuid AND i.text ? substr(c.key, 9)) AS source
      FROM audit.event e JOIN audit.payload p ON p.event_id = e.id CROSS JOIN LATERAL jsonb_each(p.changes) c
     WHERE e.table_name = 'app.entry' AND e.row_id = ${entryId} AND c.key LIKE 'answers.%'
    UNION ALL SELECT v.at, v.by_name, v.by_role, NULL, v.field, NULL, NULL, true, NULL FROM app.verification v WHERE v.entry_id = ${entryId}::uuid
    ORDER BY at DESC`;
  const story: Record<string, FieldEvent[]> = {};
  for (const { field, verified, at, source, ...event } of rows) {
    const kind = verified ? "verified" : (event.to ?? null) === null ? "removed" : (event.from ?? null) === null ? "entered" : "changed";
    (story[field] ??= []).push({ ...event, at: at.toISOString(), kind, ...(source ? { source } : {}) });
  }
  return story;
}
