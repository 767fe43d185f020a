import "server-only";
import { randomUUID } from "node:crypto";
import { changesBetween, sameAnswer, type Change } from "@/lib/crf/changes";
import type { Form } from "@/lib/crf/define-form";
import { createRow, formOfRow } from "@/lib/entries/add-row";
import { assertEditable, type Entry } from "@/lib/entries/entry";
import { assertStorable, assertTyped, formOf, labelsOf } from "@/lib/entries/judge";
import { assertReasons, writeByReason } from "@/lib/entries/reasons";
import { merge } from "@/lib/entries/save-answers";
import { refuse } from "@/lib/kernel/refusal";
import type { Patient } from "@/lib/patients/patient";
import type { Json, Tx } from "@/lib/server/db";
import { clearedFields, isTakenAway, readCells, type Dictionaries, type ReadField } from "@/lib/study/form-files/read-cells";
import type { FormOfFile } from "./form-of-file";
import type { HeldForms } from "./lock-forms";

/** One form of a file as it would be stored. */
export interface PreparedForm {
  readonly one: FormOfFile;
  readonly form: Form;
  /** As it stands; null for a row that is added. */
  readonly entry: Entry | null;
  readonly patientId: string;
  readonly changes: readonly Change[];
  /** How many values stand there already. */
  readonly same: number;
  /** By field, what the file says. */
  readonly said: Readonly<Record<string, string>>;
}

const refuseLine = (line: number, says: string) => refuse("import_line", { line, says });

/** The definition by which the cells are read: that of the entry, or of a row that may be added there under a number that is free. */
export async function formOfImport(tx: Tx, { entries, patients }: HeldForms, { entryId, add, line }: FormOfFile): Promise<Form> {
  if (add === null) {
    const entry = entryOf(entries, entryId);
    assertEditable(entry);
    assertTyped(formOf(entry));
    return formOf(entry);
  }
  const form = await formOfRow(tx, patientOf(patients, add.patientId), add.visitId, add.formId);
  const standing = await tx.entry.count({ where: { patientId: add.patientId, visitId: add.visitId, formId: add.formId, ...(form.repeats ? { rowNo: add.rowNo } : {}), ...(form.repeats ? {} : { removedAt: null }) } });
  if (standing > 0) throw refuseLine(line, `Row ${add.rowNo} of ${form.title} was added by somebody meanwhile. Read the file again.`);
  return form;
}

/** By the rules of typing: readable, merged with the values that were seen, storable, corrections with a reason. Throws the first sentence with its line. */
export function prepareForm({ entries }: HeldForms, one: FormOfFile, form: Form, dictionaries: Dictionaries, why: string | null): PreparedForm {
  const read = [...readCells(form, one.cells, dictionaries), ...one.clears.map((field) => clearing(form, one, field))];
  const wrong = read.find(({ problem, passed, field }) => problem !== null || passed !== null || !Object.hasOwn(one.from, field));
  if (wrong) throw refuseLine(one.line, `${form.fields[wrong.field]?.label ?? wrong.field}: ${wrong.problem ?? wrong.passed ?? "what stands there was not seen."}`);
  const unasked = Object.keys(one.from).find((field) => !read.some((each) => each.field === field));
  if (unasked !== undefined) throw refuseLine(one.line, "It says what was seen at a field that it does not fill.");
  const entry = one.entryId === null ? null : entryOf(entries, one.entryId);
  const stored = entry?.answers ?? {};
  const different = read.filter(({ field, answer }) => !sameAnswer(stored[field] ?? null, answer));
  const merged = merge(stored, Object.fromEntries(different.map(({ field, answer }) => [field, { from: one.from[field], to: answer }])), (fields) => labelsOf(form, fields));
  assertStorable(form, merged);
  const changes = changesBetween(stored, merged);
  assertReasons(form, changes, { reason: why, reasons: {} });
  return { one, form, entry, patientId: entry?.patientId ?? one.add?.patientId ?? "", changes, same: read.length - different.length, said: Object.fromEntries(different.map(({ field, said }) => [field, said])) };
}

/** A field that the file has a column for and leaves blank, read as a hand that empties it. */
function clearing(form: Form, { cells, from, line }: FormOfFile, field: string): ReadField {
  if (!clearedFields(form, { cells, blanks: [field] }).includes(field)) throw refuseLine(line, `${form.fields[field]?.label ?? field} cannot be emptied by a file.`);
  return { field, said: "", answer: null, problem: isTakenAway(from[field]) ? "what a redaction took away is not emptied." : null, passed: null };
}

interface Why { readonly importId: string; readonly why: string | null; readonly reason: string | null }

/** Writes one form, and beside it what the file said of each value. */
export async function storeForm(tx: Tx, { siteId, patients }: HeldForms, { one, form, entry, patientId, changes, said }: PreparedForm, { importId, why, reason }: Why): Promise<void> {
  const added = one.add && { entryId: randomUUID(), visitId: one.add.visitId, formId: one.add.formId, answers: Object.fromEntries(changes.map(({ field, to }) => [field, to])) };
  const standing = entry ?? (added && (await createRow(tx, patientOf(patients, patientId), added, one.add?.rowNo ?? null)));
  if (!standing) throw refuse("not_found", { what: "One of these forms" });
  const text = Object.fromEntries(Object.entries(said).map(([field, words]) => [field, { line: one.line, said: words, named: field }]));
  await tx.importEntry.create({ data: { importId, siteId, patientId, entryId: standing.id, text: text as Json }, select: { id: true } });
  if (entry === null) return;
  const corrections = changes.filter(({ from }) => from !== null).map(({ field }) => [field, why ?? ""] as const);
  await writeByReason(tx, entry, form, changes, { reason, reasons: Object.fromEntries(corrections) });
}

function entryOf(entries: ReadonlyMap<string, Entry>, id: string | null): Entry {
  const entry = entries.get(id ?? "");
  if (!entry) throw refuse("not_found", { what: "One of these forms" });
  return entry;
}

function patientOf(patients: ReadonlyMap<string, Patient>, id: string): Patient {
  const patient = patients.get(id);
  if (!patient) throw refuse("not_found", { what: "This patient" });
  return patient;
}
