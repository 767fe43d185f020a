import "server-only";
import { refuse } from "@/lib/kernel/refusal";
import { lockPatient } from "@/lib/patients/patient-store";
import type { Json, Tx } from "@/lib/server/db";
import type { Entry, Progress, StoredAnswers } from "./entry";

/** Holds the patient, then the entry, until the transaction ends: parents before children, so that two people cannot deadlock. */
export async function lockEntry(tx: Tx, id: string): Promise<Entry> {
  const found = await tx.entry.findUnique({ where: { id }, select: { patientId: true } });
  if (!found) throw refuse("not_found", { what: "This form" });
  await lockPatient(tx, found.patientId);
  const [entry] = await holdEntries(tx, [id]);
  if (!entry) throw refuse("not_found", { what: "This form" });
  return entry;
}

/** Rows that exist, held until the transaction ends, in the order of their ids. Their patients are held before (`lockPatient`). */
export const holdEntries = (tx: Tx, ids: readonly string[]): Promise<Entry[]> => tx.$queryRaw<Entry[]>`
  SELECT id, site_id AS "siteId", patient_id AS "patientId", visit_id AS "visitId", form_id AS "formId", form_version AS "formVersion", row_no AS "rowNo",
    progress, version, answers, removed_at AS "removedAt" FROM app.entry WHERE id = ANY (${[...ids]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;

/** Blank is absent: a null is not stored, so that one state has one spelling in every hash. */
export const withoutBlanks = (answers: StoredAnswers): Json =>
  Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== null && value !== undefined)) as Json;

export async function writeAnswers(tx: Tx, entry: Entry, answers: StoredAnswers, progress: Progress): Promise<number> {
  const { version } = await tx.entry.update({
    where: { id: entry.id },
    data: { answers: withoutBlanks(answers), progress, notDoneReason: null, version: { increment: 1 } },
    select: { version: true },
  });
  return version;
}

/** The next row of a log. The caller holds the patient, so that two people cannot get the same number. */
export async function nextRowNo(tx: Tx, row: { patientId: string; visitId: string | null; formId: string }): Promise<number> {
  const { _max } = await tx.entry.aggregate({ where: row, _max: { rowNo: true } });
  return (_max.rowNo ?? 0) + 1;
}

/** Forms that a freeze or lock holds, alone or with their visit, while the patient as a whole is open; of `kind` "lock" those that nothing at all may be written to. */
export async function heldEntries(tx: Tx, patientId: string, kind?: "lock"): Promise<ReadonlySet<string>> {
  const held = await tx.$queryRaw<{ id: string }[]>`
    SELECT e.id FROM app.entry e WHERE e.patient_id = ${patientId}::uuid AND EXISTS (SELECT FROM app.lock l WHERE l.patient_id = e.patient_id AND l.released_at IS NULL)
      AND ctx.lock_over(e.site_id, e.patient_id, e.visit_id, e.id) >= ${kind ?? "freeze"}`;
  return new Set(held.map((entry) => entry.id));
}
