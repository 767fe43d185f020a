import "server-only";
import { randomUUID } from "node:crypto";
import type { Change } from "@/lib/crf/changes";
import type { Form } from "@/lib/crf/define-form";
import { newRow } from "@/lib/entries/add-row";
import type { Entry } from "@/lib/entries/entry";
import { writeManyAnswers } from "@/lib/entries/entry-store";
import { progressOf } from "@/lib/entries/judge";
import { settle } from "@/lib/entries/settle";
import { refuse } from "@/lib/kernel/refusal";
import type { Deed } from "@/lib/server/act";
import type { Json, Tx } from "@/lib/server/db";
import { openProgress } from "@/lib/server/progress";
import { withReason } from "@/lib/server/reason";
import type { HeldForms } from "./lock-forms";

/** A form with what an import changes in it: one that stands, or a row that is added. */
export interface FormToStore {
  readonly form: Form;
  readonly entry: Entry | null;
  readonly add: { readonly visitId: string | null; readonly rowNo: number } | null;
  readonly patientId: string;
  readonly changes: readonly Change[];
  /** By field, what the source said and where. */
  readonly text: Readonly<Record<string, Origin>>;
}
export interface Origin { readonly line: number; readonly said: string; readonly named: string }
interface Why { readonly requestId: string; readonly importId: string; readonly why: string | null; readonly reason: string | null }

const FORMS_AT_ONCE = 50;
/** What follows for a patient takes about as long as writing so many forms. */
const STEPS_OF_A_PATIENT = 20;

/** Writes all of them, then what follows for each patient, and says how far it is. */
export async function storeForms(deed: Deed, held: HeldForms, forms: readonly FormToStore[], why: Why): Promise<void> {
  const patientIds = new Set(forms.map(({ patientId }) => patientId));
  const progress = openProgress(deed.tx, why.requestId, forms.length + STEPS_OF_A_PATIENT * patientIds.size);
  for (let at = 0; at < forms.length; at += FORMS_AT_ONCE) {
    const some = forms.slice(at, at + FORMS_AT_ONCE);
    await writeForms(deed.tx, held, some, why);
    await progress.step(some.length);
  }
  for (const patientId of patientIds) {
    await settle(deed, { patientId, siteId: held.siteId });
    await progress.step(STEPS_OF_A_PATIENT);
  }
}

/** A statement for all of them, not for each: rows, what the source said of each value, first entries, then corrections under their reason. */
async function writeForms(tx: Tx, { siteId, patients }: HeldForms, some: readonly FormToStore[], { importId, why, reason }: Why): Promise<void> {
  const forms = some.map((form) => ({ ...form, id: form.entry?.id ?? randomUUID() }));
  const added = forms.flatMap(({ id, add, form, patientId, changes }) => {
    const patient = patients.get(patientId);
    if (!patient) throw refuse("not_found", { what: "This patient" });
    return add ? [newRow(patient, form, { entryId: id, answers: after({}, changes), visitId: add.visitId, rowNo: add.rowNo })] : [];
  });
  if (added.length > 0) await tx.entry.createMany({ data: added });
  await tx.importEntry.createMany({ data: forms.map(({ id, patientId, text }) => ({ importId, siteId, patientId, entryId: id, text: text as unknown as Json })) });
  const standing = forms.flatMap(({ form, entry, changes }) => (entry === null ? [] : [{ form, entry, changes }]));
  await writeStanding(tx, standing.map((one) => ({ ...one, changes: one.changes.filter(isFirst) })));
  await withReason(tx, { reason: why, otherwise: reason }, () => writeStanding(tx, standing.filter(({ changes }) => !changes.every(isFirst))));
}

async function writeStanding(tx: Tx, forms: readonly { readonly form: Form; readonly entry: Entry; readonly changes: readonly Change[] }[]): Promise<void> {
  const written = forms.filter(({ changes }) => changes.length > 0).map(({ form, entry, changes }) => ({ id: entry.id, form, answers: after(entry.answers, changes) }));
  if (written.length > 0) await writeManyAnswers(tx, written.map(({ id, form, answers }) => ({ id, answers, progress: progressOf(form, answers) })));
}

const isFirst = ({ from }: Change): boolean => from === null;
const after = (answers: Readonly<Record<string, unknown>>, changes: readonly Change[]) => ({ ...answers, ...Object.fromEntries(changes.map(({ field, to }) => [field, to])) });
