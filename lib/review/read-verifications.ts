import "server-only";
import type { Tx } from "@/lib/server/db";

/** What a monitor has compared with the source, for one field that holds or held a value. */
export interface FieldVerification {
  /** The standing verification; null when there is none. */
  readonly standing: { readonly byName: string; readonly at: string } | null;
  /** It was verified once, and the value has changed since. */
  readonly changedSince: boolean;
}

export interface Verifications {
  readonly fields: Readonly<Record<string, FieldVerification>>;
  /** Fields with a value and a standing verification. */
  readonly verified: number;
  /** Fields with a value and none. */
  readonly unverified: number;
}

interface Row { field: string; hasValue: boolean; byName: string | null; at: Date | null; fallen: boolean }

/** Where source verification of one form stands, field by field. */
export async function readVerifications(tx: Tx, entryId: string): Promise<Verifications> {
  const rows = await tx.$queryRaw<Row[]>`
    WITH latest AS (SELECT DISTINCT ON (v.field) v.field, v.by_name, v.at, v.fallen_at FROM app.verification v WHERE v.entry_id = ${entryId}::uuid AND v.withdrawn_at IS NULL ORDER BY v.field, v.at DESC),
    answered AS (SELECT a.key AS field FROM app.entry e, jsonb_each(e.answers) a WHERE e.id = ${entryId}::uuid AND a.value <> 'null')
    SELECT coalesce(a.field, l.field) AS field, a.field IS NOT NULL AS "hasValue",
      CASE WHEN l.fallen_at IS NULL THEN l.by_name END AS "byName", CASE WHEN l.fallen_at IS NULL THEN l.at END AS at, l.fallen_at IS NOT NULL AS fallen
    FROM answered a FULL JOIN latest l USING (field)`;
  const fields = rows.map(({ field, byName, at, fallen }) => [field, { standing: byName && at ? { byName, at: at.toISOString() } : null, changedSince: fallen }] as const);
  return {
    fields: Object.fromEntries(fields),
    verified: rows.filter(({ hasValue, byName }) => hasValue && byName !== null).length,
    unverified: rows.filter(({ hasValue, byName }) => hasValue && byName === null).length,
  };
}
