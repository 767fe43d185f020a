import "server-only";
import { groupBy } from "@/lib/kernel/group-by";
import { rememberedPatients } from "@/lib/patients/remembered-patients";
import { IS_HELD, LOCKED, lockedAround } from "@/lib/server/held-sql";
import type { Tx } from "@/lib/server/db";
import { nothing, ONE_PLAN, sql, type Sql } from "@/lib/server/sql";
import type { Arm, ExposureVerdict, ProtocolVersionId } from "@/lib/study/patient-record";
import type { Course } from "@/lib/study/planned-visit";
import type { ExposureFlag } from "./exposure-verdict";

type StoredAnswers = Readonly<Record<string, unknown>>;

/** The infusion of one course, its window as stored, and what was given with it. */
export interface CourseRow {
  readonly course: Course;
  readonly entryId: string; readonly startAt: string; readonly stopAt: string | null; readonly window: string | null;
  readonly given: readonly { readonly formId: string; readonly answers: StoredAnswers }[];
}

/** A patient with an infusion, course by course. */
export interface TreatedPatientRow {
  readonly id: string; readonly siteId: string; readonly number: string; readonly siteCode: string; readonly timeZone: string;
  readonly arm: Arm | null; readonly protocolVersion: ProtocolVersionId;
  readonly best: string | null;
  /** In their order; not empty. */
  readonly courses: readonly CourseRow[];
}

/** A medication with what was found of it. */
export interface MedicationRow {
  readonly entryId: string; readonly patientId: string; readonly rowNo: number; readonly answers: StoredAnswers;
  readonly flag: ExposureFlag; readonly trace: unknown; readonly inputsHash: string; readonly held: boolean;
  /** Newest first. */
  readonly verdicts: readonly { readonly verdict: ExposureVerdict; readonly reason: string; readonly byName: string; readonly at: string; readonly signed: boolean; readonly inputsHash: string }[];
  readonly queries: readonly { readonly id: string; readonly state: "open" | "answered"; readonly question: string }[];
}

/** Patients the reader may see in whom cenersen was started, by number: these, or all for null. */
export const readTreatedPatients = (tx: Tx, patientIds: readonly string[] | null): Promise<readonly TreatedPatientRow[]> => tx.$queryRaw<TreatedPatientRow[]>`
  ${patientIds === null ? nothing : ONE_PLAN}
  WITH given AS (SELECT e.patient_id, v.code, (jsonb_agg(e.answers || jsonb_build_object('entryId', e.id)) FILTER (WHERE e.form_id = 'cenersen_infusion')) -> 0 AS infusion,
      coalesce(jsonb_agg(jsonb_build_object('formId', e.form_id, 'answers', e.answers)) FILTER (WHERE e.form_id <> 'cenersen_infusion'), '[]') AS others
    FROM app.entry e JOIN app.visit v ON v.id = e.visit_id
    WHERE ${patientIds === null ? nothing : sql`e.patient_id = ANY(${[...patientIds]}::uuid[]) AND `}e.removed_at IS NULL AND v.code IN ('C1', 'C2') AND e.form_id IN ('cenersen_infusion', 'infusion_interruption', 'idarubicin_dose', 'cytarabine_dose') GROUP BY e.patient_id, v.code),
  course AS (SELECT c.patient_id, jsonb_agg(jsonb_build_object('course', substr(c.code, 2)::int, 'entryId', c.infusion ->> 'entryId', 'startAt', c.infusion ->> 'startAt',
      'stopAt', CASE WHEN jsonb_typeof(c.infusion -> 'stopAt') = 'string' THEN c.infusion ->> 'stopAt' END, 'window', f.value, 'given', c.others) ORDER BY c.code) AS courses
    FROM given c LEFT JOIN app.finding f ON f.patient_id = c.patient_id AND f.kind = 'exposure_window' AND f.subject = c.code
    WHERE jsonb_typeof(c.infusion -> 'startAt') = 'string' GROUP BY 1)
  SELECT p.id, p.site_id AS "siteId", p.number, s.code AS "siteCode", s.time_zone AS "timeZone", p.arm, p.protocol_version AS "protocolVersion", c.courses,
    (SELECT f.value FROM app.finding f WHERE f.patient_id = p.id AND f.kind = 'best_response' AND f.subject = '') AS best
  FROM app.patient p JOIN app.site s ON s.id = p.site_id JOIN course c ON c.patient_id = p.id
  ORDER BY p.number`;

/** Which medications: these; those that hold an inhibitor, are flagged or were decided on, of these patients or of all; or every one with a name. */
export type WhichMedications = { readonly entryIds: readonly string[] } | { readonly patientIds: readonly string[] } | "inhibitors" | "all";

const INHIBITORS = sql`AND (f.value <> 'none' OR f.trace -> 'match' ->> 'verdict' <> 'none' OR EXISTS (SELECT FROM app.exposure_review x WHERE x.patient_id = e.patient_id AND x.entry_id = e.id))`;

/** `f`, the finding, and `e`, the medication. Those that are named are looked up one by one: by its name alone a finding is found only by reading those of every patient. */
function found(which: WhichMedications): Sql {
  if (which === "inhibitors" || which === "all") return sql`app.finding f JOIN app.entry e ON e.patient_id = f.patient_id AND e.id::text = f.subject WHERE f.kind = 'exposure' AND f.value IS NOT NULL AND e.removed_at IS NULL ${which === "all" ? nothing : INHIBITORS}`;
  if ("patientIds" in which) {
    return sql`unnest(${[...which.patientIds]}::uuid[]) i CROSS JOIN LATERAL (SELECT subject, value, trace, inputs_hash FROM app.finding WHERE patient_id = i AND kind = 'exposure' AND value IS NOT NULL OFFSET 0) f
      CROSS JOIN LATERAL (SELECT * FROM app.entry WHERE id = f.subject::uuid AND patient_id = i AND removed_at IS NULL LIMIT 1) e WHERE true ${INHIBITORS}`;
  }
  return sql`unnest(${[...which.entryIds]}::uuid[]) i CROSS JOIN LATERAL (SELECT * FROM app.entry WHERE id = i AND removed_at IS NULL LIMIT 1) e
    CROSS JOIN LATERAL (SELECT value, trace, inputs_hash FROM app.finding WHERE patient_id = e.patient_id AND kind = 'exposure' AND subject = e.id::text AND value IS NOT NULL LIMIT 1) f`;
}

/** The medications, with every verdict and the queries that are not closed. The locks are looked up once, not once a medication. */
export const readMedications = (tx: Tx, which: WhichMedications): Promise<readonly MedicationRow[]> => tx.$queryRaw<MedicationRow[]>`
  ${typeof which === "string" ? nothing : ONE_PLAN}
  WITH ${typeof which === "object" && "patientIds" in which ? lockedAround(which.patientIds) : LOCKED}
  SELECT e.id AS "entryId", e.patient_id AS "patientId", e.row_no AS "rowNo", e.answers, f.value AS flag, f.trace, f.inputs_hash AS "inputsHash",
    ${IS_HELD} AS held,
    coalesce((SELECT json_agg(json_build_object('verdict', r.verdict, 'reason', r.reason, 'byName', r.by_name, 'at', r.at, 'signed', r.statement IS NOT NULL, 'inputsHash', r.inputs_hash) ORDER BY r.at DESC)
      FROM app.exposure_review r WHERE r.patient_id = e.patient_id AND r.entry_id = e.id), '[]') AS verdicts,
    coalesce((SELECT json_agg(json_build_object('id', d.id, 'state', d.state, 'question', d.question) ORDER BY d.at) FROM app.discrepancy d WHERE d.entry_id = e.id AND d.state <> 'closed'), '[]') AS queries
  FROM ${found(which)}
  ORDER BY e.row_no`;

/** A treated patient with each medication that holds an inhibitor, is flagged or was decided on. */
export interface PatientOnBoard { readonly patient: TreatedPatientRow; readonly medications: readonly MedicationRow[] }

const KEPT = 1_000;
/** The trail is told what a finding says and not how it explains it. */
const EXPLAINED = sql`(SELECT md5(string_agg(concat_ws(' ', f.kind, f.subject, f.digest), ',' ORDER BY f.kind, f.subject)) FROM app.finding f WHERE f.patient_id = p.id AND f.kind IN ('exposure', 'exposure_window', 'best_response'))`;

/** These patients as the board draws them, each read anew when something was written of it. */
export const recallOnBoard = rememberedPatients(async (tx: Tx, patientIds: readonly string[]): Promise<ReadonlyMap<string, PatientOnBoard>> => {
  const [patients, medications] = await Promise.all([readTreatedPatients(tx, patientIds), readMedications(tx, { patientIds })]);
  const ofPatient = groupBy(medications, ({ patientId }) => patientId);
  return new Map(patients.map((patient) => [patient.id, { patient, medications: ofPatient.get(patient.id) ?? [] }]));
}, KEPT, EXPLAINED);
