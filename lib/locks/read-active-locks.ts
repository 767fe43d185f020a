import "server-only";
import type { Tx } from "@/lib/server/db";
import { sayPlace } from "@/lib/signatures/say-place";
import { formById } from "@/lib/study/study";
import type { LockKind, LockScope } from "./lock";
import type { LockOver } from "./lock-store";

export interface ActiveLock {
  readonly id: string;
  readonly kind: LockKind;
  /** "Site 102", "Patient 102-005", "102-005 · Marrow · Day 28 to 42" */
  readonly what: string;
  readonly reason: string;
  readonly byName: string;
  readonly at: Date;
  /** Covers exactly the scope that was asked for, not a part of it and not more. */
  readonly isWhole: boolean;
}

interface Row extends Omit<ActiveLock, "what" | "isWhole"> {
  readonly scope: LockScope; readonly siteId: string | null; readonly patientId: string | null; readonly site: string | null; readonly patient: string | null;
  readonly visit: string | null; readonly formId: string | null; readonly formVersion: number | null; readonly rowNo: number | null;
}

/** Locks and freezes in force that touch the scope: of a part of it, of it, or of what it lies in. */
export async function readActiveLocks(tx: Tx, siteId: string | "all", over: LockOver): Promise<readonly ActiveLock[]> {
  const patientId = over.scope === "patient" ? over.patientId : null;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT l.id::text, l.kind, l.scope, l.reason, l.by_name AS "byName", l.at, l.site_id::text AS "siteId", l.patient_id::text AS "patientId", s.code AS site, p.number AS patient,
      v.code AS visit, e.form_id AS "formId", e.form_version AS "formVersion", e.row_no AS "rowNo"
    FROM app.lock l LEFT JOIN app.site s ON s.id = l.site_id LEFT JOIN app.patient p ON p.id = l.patient_id LEFT JOIN app.entry e ON e.id = l.entry_id
      LEFT JOIN app.visit v ON v.id = coalesce(l.visit_id, e.visit_id)
    WHERE l.released_at IS NULL AND (l.scope = 'study' OR ${siteId} = 'all' OR l.site_id::text = ${siteId})
      AND (${patientId}::text IS NULL OR l.patient_id IS NULL OR l.patient_id::text = ${patientId}) ORDER BY l.at DESC`;
  return rows.map(({ scope, siteId: site, patientId: patient, ...row }) => ({
    id: row.id, kind: row.kind, reason: row.reason, byName: row.byName, at: row.at, what: sayTarget(scope, row),
    isWhole: scope === over.scope && (over.scope === "study" || (over.scope === "site" && over.siteId === site) || (over.scope === "patient" && over.patientId === patient)),
  }));
}

function sayTarget(scope: LockScope, { site, patient, visit, formId, formVersion, rowNo }: Pick<Row, "site" | "patient" | "visit" | "formId" | "formVersion" | "rowNo">): string {
  if (scope === "study") return "The whole study";
  if (scope === "site") return `Site ${site}`;
  if (scope === "patient") return `Patient ${patient}`;
  if (scope === "visit") return `${patient} · visit ${visit}`;
  const form = formId === null ? undefined : formById(formId, formVersion ?? undefined);
  return `${patient} · ${form ? sayPlace(form, visit, rowNo ?? 1) : formId}`;
}
