import "server-only";
import { refuse } from "@/lib/kernel/refusal";
import type { Json, Tx } from "@/lib/server/db";
import { sql } from "@/lib/server/sql";
import type { Entry, Progress, StoredAnswers } from "./entry";

/** Holds the patient, then the entry, until the transaction ends: parents before children, so that two people cannot deadlock. What another save left while this one waited is what comes back. */
export async function lockEntry(tx: Tx, id: string): Promise<Entry> {
  const [entry] = await tx.$queryRaw<Entry[]>`
    WITH held AS MATERIALIZED (SELECT p.id FROM app.patient p WHERE p.id = (SELECT e.patient_id FROM app.entry e WHERE e.id = ${id}::uuid) FOR NO KEY UPDATE)
    SELECT ${ENTRY_COLUMNS} FROM held JOIN app.entry e ON e.id = ${id}::uuid AND e.patient_id = held.id FOR NO KEY UPDATE OF e`;
  if (!entry) throw refuse("not_found", { what: "This form" });
  return entry;
}

const ENTRY_COLUMNS = sql`e.id, e.site_id AS "siteId", e.patient_id AS "patientId", e.visit_id AS "visitId", e.form_id AS "formId", e.form_version AS "formVersion", e.row_no AS "rowNo",
    e.progress, e.version, e.answers, e.removed_at AS "removedAt"`;

/** Rows that exist, held until the transaction ends, in the order of their ids. Their patients are held before (`lockPatient`). */
export const holdEntries = (tx: Tx, ids: readonly string[]): Promise<Entry[]> => tx.$queryRaw<Entry[]>`
  SELECT ${ENTRY_COLUMNS} FROM app.entry e WHERE e.id = ANY (${[...ids]}::uuid[]) ORDER BY e.id FOR NO KEY UPDATE`;

/** Blank is absent: a null is not stored, so that one state has one spelling in every hash. */
export const withoutBlanks = (answers: StoredAnswers): Json =>
  Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== null && value !== undefined)) as Json;

export async function writeAnswers(tx: Tx, entry: Entry, answers: StoredAnswers, progress: Progress): Promise<number> {
  const [written] = await tx.$queryRaw<{ version: number }[]>`
    UPDATE app.entry SET answers = ${JSON.stringify(withoutBlanks(answers))}::jsonb, progress = ${progress}, not_done_reason = NULL, version = version + 1 WHERE id = ${entry.id}::uuid RETURNING version`;
  if (!written) throw refuse("not_found", { what: "This form" });
  return written.version;
}

/** The same for many forms in one statement, each as it stands after the write. The caller holds them. */
export async function writeManyAnswers(tx: Tx, written: readonly { readonly id: string; readonly answers: StoredAnswers; readonly progress: Progress }[]): Promise<void> {
  const rows = JSON.stringify(written.map(({ id, answers, progress }) => ({ id, answers: withoutBlanks(answers), progress })));
  const count = await tx.$executeRaw`
    UPDATE app.entry e SET answers = w.answers, progress = w.progress, not_done_reason = NULL, version = e.version + 1
    FROM jsonb_to_recordset(${rows}::jsonb) AS w (id uuid, answers jsonb, progress text) WHERE e.id = w.id`;
  if (count !== written.length) throw refuse("not_found", { what: "One of these forms" });
}

/** The next row of a log. The caller holds the patient, so that two people cannot get the same number. */
export async function nextRowNo(tx: Tx, row: { patientId: string; visitId: string | null; formId: string }): Promise<number> {
  const { _max } = await tx.entry.aggregate({ where: row, _max: { rowNo: true } });
  return (_max.rowNo ?? 0) + 1;
}

/** Forms that a freeze or lock holds, alone or with their visit, while the patient as a whole is open. */
export async function heldEntries(tx: Tx, patientId: string): Promise<ReadonlySet<string>> {
  const held = await tx.$queryRaw<{ id: string }[]>`
    SELECT e.id FROM app.entry e WHERE e.patient_id = ${patientId}::uuid AND EXISTS (SELECT FROM app.lock l WHERE l.patient_id = e.patient_id AND l.released_at IS NULL)
      AND ctx.lock_over(e.site_id, e.patient_id, e.visit_id, e.id) IS NOT NULL`;
  return new Set(held.map((entry) => entry.id));
}
