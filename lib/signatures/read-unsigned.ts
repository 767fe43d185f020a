import "server-only";
import { formOf } from "@/lib/entries/judge";
import type { Tx } from "@/lib/server/db";
import { sql } from "@/lib/server/sql";
import { sayPlace } from "./say-place";
import type { SignScope } from "./scope";

/** A value that no standing signature of the scope's meaning, or a wider one, covers. */
export interface UnsignedValue {
  readonly entryId: string;
  readonly field: string;
  readonly label: string;
  /** "Haematology · Day 28 to 42", with the row of a log. */
  readonly where: string;
  /** Opens the very field. */
  readonly href: string;
  /** What was signed before it changed, "" for a blank; null: never signed. */
  readonly signed: string | null;
  readonly now: string;
  /** Who entered or changed it last, when and why. */
  readonly byName: string | null;
  readonly at: string | null;
  readonly reason: string | null;
}

interface Row {
  readonly entryId: string; readonly field: string; readonly formId: string; readonly formVersion: number; readonly rowNo: number; readonly visit: string | null;
  readonly now: unknown; readonly signedAt: Date | null; readonly signed: unknown; readonly byName: string | null; readonly at: Date | null; readonly reason: string | null;
}

/**
 * The values of a scope that are not signed, in the order of the casebook: those that lost a signature first, each with what was signed.
 * No more than `most`: who changed each, and what was signed, is looked up in the trail value by value. A form is named to the function, which then hashes its values alone,
 * and to the join, which then reads its row alone.
 */
export async function readUnsigned(tx: Tx, { patientId, meaning, visitId, entryId }: SignScope, most: number | null = null): Promise<readonly UnsignedValue[]> {
  const rows = await tx.$queryRaw<Row[]>`
    WITH due AS MATERIALIZED (
      SELECT u.field, e.id, e.form_id, e.form_version, e.row_no, e.answers -> u.field AS now, v.code, lost.at AS lost_at
      FROM ctx.unsigned_values(${patientId}::uuid, CASE ${meaning} WHEN 'entry' THEN '{entry,visit,casebook}' WHEN 'visit' THEN '{visit,casebook}' ELSE '{casebook}' END::text[], ${entryId}::uuid) u
      JOIN app.entry e ON e.id = u.entry_id AND e.patient_id = ${patientId}::uuid LEFT JOIN app.visit v ON v.id = e.visit_id
      LEFT JOIN LATERAL (SELECT s.at FROM app.signature_void w JOIN app.signature s ON s.id = w.signature_id
        WHERE w.patient_id = e.patient_id AND w.entry_id = e.id AND w.field = u.field AND s.meaning <> 'eligibility' ORDER BY s.at DESC LIMIT 1) lost ON true
      WHERE ${visitId === null ? sql`true` : sql`e.visit_id = ${visitId}::uuid`} AND ${entryId === null ? sql`true` : sql`e.id = ${entryId}::uuid`}
      ORDER BY lost.at IS NULL, v.code NULLS LAST, e.form_id, e.row_no, u.field LIMIT ${most}::int)
    SELECT d.id::text AS "entryId", d.field, d.form_id AS "formId", d.form_version AS "formVersion", d.row_no AS "rowNo", d.code AS visit, d.now,
      d.lost_at AS "signedAt", was.signed, last.full_name AS "byName", last.occurred_at AS at, last.reason
    FROM due d
    LEFT JOIN LATERAL (SELECT a.full_name, a.occurred_at, a.reason FROM audit.event a
      WHERE a.table_name = 'app.entry' AND a.row_id = d.id::text AND a.fields @> ARRAY['answers.' || d.field] ORDER BY a.id DESC LIMIT 1) last ON true
    LEFT JOIN LATERAL (SELECT p.changes -> ('answers.' || d.field) -> 'old' AS signed FROM audit.event a JOIN audit.payload p ON p.event_id = a.id
      WHERE d.lost_at IS NOT NULL AND a.table_name = 'app.entry' AND a.row_id = d.id::text AND a.occurred_at > d.lost_at AND a.fields @> ARRAY['answers.' || d.field] ORDER BY a.id LIMIT 1) was ON true
    ORDER BY d.lost_at IS NULL, d.code NULLS LAST, d.form_id, d.row_no, d.field`;
  return rows.map(describe);
}

function describe({ entryId, field, visit, rowNo, now, signed, signedAt, byName, at, reason, ...form }: Row): UnsignedValue {
  const definition = formOf(form);
  const shown = definition.fields[field];
  return {
    entryId, field, label: shown?.label ?? field, where: sayPlace(definition, visit, rowNo), href: `/entries/${entryId}#${field}`,
    signed: signedAt === null ? null : (shown?.show(signed) ?? ""), now: shown?.show(now) ?? "", byName, at: at?.toISOString() ?? null, reason,
  };
}
