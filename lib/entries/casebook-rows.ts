import "server-only";
import type { Patient } from "@/lib/patients/patient";
import type { Tx } from "@/lib/server/db";
import type { FindingKind } from "@/lib/study/patient-record";

export interface StoredFinding {
  readonly kind: FindingKind;
  readonly subject: string;
  readonly value: string | null;
  readonly trace: unknown;
  readonly ruleVersion: string;
}

export type Held = "freeze" | "lock" | null;

interface VisitRow { readonly id: string; readonly code: string; readonly reason: string | null; readonly notDoneReason: string | null }

export interface Head extends Patient {
  readonly siteCode: string;
  readonly siteName: string;
  readonly timeZone: string;
  readonly held: Held;
  readonly visits: readonly VisitRow[];
}

/** Who it is, where, what holds the casebook, and its visits. */
export async function readHead(tx: Tx, number: string): Promise<Head | null> {
  const [head] = await tx.$queryRaw<Head[]>`
    SELECT p.id, p.site_id AS "siteId", p.number, p.protocol_version AS "protocolVersion", p.status, p.stratum, p.arm, p.randomised_at AS "randomisedAt", s.code AS "siteCode", s.name AS "siteName", s.time_zone AS "timeZone",
      ctx.lock_over(p.site_id, p.id, NULL, NULL) AS held,
      (SELECT coalesce(json_agg(json_build_object('id', v.id, 'code', v.code, 'reason', v.reason, 'notDoneReason', v.not_done_reason)), '[]') FROM app.visit v WHERE v.patient_id = p.id) AS visits
    FROM app.patient p JOIN app.site s ON s.id = p.site_id WHERE p.number = ${number}`;
  return head ?? null;
}

/** What was derived, with a value. */
export const readFindings = (tx: Tx, patientId: string) => tx.$queryRaw<StoredFinding[]>`
  SELECT kind, subject, value, trace, rule_version AS "ruleVersion" FROM app.finding WHERE patient_id = ${patientId}::uuid AND value IS NOT NULL`;

export interface OpenQuery {
  readonly id: string;
  readonly entryId: string;
  readonly formId: string;
  readonly field: string;
  readonly state: string;
  readonly question: string;
  readonly at: Date;
  readonly last: { readonly step: string; readonly body: string; readonly byName: string } | null;
}

/** What is not closed, oldest first, each with its last word. */
export const readOpenQueries = (tx: Tx, patientId: string) => tx.$queryRaw<OpenQuery[]>`
  SELECT d.id, d.entry_id AS "entryId", d.form_id AS "formId", d.field, d.state, d.question, d.at, l.last
  FROM app.discrepancy d LEFT JOIN LATERAL (SELECT json_build_object('step', m.step, 'body', m.body, 'byName', m.by_name) AS last FROM app.discrepancy_message m WHERE m.discrepancy_id = d.id ORDER BY m.at DESC LIMIT 1) l ON true
  WHERE d.patient_id = ${patientId}::uuid AND d.state <> 'closed' ORDER BY d.at`;
