import "server-only";
import type { Tx } from "@/lib/server/db";
import type { Arm, ProtocolVersionId } from "@/lib/study/patient-record";
import { expectedRows } from "@/lib/study/schedule";
import { visits } from "@/lib/study/visits";

/** A visit that calls for rows, such as the doses of the arm, and has none. */
export interface LackingRows {
  readonly patient: string;
  readonly visit: string;
  readonly visitId: string;
  readonly entryId: null;
  readonly formId: string;
}

interface Row { readonly patient: string; readonly arm: Arm | null; readonly version: ProtocolVersionId; readonly visit: string; readonly visitId: string; readonly formIds: readonly string[] }

/** The database cannot see them, for it knows rows and not what a visit calls for. A visit that was not done, or left the casebook, calls for nothing. */
export async function readLackingRows(tx: Tx, patientIds: readonly string[]): Promise<readonly LackingRows[]> {
  const codes = visits.map(({ code }) => code).filter((code) => (["A", "B", "C"] as const).some((arm) => expectedRows(code, arm).length > 0));
  const rows = await tx.$queryRaw<Row[]>`
    SELECT p.number AS patient, p.arm, p.protocol_version AS version, v.code AS visit, v.id::text AS "visitId", array_agg(DISTINCT e.form_id) AS "formIds"
    FROM app.visit v JOIN app.patient p ON p.id = v.patient_id JOIN app.entry e ON e.visit_id = v.id AND e.removed_at IS NULL
    WHERE v.patient_id = ANY (${patientIds as string[]}::uuid[]) AND v.code = ANY (${codes}) AND v.not_done_reason IS NULL GROUP BY p.id, v.id`;
  return rows.flatMap(({ patient, arm, version, visit, visitId, formIds }) => expectedRows(visit, arm, version).filter((formId) => !formIds.includes(formId)).map((formId) => ({ patient, visit, visitId, entryId: null, formId })));
}
