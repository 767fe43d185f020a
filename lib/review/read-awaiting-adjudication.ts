import "server-only";
import type { Tx } from "@/lib/server/db";
import type { AdjudicationReason } from "@/lib/study/response/adjudication";

/** A response that waits for a reviewer's decision. */
export interface AwaitingAdjudication {
  readonly patientId: string;
  readonly siteId: string;
  readonly patientNumber: string;
  readonly siteCode: string;
  readonly visitId: string;
  readonly visit: string;
  /** Calendar day of the assessment; null when no day is known. */
  readonly on: string | null;
  /** By the rules. */
  readonly derived: string;
  readonly investigator: string | null;
  readonly reasons: readonly AdjudicationReason[];
  readonly inputsHash: string;
  /** The site has explained or answered, or the question was closed; a disagreement is decided only after that. */
  readonly discussed: boolean;
  /** Decided once, and open again because the data changed. */
  readonly fallen: boolean;
}

/**
 * Every response that waits for adjudication, of the patients that the reader may see, by patient and day. A mere disagreement is in it
 * only once the site has had its say: before that it is a query at the investigator's response.
 */
export async function readAwaitingAdjudication(tx: Tx, patientId: string | null = null): Promise<readonly AwaitingAdjudication[]> {
  const rows = await tx.$queryRaw<AwaitingAdjudication[]>`
    SELECT p.id AS "patientId", p.site_id AS "siteId", p.number AS "patientNumber", s.code AS "siteCode", v.id AS "visitId", v.code AS visit, f.trace ->> 'on' AS "on", f.trace ->> 'derived' AS derived,
      f.trace -> 'investigator' ->> 'response' AS investigator, f.trace -> 'reasons' AS reasons, f.inputs_hash AS "inputsHash", f.trace -> 'fallen' <> 'null' AS fallen,
      NOT EXISTS (SELECT FROM app.discrepancy d JOIN app.entry e ON e.id = d.entry_id WHERE e.visit_id = v.id AND d.rule_id = 'RA01' AND d.state = 'open') AS discussed
    FROM app.finding f JOIN app.patient p ON p.id = f.patient_id JOIN app.site s ON s.id = p.site_id JOIN app.visit v ON v.patient_id = p.id AND v.code = f.subject
    WHERE f.kind = 'response' AND f.value IS NOT NULL AND f.trace -> 'awaiting' = 'true' AND (${patientId}::uuid IS NULL OR p.id = ${patientId}::uuid)
    ORDER BY p.number, f.trace ->> 'on', v.code`;
  return rows.filter(({ reasons, discussed }) => discussed || reasons.some((reason) => reason !== "disagreement"));
}

/** True when no question about the disagreement waits for the site any more. */
export async function isDiscussed(tx: Tx, visitId: string): Promise<boolean> {
  const open = await tx.discrepancy.count({ where: { ruleId: "RA01", state: "open", entry: { visitId } } });
  return open === 0;
}
