import "server-only";
import type { FieldEvent, FieldWord } from "@/lib/audit/field-event";
import type { Tx } from "@/lib/server/db";
import { sql, type Sql } from "@/lib/server/sql";

interface Row extends Omit<FieldEvent, "at" | "kind" | "source"> { readonly at: Date; readonly word: FieldWord | null; readonly source: FieldEvent["source"] | null }

/** How long the story of a field is, and who stored its present value; null where that was never done. */
export interface HistoryHead {
  readonly events: number;
  readonly storedBy: { readonly name: string; readonly at: string } | null;
}

/** The story of every field of a form: what was typed and corrected, by whom, in which role, when and why; and what was asked, explained, verified and signed of it in between. */
const storyOf = (entryId: string): Sql => sql`
  SELECT e.occurred_at AS at, e.full_name AS "byName", e.role AS "byRole", e.reason, substr(c.key, 9) AS field, c.value -> 'old' AS "from", c.value -> 'new' AS "to", NULL AS word, NULL AS text, e.request_id
      FROM audit.event e JOIN audit.payload p ON p.event_id = e.id CROSS JOIN LATERAL jsonb_each(p.changes) c
     WHERE e.table_name = 'app.entry' AND e.row_id = ${entryId} AND c.key LIKE 'answers.%'
    UNION ALL SELECT v.at, v.by_name, v.by_role, NULL, v.field, NULL, NULL, 'verified', NULL, NULL FROM app.verification v WHERE v.entry_id = ${entryId}::uuid
    UNION ALL SELECT v.withdrawn_at, v.by_name, v.by_role, NULL, v.field, NULL, NULL, 'withdrawn', NULL, NULL FROM app.verification v WHERE v.entry_id = ${entryId}::uuid AND v.withdrawn_at IS NOT NULL
    UNION ALL SELECT m.at, m.by_name, m.by_role, NULL, d.field, NULL, NULL, m.step, m.body, NULL FROM app.discrepancy d JOIN app.discrepancy_message m ON m.discrepancy_id = d.id WHERE d.entry_id = ${entryId}::uuid
    UNION ALL SELECT x.at, x.by_name, x.by_role, NULL, k.field, NULL, NULL, 'explained', x.text, NULL FROM app.explanation x CROSS JOIN LATERAL jsonb_object_keys(x.checked) k (field) WHERE x.entry_id = ${entryId}::uuid
    UNION ALL SELECT g.at, g.by_name, g.by_role, NULL, k.field, NULL, NULL, 'signed', NULL, NULL FROM app.signature g CROSS JOIN LATERAL jsonb_object_keys(g.manifest -> ${entryId}::text) k (field)
      WHERE g.patient_id = (SELECT n.patient_id FROM app.entry n WHERE n.id = ${entryId}::uuid)`;

/** What a form shows of the stories of its fields before one is opened: however often a value was corrected, the form stays as light. */
export async function readHistoryHeads(tx: Tx, entryId: string): Promise<Readonly<Record<string, HistoryHead>>> {
  const rows = await tx.$queryRaw<{ field: string; events: number; name: string | null; at: Date | null }[]>`
    SELECT s.field, count(*)::int AS events, (array_agg(s."byName" ORDER BY s.at DESC) FILTER (WHERE s.word IS NULL))[1] AS name, max(s.at) FILTER (WHERE s.word IS NULL) AS at
      FROM (${storyOf(entryId)}) s GROUP BY s.field`;
  return Object.fromEntries(rows.map(({ field, events, name, at }) => [field, { events, storedBy: at === null ? null : { name: name ?? "", at: at.toISOString() } }]));
}

/** The story of one field of a form, newest first. Empty for a field that never held anything. */
export async function readHistory(tx: Tx, entryId: string, field: string): Promise<readonly FieldEvent[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT s.at, s."byName", s."byRole", s.reason, s."from", s."to", s.word, s.text,
        (SELECT jsonb_build_object('name', o.name, 'line', i.text #> ARRAY[s.field, 'line'], 'said', i.text #> ARRAY[s.field, 'said']) FROM app.import o JOIN app.import_entry i ON i.import_id = o.id
          WHERE o.request_id::text = s.request_id AND i.entry_id = ${entryId}::uuid AND i.text ? s.field) AS source
      FROM (${storyOf(entryId)}) s WHERE s.field = ${field} ORDER BY s.at DESC`;
  return rows.map(({ word, at, source, ...event }) => {
    const kind = word ?? ((event.to ?? null) === null ? "removed" : (event.from ?? null) === null ? "entered" : "changed");
    return { ...event, at: at.toISOString(), kind, ...(source ? { source } : {}) };
  });
}

/** Who stored the present value of each of these fields, and when: told to somebody who was typing in the same field. */
export async function readLastWriters(tx: Tx, entryId: string, fields: readonly string[]): Promise<Readonly<Record<string, { readonly name: string; readonly at: string }>>> {
  const rows = await tx.$queryRaw<{ field: string; name: string; at: Date }[]>`
    SELECT DISTINCT ON (c.key) substr(c.key, 9) AS field, e.full_name AS name, e.occurred_at AS at
      FROM audit.event e JOIN audit.payload p ON p.event_id = e.id CROSS JOIN LATERAL jsonb_each(p.changes) c
     WHERE e.table_name = 'app.entry' AND e.row_id = ${entryId} AND c.key = ANY (${fields.map((field) => `answers.${field}`)})
     ORDER BY c.key, e.occurred_at DESC`;
  return Object.fromEntries(rows.map(({ field, name, at }) => [field, { name, at: at.toISOString() }]));
}
