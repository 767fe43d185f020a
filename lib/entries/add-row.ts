import "server-only";
import { z } from "zod";
import type { Form } from "@/lib/crf/define-form";
import { refuse } from "@/lib/kernel/refusal";
import type { Patient } from "@/lib/patients/patient";
import { lockPatient } from "@/lib/patients/patient-store";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Tx } from "@/lib/server/db";
import { formFor, mayHaveRows } from "@/lib/study/schedule";
import type { Entry, StoredAnswers } from "./entry";
import { nextRowNo, withoutBlanks } from "./entry-store";
import { Explanations, writeExplanations } from "./explanations";
import { assertStorable, assertTyped, progressOf } from "./judge";
import type { SavedAnswers } from "./save-answers";
import { settle } from "./settle";

export const AddRow = actInput({
  /** Chosen by the form that is being filled, so that a repeated request finds its own row. */
  entryId: z.uuid(),
  patientId: z.uuid(),
  visitId: z.uuid().nullable(),
  formId: z.string().max(60),
  answers: z.record(z.string().max(60), z.unknown()),
  explanations: Explanations,
});
export type AddRow = z.infer<typeof AddRow>;

/** Adds one row to a log of the patient or of a visit. */
export const addRow = defineAct({ verb: "entry.add", input: AddRow, load: (tx, { patientId }) => lockPatient(tx, patientId), run });

async function run(deed: Deed, patient: Patient, input: AddRow): Promise<SavedAnswers> {
  const entry = await createRow(deed.tx, patient, input, null);
  await writeExplanations(deed, entry, input.explanations);
  await settle(deed, entry);
  return { version: 1, answers: entry.answers };
}

/**
 * Creates one row under the version of the form that the patient's protocol asks for; `settle` follows, once for all rows of a patient. The caller holds
 * the patient. `rowNo` null takes the next number. Throws for a log that the patient does not have, and for what may not be stored.
 */
async function createRow(tx: Tx, patient: Patient, { entryId, visitId, formId, answers }: Pick<AddRow, "entryId" | "visitId" | "formId" | "answers">, rowNo: number | null): Promise<Entry> {
  const visit = visitId ? await tx.visit.findFirst({ where: { id: visitId, patientId: patient.id }, select: { code: true } }) : null;
  if (visitId && !visit) throw refuse("not_found", { what: "This log" });
  const form = formOfRow(patient, visit?.code ?? null, formId);
  const row = newRow(patient, form, { entryId, visitId, answers, rowNo: rowNo ?? (await nextRowNo(tx, { patientId: patient.id, visitId, formId: form.id })) });
  await tx.entry.create({ data: row, select: { id: true } });
  return { ...row, answers: row.answers as StoredAnswers, version: 1, removedAt: null };
}

/** A row as it is to be written. Throws for what may not be stored. */
export function newRow(patient: Patient, form: Form, { entryId, visitId, answers, rowNo }: Pick<AddRow, "entryId" | "visitId" | "answers"> & { readonly rowNo: number }) {
  assertStorable(form, answers);
  return { id: entryId, siteId: patient.siteId, patientId: patient.id, visitId, formId: form.id, formVersion: form.version, rowNo, progress: progressOf(form, answers), answers: withoutBlanks(answers) };
}

/** The form to which the patient may have rows added at the visit of this code; throws where there is none, and for one that the system fills. */
export function formOfRow(patient: Patient, visit: string | null, formId: string): Form {
  const form = formFor(patient.protocolVersion, formId);
  if (!form || !mayHaveRows(form.id, visit, patient.arm, patient.protocolVersion)) throw refuse("not_found", { what: "This log" });
  assertTyped(form);
  return form as unknown as Form;
}
