import "server-only";
import { changesBetween, sameAnswer, type Change } from "@/lib/crf/changes";
import type { Form } from "@/lib/crf/define-form";
import { formOfRow } from "@/lib/entries/add-row";
import { assertEditable, type Entry } from "@/lib/entries/entry";
import { assertStorable, assertTyped, formOf, labelsOf } from "@/lib/entries/judge";
import { assertReasons } from "@/lib/entries/reasons";
import { merge } from "@/lib/entries/save-answers";
import { refuse } from "@/lib/kernel/refusal";
import type { Patient } from "@/lib/patients/patient";
import { clearedFields, isTakenAway, readCells, type Dictionaries, type ReadField } from "@/lib/study/form-files/read-cells";
import type { FormOfFile } from "./form-of-file";
import type { HeldForms } from "./lock-forms";
import type { RowPlaces } from "./read-row-places";

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
export function formOfImport({ entries, patients }: HeldForms, places: RowPlaces, { entryId, add, line }: FormOfFile): Form {
  if (add === null) {
    const entry = entryOf(entries, entryId);
    assertEditable(entry);
    assertTyped(formOf(entry));
    return formOf(entry);
  }
  const visit = add.visitId === null ? null : places.visitOf(add.patientId, add.visitId);
  if (visit === undefined) throw refuse("not_found", { what: "This log" });
  const form = formOfRow(patientOf(patients, add.patientId), visit, add.formId);
  if (places.isTaken(add, form)) throw refuseLine(line, `Row ${add.rowNo} of ${form.title} was added by somebody meanwhile. Read the file again.`);
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
