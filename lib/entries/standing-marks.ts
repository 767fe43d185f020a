import "server-only";
import type { Tx } from "@/lib/server/db";
import type { StandingMark } from "@/lib/study/rehearse/rehearse-patient";

export interface MarkOfPatient extends StandingMark { readonly patientId: string }

/** The verifications and signatures that stand on values of these patients, value by value. */
export async function readStandingMarks(tx: Pick<Tx, "$queryRaw">, patientIds: readonly string[]): Promise<readonly MarkOfPatient[]> {
  const ids = patientIds as string[];
  return tx.$queryRaw<MarkOfPatient[]>`
    SELECT k.patient_id AS "patientId", k.entry_id AS "entryId", k.field, 'verification' AS kind, k.by_name AS "byName" FROM app.verification k WHERE k.patient_id = ANY (${ids}::uuid[]) AND k.fallen_at IS NULL
    UNION ALL SELECT g.patient_id, m.key::uuid, f.key, g.meaning, g.by_name FROM app.signature g CROSS JOIN LATERAL jsonb_each(g.manifest) m CROSS JOIN LATERAL jsonb_object_keys(m.value) f (key)
    WHERE g.patient_id = ANY (${ids}::uuid[]) AND NOT EXISTS (SELECT FROM app.signature_void v WHERE v.signature_id = g.id AND v.entry_id = m.key::uuid AND v.field = f.key)`;
}
