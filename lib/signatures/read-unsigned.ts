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

/** The values of a scope that are not signed, in the order of the casebook: those that lost a signature first, each with what was signed. */
export async function readUnsigned(tx: Tx, { patientId, meaning, visitId, entryId }: SignScope): Promise<readonly UnsignedValue[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT u.entry_id::text AS "entryId", u.field, e.form_id AS "formId", e.form_version AS "formVersion", e.row_no AS "rowNo", v.code AS visit, e.answers -> u.field AS now,
      lost.at AS "signedAt", was.signed, last.full_name AS "byName", last.occurred_at AS at, last.reason
    FROM ctx.unsigned_values(${patientId}::uuid, CASE ${meaning} WHEN 'entry' THEN '{entry,visit,casebook}' WHEN 'visit' THEN '{visit,casebook}' ELSE '{casebook}' END::text[]) u
    JOIN app.entry e ON e.id = u.entry_id LEFT JOIN app.visit v ON v.id = e.visit_id
    LEFT JOIN LATERAL (SELECT a.full_name, a.occurred_at, a.reason FROM audit.event a
      WHERE a.table_name = 'app.entry' AND a.row_id = e.id::text AND a.fields @> ARRAY['answers.' || u.field] ORDER BY a.id DESC LIMIT 1) last ON true
    LEFT JOIN LATERAL (SELECT s.at FROM app.signature_void w JOIN app.signature s ON s.id = w.signature_id
      WHERE w.patient_id = e.patient_id AND w.entry_id = e.id AND w.field = u.field AND s.meaning <> 'eligibility' ORDER BY s.at DESC LIMIT 1) lost ON true
    LEFT JOIN LATERAL (SELECT p.changes -> ('answers.' || u.field) -> 'old' AS signed FROM audit.event a JOIN audit.payload p ON p.event_id = a.id
      WHERE lost.at IS NOT NULL AND a.table_name = 'app.entry' AND a.row_id = e.id::text AND a.occurred_at > lost.at AND a.fields @> ARRAY['answers.' || u.field] ORDER BY a.id LIMIT 1) was ON true
    WHERE ${visitId === null ? sql`true` : sql`e.visit_id = ${visitId}::uuid`} AND ${entryId === null ? sql`true` : sql`e.id = ${entryId}::uuid`}
    ORDER BY lost.at IS NULL, v.code NULLS LAST, e.form_id, e.row_no, u.field`;
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
