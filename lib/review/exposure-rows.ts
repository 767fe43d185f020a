import "server-only";
import type { Tx } from "@/lib/server/db";
import type { Arm, ExposureVerdict, ProtocolVersionId } from "@/lib/study/patient-record";
import type { ExposureFlag } from "./exposure-verdict";

type StoredAnswers = Readonly<Record<string, unknown>>;

/** A patient with an infusion, and what was given in the course. */
export interface TreatedPatientRow {
  readonly id: string; readonly siteId: string; readonly number: string; readonly siteCode: string; readonly timeZone: string;
  readonly arm: Arm | null; readonly protocolVersion: ProtocolVersionId;
  readonly infusionEntryId: string; readonly startAt: string; readonly stopAt: string | null;
  readonly best: string | null; readonly window: string | null;
  readonly given: readonly { readonly formId: string; readonly answers: StoredAnswers }[];
}

/** A medication that is flagged, or that somebody once decided on. */
export interface MedicationRow {
  readonly entryId: string; readonly patientId: string; readonly rowNo: number; readonly answers: StoredAnswers;
  readonly flag: ExposureFlag; readonly trace: unknown; readonly inputsHash: string; readonly held: boolean;
  /** Newest first. */
  readonly verdicts: readonly { readonly verdict: ExposureVerdict; readonly reason: string; readonly byName: string; readonly at: string; readonly inputsHash: string }[];
  readonly queries: readonly { readonly id: string; readonly state: "open" | "answered"; readonly question: string }[];
}

/** Every patient the reader may see in whom cenersen was started, by number. */
export const readTreatedPatients = (tx: Tx): Promise<readonly TreatedPatientRow[]> => tx.$queryRaw<TreatedPatientRow[]>`
  SELECT p.id, p.site_id AS "siteId", p.number, s.code AS "siteCode", s.time_zone AS "timeZone", p.arm, p.protocol_version AS "protocolVersion",
    c.id AS "infusionEntryId", c.answers ->> 'startAt' AS "startAt", CASE WHEN jsonb_typeof(c.answers -> 'stopAt') = 'string' THEN c.answers ->> 'stopAt' END AS "stopAt",
    (SELECT f.value FROM app.finding f WHERE f.patient_id = p.id AND f.kind = 'best_response' AND f.subject = '') AS best,
    (SELECT f.value FROM app.finding f WHERE f.patient_id = p.id AND f.kind = 'exposure_window' AND f.subject = 'C1') AS "window",
    coalesce((SELECT jsonb_agg(jsonb_build_object('formId', g.form_id, 'answers', g.answers)) FROM app.entry g WHERE g.patient_id = p.id AND g.removed_at IS NULL
      AND g.form_id IN ('infusion_interruption', 'idarubicin_dose', 'cytarabine_dose')), '[]') AS given
  FROM app.patient p JOIN app.site s ON s.id = p.site_id
    JOIN app.entry c ON c.patient_id = p.id AND c.form_id = 'cenersen_infusion' AND c.removed_at IS NULL AND jsonb_typeof(c.answers -> 'startAt') = 'string'
  ORDER BY p.number`;

/** Their medications that are flagged, or that were once decided on, with every verdict and the queries that are not closed. */
export const readFlaggedMedications = (tx: Tx): Promise<readonly MedicationRow[]> => tx.$queryRaw<MedicationRow[]>`
  SELECT e.id AS "entryId", e.patient_id AS "patientId", e.row_no AS "rowNo", e.answers, f.value AS flag, f.trace, f.inputs_hash AS "inputsHash",
    coalesce(ctx.lock_over(e.site_id, e.patient_id, e.visit_id, e.id) = 'lock', false) AS held,
    coalesce((SELECT jsonb_agg(jsonb_build_object('verdict', r.verdict, 'reason', r.reason, 'byName', r.by_name, 'at', r.at, 'inputsHash', r.inputs_hash) ORDER BY r.at DESC)
      FROM app.exposure_review r WHERE r.patient_id = e.patient_id AND r.entry_id = e.id), '[]') AS verdicts,
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', d.id, 'state', d.state, 'question', d.question) ORDER BY d.at) FROM app.discrepancy d WHERE d.entry_id = e.id AND d.state <> 'closed'), '[]') AS queries
  FROM app.finding f JOIN app.entry e ON e.patient_id = f.patient_id AND e.id::text = f.subject
  WHERE f.kind = 'exposure' AND f.value IS NOT NULL AND e.removed_at IS NULL
    AND (f.value <> 'none' OR EXISTS (SELECT FROM app.exposure_review x WHERE x.patient_id = e.patient_id AND x.entry_id = e.id))
  ORDER BY e.row_no`;

/** How many medications of treated patients hold no inhibitor by the rules. */
export async function countUnflagged(tx: Tx): Promise<number> {
  const [counted] = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM app.finding f WHERE f.kind = 'exposure' AND f.value = 'none'
      AND EXISTS (SELECT FROM app.entry c WHERE c.patient_id = f.patient_id AND c.form_id = 'cenersen_infusion' AND c.removed_at IS NULL AND jsonb_typeof(c.answers -> 'startAt') = 'string')`;
  return counted?.n ?? 0;
}
