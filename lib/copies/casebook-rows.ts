import "server-only";
import type { Tx } from "@/lib/server/db";

export interface EntryRow {
  readonly id: string; readonly visitId: string | null; readonly formId: string; readonly formVersion: number; readonly rowNo: number; readonly optional: boolean;
  readonly answers: Readonly<Record<string, unknown>>; readonly progress: string; readonly notDoneReason: string | null; readonly removedAt: Date | null; readonly removedReason: string | null;
}

/** How often a value was changed or cleared after its first entry. */
export interface ChangeCount { readonly entryId: string; readonly field: string; readonly changes: number }
export interface VerifiedValue { readonly entryId: string; readonly field: string; readonly byName: string; readonly at: Date }
/** A signature that stands on a value. */
export interface SignedValue { readonly entryId: string; readonly field: string; readonly signatureId: string }

/** Everything of a patient that a casebook shows value by value, each kind in one statement. */
export async function readCasebookRows(tx: Tx, patientId: string) {
  const [patient, visits, entries, changes, verified, signed, findings, queries] = [
    await tx.patient.findUniqueOrThrow({ where: { id: patientId }, include: { site: true } }),
    await tx.visit.findMany({ where: { patientId }, select: { id: true, code: true, reason: true, notDoneReason: true } }),
    await tx.entry.findMany({ where: { patientId }, select: { id: true, visitId: true, formId: true, formVersion: true, rowNo: true, optional: true, answers: true, progress: true, notDoneReason: true, removedAt: true, removedReason: true }, orderBy: [{ rowNo: "asc" }, { id: "asc" }] }),
    await tx.$queryRaw<ChangeCount[]>`
      SELECT e.row_id AS "entryId", substr(c.key, 9) AS field, count(*)::int AS changes FROM audit.event e JOIN audit.payload p ON p.event_id = e.id CROSS JOIN LATERAL jsonb_each(p.changes) c
      WHERE e.patient_id = ${patientId}::uuid AND e.table_name = 'app.entry' AND c.key LIKE 'answers.%' AND coalesce(c.value -> 'old', 'null') <> 'null' GROUP BY 1, 2`,
    await tx.verification.findMany({ where: { patientId, fallenAt: null }, select: { entryId: true, field: true, byName: true, at: true } }),
    await tx.$queryRaw<SignedValue[]>`
      SELECT m.key AS "entryId", f.key AS field, s.id::text AS "signatureId" FROM app.signature s CROSS JOIN LATERAL jsonb_each(s.manifest) m CROSS JOIN LATERAL jsonb_object_keys(m.value) f (key)
      WHERE s.patient_id = ${patientId}::uuid AND NOT EXISTS (SELECT FROM app.signature_void v WHERE v.signature_id = s.id AND v.entry_id = m.key::uuid AND v.field = f.key)`,
    await tx.finding.findMany({ where: { patientId, value: { not: null } }, select: { kind: true, subject: true, value: true, trace: true, ruleVersion: true }, orderBy: [{ kind: "asc" }, { subject: "asc" }] }),
    await tx.discrepancy.findMany({ where: { patientId }, include: { messages: { orderBy: [{ at: "asc" }, { id: "asc" }] } }, orderBy: [{ at: "asc" }, { id: "asc" }] }),
  ];
  return { patient, visits, entries: entries as readonly EntryRow[], changes, verified, signed, findings, queries };
}
export type CasebookRows = Awaited<ReturnType<typeof readCasebookRows>>;
