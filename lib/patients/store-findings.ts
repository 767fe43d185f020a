import "server-only";
import { createHash } from "node:crypto";
import type { Tx } from "@/lib/server/db";
import { derivePatient } from "@/lib/study/derive-patient";
import type { Finding, PatientRecord } from "@/lib/study/patient-record";
import { RULE_VERSION } from "@/lib/study/rule-version";

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** What a decision by a person is bound to: these findings name it themselves. */
const DECIDED_BY_PEOPLE: readonly Finding["kind"][] = ["exposure", "response"];

/** What a finding rests on, hashed: its own inputs where a person decides on it, or else the whole explanation. */
function inputsHashOf({ kind, value, trace }: Finding): string {
  const own = DECIDED_BY_PEOPLE.includes(kind) ? (trace as { readonly inputsHash?: string }).inputsHash : undefined;
  return own ?? sha256(JSON.stringify([value, trace]));
}

/**
 * Derives everything about one patient again and stores what differs, in the transaction of the change that caused it.
 * A result that can no longer be derived keeps its row with value null, so that the trail shows it going.
 */
export async function storeFindings(tx: Tx, siteId: string, record: PatientRecord): Promise<readonly Finding[]> {
  const findings = derivePatient(record, { hashOf: sha256 });
  const rows = findings.map((finding) => ({ ...finding, inputs_hash: inputsHashOf(finding) }));
  await tx.$executeRaw`
    WITH derived AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS d (kind text, subject text, value text, trace jsonb, inputs_hash text)),
    gone AS (UPDATE app.finding f SET value = NULL, trace = '{}', inputs_hash = '' WHERE f.patient_id = ${record.patientId}::uuid AND f.value IS NOT NULL
             AND NOT EXISTS (SELECT FROM derived d WHERE d.kind = f.kind AND d.subject = f.subject))
    INSERT INTO app.finding (site_id, patient_id, kind, subject, value, trace, inputs_hash, rule_version)
    SELECT ${siteId}::uuid, ${record.patientId}::uuid, d.kind, d.subject, d.value, d.trace, d.inputs_hash, ${RULE_VERSION} FROM derived d
    ON CONFLICT (patient_id, kind, subject) DO UPDATE SET value = excluded.value, trace = excluded.trace, inputs_hash = excluded.inputs_hash, rule_version = excluded.rule_version
    WHERE (app.finding.value, app.finding.trace, app.finding.inputs_hash, app.finding.rule_version) IS DISTINCT FROM (excluded.value, excluded.trace, excluded.inputs_hash, excluded.rule_version)`;
  return findings;
}
