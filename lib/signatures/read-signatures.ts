import "server-only";
import { formOf } from "@/lib/entries/judge";
import type { Tx } from "@/lib/server/db";
import { visitByCode } from "@/lib/study/visits";
import { sayPlace } from "./say-place";
import type { SignatureMeaning } from "./statements";

/** One value that changed after it was signed. */
export interface ChangedField {
  readonly entryId: string;
  readonly field: string;
  readonly label: string;
  /** "Haematology · Day 28 to 42", with the row of a log. */
  readonly where: string;
  /** Opens the very field. */
  readonly href: string;
  /** As signed and as it stands; "" for a blank. */
  readonly signed: string;
  readonly now: string;
  /** The row was taken out after the signature; its values stand. */
  readonly rowRemoved: boolean;
  readonly at: Date;
  /** Who changed it first after the signature, and why; null where the reader may not see it. */
  readonly byName: string | null;
  readonly reason: string | null;
}

export interface SignatureView {
  readonly id: string;
  readonly meaning: SignatureMeaning;
  /** Of a visit or a form: which; null for the whole patient. */
  readonly of: string | null;
  readonly visitId: string | null;
  readonly entryId: string | null;
  /** Given only for what was not signed then. */
  readonly difference: boolean;
  readonly statement: string;
  readonly name: string;
  readonly role: string;
  readonly at: Date;
  /** How many values it was given for. */
  readonly fields: number;
  /** Over everything it states; as the trail has it. */
  readonly sha256: string;
  /** True while every one of them stands. */
  readonly valid: boolean;
  /** What fell, oldest change first; everything else is still signed. */
  readonly changed: readonly ChangedField[];
  /** What does not fit: the row was altered, copied, or never given here. Null for every honest signature, fallen or not. */
  readonly problem: string | null;
}

export interface Signatures {
  /** Newest first. */
  readonly signatures: readonly SignatureView[];
  /** Values that no standing casebook signature covers. */
  readonly unsignedFields: number;
}

interface SignatureRow extends Omit<SignatureView, "valid" | "changed" | "of" | "problem"> {
  readonly visit: string | null; readonly formId: string | null; readonly formVersion: number | null; readonly rowNo: number | null; readonly visitOfEntry: string | null;
}
interface ChangedRow {
  readonly signatureId: string; readonly entryId: string; readonly field: string; readonly at: Date; readonly formId: string; readonly formVersion: number;
  readonly rowNo: number; readonly visit: string | null; readonly removed: boolean; readonly signed: unknown; readonly now: unknown; readonly byName: string | null; readonly reason: string | null;
}

/** Every signature of a patient with exactly what fell since. The signed value is read from the trail: the signature itself holds hashes. */
export async function readSignatures(tx: Tx, patientId: string): Promise<Signatures> {
  const [rows, changes, [checked]] = await Promise.all([
    readRows(tx, patientId), readChanges(tx, patientId),
    tx.$queryRaw<{ problems: Readonly<Record<string, string>> | null; unsigned: number }[]>`
      SELECT (SELECT jsonb_object_agg(signature_id, problem) FROM (SELECT signature_id, min(problem) AS problem FROM ctx.signature_problems(${patientId}::uuid) GROUP BY 1) g) AS problems, (SELECT count(*)::int FROM ctx.unsigned_fields(${patientId}::uuid)) AS unsigned`,
  ]);
  const signatures = rows.map(({ visit, formId, formVersion, rowNo, visitOfEntry, ...signature }) => {
    const changed = changes.filter(({ signatureId }) => signatureId === signature.id).map(describeChange);
    const of = formId !== null && formVersion !== null ? sayPlace(formOf({ formId, formVersion }), visitOfEntry, rowNo ?? 1) : visit === null ? null : (visitByCode(visit)?.title ?? visit);
    return { ...signature, of, valid: changed.length === 0, changed, problem: checked?.problems?.[signature.id] ?? null };
  });
  return { signatures, unsignedFields: checked?.unsigned ?? 0 };
}

const readRows = (tx: Tx, patientId: string) => tx.$queryRaw<SignatureRow[]>`
  SELECT s.id::text, s.meaning, s.visit_id::text AS "visitId", s.entry_id::text AS "entryId", s.difference, s.statement, s.by_name AS name, s.by_role AS role, s.at, s.manifest_sha256 AS sha256,
    v.code AS visit, e.form_id AS "formId", e.form_version AS "formVersion", e.row_no AS "rowNo", w.code AS "visitOfEntry",
    (SELECT count(*)::int FROM jsonb_each(s.manifest) m, jsonb_object_keys(m.value)) AS fields
  FROM app.signature s LEFT JOIN app.visit v ON v.id = s.visit_id LEFT JOIN app.entry e ON e.id = s.entry_id LEFT JOIN app.visit w ON w.id = e.visit_id
  WHERE s.patient_id = ${patientId}::uuid ORDER BY s.at DESC`;

/** The value that was signed is the old one of the first change after the signature; a removed row has none, its values stand. */
const readChanges = (tx: Tx, patientId: string) => tx.$queryRaw<ChangedRow[]>`
  SELECT v.signature_id::text AS "signatureId", v.entry_id::text AS "entryId", v.field, v.at, e.form_id AS "formId", e.form_version AS "formVersion", e.row_no AS "rowNo",
    visit.code AS visit, e.removed_at IS NOT NULL AS removed, e.answers -> v.field AS now, coalesce(first_change.signed, e.answers -> v.field) AS signed,
    coalesce(first_change.full_name, taken.full_name) AS "byName", coalesce(first_change.reason, taken.reason) AS reason
  FROM app.signature_void v JOIN app.signature s ON s.id = v.signature_id JOIN app.entry e ON e.id = v.entry_id LEFT JOIN app.visit visit ON visit.id = e.visit_id
  LEFT JOIN LATERAL (
    SELECT p.changes -> ('answers.' || v.field) -> 'old' AS signed, a.full_name, a.reason FROM audit.event a JOIN audit.payload p ON p.event_id = a.id
    WHERE a.table_name = 'app.entry' AND a.row_id = v.entry_id::text AND a.occurred_at > s.at AND a.fields @> ARRAY['answers.' || v.field] ORDER BY a.id LIMIT 1) first_change ON true
  LEFT JOIN LATERAL (SELECT a.full_name, a.reason FROM audit.event a
    WHERE e.removed_at IS NOT NULL AND a.table_name = 'app.entry' AND a.row_id = v.entry_id::text AND a.fields @> ARRAY['removed_at'] ORDER BY a.id DESC LIMIT 1) taken ON true
  WHERE v.patient_id = ${patientId}::uuid ORDER BY v.at, e.form_id, visit.code, e.row_no, v.field`;

function describeChange(row: ChangedRow): ChangedField {
  const form = formOf(row);
  const field = form.fields[row.field];
  return {
    entryId: row.entryId, field: row.field, label: field?.label ?? row.field, where: sayPlace(form, row.visit, row.rowNo), href: `/entries/${row.entryId}#${row.field}`,
    signed: field?.show(row.signed) ?? "", now: field?.show(row.now) ?? "", rowRemoved: row.removed, at: row.at, byName: row.byName, reason: row.reason,
  };
}
