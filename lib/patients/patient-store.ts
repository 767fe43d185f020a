import "server-only";
import { refuse } from "@/lib/kernel/refusal";
import type { Tx } from "@/lib/server/db";
import { sql } from "@/lib/server/sql";
import type { PatientRecord } from "@/lib/study/patient-record";
import { readIngredientsOf } from "./drug-register";
import type { Patient } from "./patient";

/** Reads the patient and holds the row until the transaction ends: one writer per patient, so what follows stays true. */
export async function lockPatient(tx: Tx, id: string): Promise<Patient> {
  const [patient] = await tx.$queryRaw<Patient[]>`
    SELECT id, site_id AS "siteId", number, protocol_version AS "protocolVersion", status, stratum, arm, randomised_at AS "randomisedAt"
    FROM app.patient WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  if (!patient) throw refuse("not_found", { what: "This patient" });
  return patient;
}

/** A record as the statement reads it: what drug dictionaries say about its medications is still to be looked up. */
export type PlainRecord = Omit<PatientRecord, "ingredientsOf">;

/** Forms `e` at their visits `v` as the rules read them: gathers `RecordEntry`s. */
export const RECORD_ENTRIES = sql`json_agg(json_build_object('id', e.id, 'formId', e.form_id, 'formVersion', e.form_version, 'visit', v.code, 'rowNo', e.row_no, 'answers', e.answers) ORDER BY e.form_id, v.code, e.row_no)`;

/** The columns of a `PlainRecord`, of a statement over `app.patient p JOIN app.site s`: a store that needs more of the same patient reads it in the same round trip. */
export const RECORD_COLUMNS = sql`p.id AS "patientId", p.number, p.protocol_version AS "protocolVersion", (SELECT response_profile FROM app.study) AS profile, p.arm, to_char(p.randomised_at AT TIME ZONE s.time_zone, 'YYYY-MM-DD') AS "randomisedOn",
      coalesce((SELECT ${RECORD_ENTRIES}
        FROM app.entry e LEFT JOIN app.visit v ON v.id = e.visit_id AND v.patient_id = p.id WHERE e.patient_id = p.id AND e.removed_at IS NULL), '[]') AS entries,
      coalesce((SELECT json_agg(json_build_object('entryId', r.entry_id, 'inputsHash', r.inputs_hash, 'verdict', r.verdict))
        FROM (SELECT DISTINCT ON (entry_id) * FROM app.exposure_review x WHERE x.patient_id = p.id ORDER BY entry_id, at DESC) r), '[]') AS "exposureReviews",
      coalesce((SELECT json_agg(json_build_object('visit', a.code, 'inputsHash', a.inputs_hash, 'verdict', a.verdict, 'reason', a.reason, 'byName', a.by_name, 'at', a.at) ORDER BY a.code)
        FROM (SELECT DISTINCT ON (x.visit_id) x.*, v.code FROM app.adjudication x JOIN app.visit v ON v.id = x.visit_id WHERE x.patient_id = p.id ORDER BY x.visit_id, x.at DESC) a), '[]') AS adjudications,
      coalesce((SELECT json_agg(json_build_object('criterion', w.criterion, 'reason', w.reason, 'byName', w.by_name, 'at', w.at) ORDER BY w.criterion)
        FROM app.eligibility_waiver w WHERE w.patient_id = p.id), '[]') AS waivers,
      coalesce((SELECT json_agg(json_build_object('version', c.version, 'from', c.from_version, 'consentedOn', to_char(c.consented_on, 'YYYY-MM-DD'), 'reason', c.reason, 'byName', c.by_name, 'at', c.at) ORDER BY c.at)
        FROM app.patient_version c WHERE c.patient_id = p.id), '[]') AS versions,
      coalesce((SELECT json_agg(json_build_object('analyte', l.analyte, 'sex', l.sex, 'ageFrom', l.age_from, 'ageTo', l.age_to, 'lower', l.lower::text, 'upper', l.upper::text, 'unit', l.unit,
          'validFrom', to_char(l.valid_from, 'YYYY-MM-DD')) ORDER BY l.analyte, l.valid_from DESC, l.at DESC)
        FROM app.lab_range l WHERE l.site_id = p.site_id), '[]') AS "labRanges"`;

/** Adds what drug dictionaries list under the records' medications' names: one statement, none without names. */
export async function withIngredients(tx: Tx, records: readonly PlainRecord[]): Promise<readonly PatientRecord[]> {
  const names = records.map(({ entries }) => entries.flatMap(({ formId, answers }) => (formId === "concomitant_medication" && typeof answers["medication"] === "string" ? [answers["medication"]] : [])));
  const listed = await readIngredientsOf(tx, names.flat());
  return records.map((record, at) => ({ ...record, ingredientsOf: Object.fromEntries((names[at] ?? []).filter((name) => Object.hasOwn(listed, name)).map((name) => [name, listed[name]!])) }));
}

/**
 * All that the rules may read about the patients asked for, in one statement, and in a second one what drug dictionaries list
 * under their medications' names. Rows that were removed are not in it; of several verdicts on a medication or a response only the
 * latest is. The day of randomisation is the site's calendar day.
 */
export async function readRecords(tx: Tx, patientIds: readonly string[]): Promise<readonly PatientRecord[]> {
  return withIngredients(tx, await tx.$queryRaw<PlainRecord[]>`
    SELECT ${RECORD_COLUMNS} FROM app.patient p JOIN app.site s ON s.id = p.site_id WHERE p.id = ANY (${patientIds as string[]}::uuid[]) ORDER BY p.number`);
}

export async function readRecord(tx: Tx, patientId: string): Promise<PatientRecord> {
  const [record] = await readRecords(tx, [patientId]);
  if (!record) throw refuse("not_found", { what: "This patient" });
  return record;
}

/** The record of the patient whose form this is; null where the reader may not see it. */
export async function readRecordAround(tx: Tx, entryId: string): Promise<PatientRecord | null> {
  const plain = await tx.$queryRaw<PlainRecord[]>`
    SELECT ${RECORD_COLUMNS} FROM app.patient p JOIN app.site s ON s.id = p.site_id WHERE p.id = (SELECT e.patient_id FROM app.entry e WHERE e.id = ${entryId}::uuid)`;
  return (await withIngredients(tx, plain))[0] ?? null;
}
