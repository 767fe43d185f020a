import "server-only";
import type { Tx } from "@/lib/server/db";
import { ONE_PLAN, sql } from "@/lib/server/sql";
import type { Arm, DiseaseStatus, ProtocolVersionId, RecordEntry } from "@/lib/study/patient-record";
import { SCHEDULE_FORMS, type ScheduleRecord } from "@/lib/study/schedule";
import type { PatientStatus } from "./patient";
import { RECORD_ENTRIES } from "./patient-store";

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

const followedOf = sql`coalesce((SELECT ${RECORD_ENTRIES} FROM app.entry e LEFT JOIN app.visit v ON v.id = e.visit_id
        WHERE e.patient_id = p.id AND e.form_id = ANY (${SCHEDULE_FORMS as unknown as string[]}) AND e.removed_at IS NULL AND e.answers <> '{}'), '[]')`;

/**
 * Of the patients with these ids those whom the reader may see, newest number first, in one statement: results as stored, and the answers that the
 * schedule follows instead of whole records. Each part is looked up by its patient, so that nothing else of the study is touched.
 */
export async function readPatientRows(tx: Tx, ids: readonly string[]): Promise<readonly PatientRow[]> {
  const rows = await tx.$queryRaw<Row[]>`
    ${ONE_PLAN}
    SELECT p.id, p.number, s.code AS "siteCode", p.status, p.protocol_version AS "protocolVersion", p.arm, coalesce(p.stratum, y.disease) AS disease,
      y.results #>> '{best_response,value}' AS best, y.results #>> '{patient_exposure,value}' AS exposure, y.results #>> '{eligibility,value}' AS eligibility,
      to_char(now() AT TIME ZONE s.time_zone, 'YYYY-MM-DD') AS today, to_char(p.randomised_at AT TIME ZONE s.time_zone, 'YYYY-MM-DD') AS "randomisedOn", ${followedOf} AS followed,
      coalesce((SELECT json_object_agg(k.code, k.not_done_reason) FROM app.visit k WHERE k.patient_id = p.id AND k.not_done_reason IS NOT NULL), '{}') AS "notDone"
    FROM unnest(${[...ids]}::uuid[]) i CROSS JOIN LATERAL (SELECT * FROM app.patient WHERE id = i LIMIT 1) p JOIN LATERAL (SELECT code, time_zone FROM app.site WHERE id = p.site_id LIMIT 1) s ON true
      LEFT JOIN LATERAL (SELECT disease, results FROM app.patient_summary WHERE patient_id = p.id LIMIT 1) y ON true ORDER BY p.number DESC`;
  return rows.map(({ followed, randomisedOn, ...row }) => ({ ...row, record: { protocolVersion: row.protocolVersion, arm: row.arm, randomisedOn, entries: followed } }));
}

interface Scheduled extends Omit<ScheduledPatient, "record">, Omit<ScheduleRecord, "entries"> { readonly followed: readonly RecordEntry[] }

/** Those with these ids, newest number first, with nothing but what the schedule asks: the forms of each are looked up by the patient, however many they are. */
export async function readScheduledPatients(tx: Tx, ids: readonly string[]): Promise<readonly ScheduledPatient[]> {
  const rows = await tx.$queryRaw<Scheduled[]>`
    SELECT p.id, p.number, s.code AS "siteCode", p.status, p.protocol_version AS "protocolVersion", p.arm,
      to_char(now() AT TIME ZONE s.time_zone, 'YYYY-MM-DD') AS today, to_char(p.randomised_at AT TIME ZONE s.time_zone, 'YYYY-MM-DD') AS "randomisedOn",
      ${followedOf} AS followed
    FROM app.patient p JOIN app.site s ON s.id = p.site_id WHERE p.id = ANY (${ids as string[]}::uuid[]) ORDER BY p.number DESC`;
  return rows.map(({ followed, protocolVersion, arm, randomisedOn, ...row }) => ({ ...row, record: { protocolVersion, arm, randomisedOn, entries: followed } }));
}
