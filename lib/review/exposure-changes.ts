import "server-only";
import type { Tx } from "@/lib/server/db";
import { formById } from "@/lib/study/study";

/** A verdict that lapsed: when it was taken, on which medication, and the infusions that its windows come from. */
export interface LapsedVerdict {
  readonly entryId: string;
  readonly infusionEntryIds: readonly string[];
  /** As the database gave it, to the microsecond. */
  readonly since: string;
  /** Of the medication, those that the verdict rests on. */
  readonly fields: readonly string[];
}

/** Of the infusion, those that the window comes from. */
const WINDOW_FIELDS: readonly string[] = ["startAt", "stopAt"];

interface ChangeRow { entryId: string; changedEntryId: string; formId: string; formVersion: number; byName: string; at: Date; reason: string | null; field: string; from: unknown; to: unknown }

/** By medication: what was corrected since its verdict, in sentences, oldest first. Empty where only the rules moved. */
export async function readChangesSince(tx: Tx, lapsed: readonly LapsedVerdict[]): Promise<ReadonlyMap<string, readonly string[]>> {
  if (lapsed.length === 0) return new Map();
  const rows = await tx.$queryRaw<ChangeRow[]>`
    SELECT l."entryId", n.id AS "changedEntryId", n.form_id AS "formId", n.form_version AS "formVersion", e.full_name AS "byName", e.occurred_at AS at, e.reason,
      substr(c.key, 9) AS field, c.value -> 'old' AS "from", c.value -> 'new' AS "to"
    FROM jsonb_to_recordset(${JSON.stringify(lapsed)}::jsonb) AS l ("entryId" uuid, "infusionEntryIds" uuid[], since timestamptz)
      JOIN app.entry n ON n.id = l."entryId" OR n.id = ANY (l."infusionEntryIds")
      JOIN audit.event e ON e.table_name = 'app.entry' AND e.row_id = n.id::text AND e.occurred_at > l.since
      JOIN audit.payload p ON p.event_id = e.id CROSS JOIN LATERAL jsonb_each(p.changes) c
    WHERE c.key LIKE 'answers.%' ORDER BY e.id`;
  const says = new Map<string, string[]>();
  const restsOn = ({ entryId, changedEntryId, field }: ChangeRow) =>
    entryId === changedEntryId ? lapsed.some((verdict) => verdict.entryId === entryId && verdict.fields.includes(field)) : WINDOW_FIELDS.includes(field);
  for (const row of rows.filter(restsOn)) says.set(row.entryId, [...(says.get(row.entryId) ?? []), sayChange(row)]);
  return says;
}

function sayChange({ formId, formVersion, field: name, from, to, byName, reason }: ChangeRow): string {
  const field = formById(formId, formVersion)?.fields[name];
  const show = (answer: unknown) => field?.show(answer) || "blank";
  return `${field?.label ?? name} changed ${show(from)} → ${show(to)} by ${byName}${reason ? `: ${reason}` : ""}`;
}
