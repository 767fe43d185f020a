import "server-only";
import type { Tx } from "@/lib/server/db";
import { sql } from "@/lib/server/sql";
import type { Arm, DiseaseStatus, ProtocolVersionId, RecordEntry } from "@/lib/study/patient-record";
import { SCHEDULE_FORMS, type ScheduleRecord } from "@/lib/study/schedule";
import type { PatientStatus } from "./patient";

/** One patient in a list, with what the schedule needs to say what is due. */
export interface PatientRow {
  readonly id: string;
  readonly number: string;
  readonly siteCode: string;
  readonly status: PatientStatus;
  readonly protocolVersion: ProtocolVersionId;
  readonly arm: Arm | null;
  readonly disease: DiseaseStatus | null;
  readonly best: string | null;
  readonly exposure: string | null;
  readonly eligibility: string | null;
  /** The calendar day at the site. */
  readonly today: string;
  /** Only the forms that the schedule follows. */
  readonly record: ScheduleRecord;
  /** Visits that were not done, by code, with the reason. */
  readonly notDone: Readonly<Record<string, string>>;
}

/** What of a patient says which visits are due. */
export type ScheduledPatient = Pick<PatientRow, "id" | "number" | "siteCode" | "status" | "today" | "record">;

type Row = Omit<PatientRow, "record"> & { readonly randomisedOn: string | null; readonly followed: readonly RecordEntry[] };

const FOLLOWED = sql`jsonb_agg(jsonb_build_object('id', e.id, 'formId', e.form_id, 'formVersion', e.form_version, 'visit', v.code, 'rowNo', e.row_no, 'answers', e.answers))`;

/**
 * Every patient the reader may see, or those with these ids, newest number first, in one statement: results as stored, and the answers that the
 * schedule follows instead of whole records. Of some, each part is looked up by its patient and nothing else of the study is touched.
 */
export async function readPatientRows(tx: Tx, ids: readonly string[] | null = null): Promise<readonly PatientRow[]> {
  const mine = ids === null ? sql`true` : sql`patient_id = ANY (${ids as string[]}::uuid[])`;
  const rows = await tx.$queryRaw<Row[]>`
    WITH result AS (SELECT patient_id, max(value) FILTER (WHERE kind = 'best_response') AS best, max(value) FILTER (WHERE kind = 'patient_exposure') AS exposure,
        max(value) FILTER (WHERE kind = 'eligibility') AS eligibility
      FROM app.finding WHERE subject = '' AND kind IN ('best_response', 'patient_exposure', 'eligibility') AND ${mine} GROUP BY patient_id),
    followed AS (SELECT e.patient_id, ${FOLLOWED} AS entries
      FROM (SELECT * FROM app.entry WHERE ${mine}) e LEFT JOIN app.visit v ON v.id = e.visit_id WHERE e.form_id = ANY (${SCHEDULE_FORMS as unknown as string[]}) AND e.removed_at IS NULL AND e.answers <> '{}' GROUP BY e.patient_id),
    history AS (SELECT patient_id, max(answers ->> 'diseaseStatus') AS disease FROM app.entry WHERE form_id = 'aml_history' AND removed_at IS NULL AND ${mine} GROUP BY patient_id),
    skipped AS (SELECT patient_id, jsonb_object_agg(code, not_done_reason) AS visits FROM app.visit WHERE not_done_reason IS NOT NULL AND ${mine} GROUP BY patient_id)
    SELECT p.id, p.number, s.code AS "siteCode", p.status, p.protocol_version AS "protocolVersion", p.arm, coalesce(p.stratum, h.disease) AS disease, r.best, r.exposure, r.eligibility,
      to_char(now() AT TIME ZONE s.time_zone, 'YYYY-MM-DD') AS today, to_char(p.randomised_at AT TIME ZONE s.time_zone, 'YYYY-MM-DD') AS "randomisedOn",
      coalesce(f.entries, '[]') AS followed, coalesce(k.visits, '{}') AS "notDone"
    FROM app.patient p JOIN app.site s ON s.id = p.site_id LEFT JOIN result r ON r.patient_id = p.id LEFT JOIN followed f ON f.patient_id = p.id
      LEFT JOIN history h ON h.patient_id = p.id LEFT JOIN skipped k ON k.patient_id = p.id
    WHERE ${ids === null ? sql`true` : sql`p.id = ANY (${ids as string[]}::uuid[])`} ORDER BY p.number DESC`;
  return rows.map(({ followed, randomisedOn, ...row }) => ({ ...row, record: { protocolVersion: row.protocolVersion, arm: row.arm, randomisedOn, entries: followed } }));
}

interface Scheduled extends Omit<ScheduledPatient, "record">, Omit<ScheduleRecord, "entries"> { readonly followed: readonly RecordEntry[] }

/** Those with these ids, newest number first, with nothing but what the schedule asks: the forms of each are looked up by the patient, however many they are. */
export async function readScheduledPatients(tx: Tx, ids: readonly string[]): Promise<readonly ScheduledPatient[]> {
  const rows = await tx.$queryRaw<Scheduled[]>`
    SELECT p.id, p.number, s.code AS "siteCode", p.status, p.protocol_version AS "protocolVersion", p.arm,
      to_char(now() AT TIME ZONE s.time_zone, 'YYYY-MM-DD') AS today, to_char(p.randomised_at AT TIME ZONE s.time_zone, 'YYYY-MM-DD') AS "randomisedOn",
      coalesce((SELECT ${FOLLOWED} FROM app.entry e LEFT JOIN app.visit v ON v.id = e.visit_id
        WHERE e.patient_id = p.id AND e.form_id = ANY (${SCHEDULE_FORMS as unknown as string[]}) AND e.removed_at IS NULL AND e.answers <> '{}'), '[]') AS followed
    FROM app.patient p JOIN app.site s ON s.id = p.site_id WHERE p.id = ANY (${ids as string[]}::uuid[]) ORDER BY p.number DESC`;
  return rows.map(({ followed, protocolVersion, arm, randomisedOn, ...row }) => ({ ...row, record: { protocolVersion, arm, randomisedOn, entries: followed } }));
}
