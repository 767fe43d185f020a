import "server-only";
import type { Form } from "@/lib/crf/define-form";
import type { Tx } from "@/lib/server/db";
import type { FormOfFile } from "./form-of-file";

type Added = NonNullable<FormOfFile["add"]>;

/** Where rows are to be added: the visits of the patients, and which numbers are taken. */
export interface RowPlaces {
  /** The code of a visit of this patient; undefined where the patient has no such visit. */
  readonly visitOf: (patientId: string, visitId: string) => string | undefined;
  readonly isTaken: (add: Added, form: Form) => boolean;
}

/** Read at once for all rows that an import adds. The patients are held, so nothing moves until it ends. */
export async function readRowPlaces(tx: Tx, added: readonly Added[]): Promise<RowPlaces> {
  const where = { patientId: { in: [...new Set(added.map(({ patientId }) => patientId))] } };
  const [visits, rows] = added.length === 0 ? [[], []] : await Promise.all([
    tx.visit.findMany({ where, select: { id: true, patientId: true, code: true } }),
    tx.entry.findMany({ where: { ...where, formId: { in: [...new Set(added.map(({ formId }) => formId))] } }, select: { patientId: true, visitId: true, formId: true, rowNo: true, removedAt: true } }),
  ]);
  const codes = new Map(visits.map(({ id, patientId, code }) => [`${patientId} ${id}`, code]));
  const keyOf = (of: Omit<Added, "rowNo">, rowNo: number | null) => JSON.stringify([of.patientId, of.visitId, of.formId, rowNo]);
  const taken = new Set(rows.flatMap((row) => [keyOf(row, row.rowNo), ...(row.removedAt === null ? [keyOf(row, null)] : [])]));
  return { visitOf: (patientId, visitId) => codes.get(`${patientId} ${visitId}`), isTaken: (add, { repeats }) => taken.has(keyOf(add, repeats ? add.rowNo : null)) };
}
