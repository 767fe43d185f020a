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
export async function createRow(tx: Tx, patient: Patient, { entryId, visitId, formId, answers }: Pick<AddRow, "entryId" | "visitId" | "formId" | "answers">, rowNo: number | null): Promise<Entry> {
  const form = await formOfRow(tx, patient, visitId, formId);
  assertStorable(form, answers);
  const at = { patientId: patient.id, visitId, formId: form.id };
  const entry = { id: entryId, siteId: patient.siteId, ...at, formVersion: form.version, rowNo: rowNo ?? (await nextRowNo(tx, at)), progress: progressOf(form, answers), answers: withoutBlanks(answers) };
  await tx.entry.create({ data: entry, select: { id: true } });
  return { ...entry, answers: entry.answers as StoredAnswers, version: 1, removedAt: null };
}

/** The form to which the patient may have rows added there; throws where there is none, and for one that the system fills. */
export async function formOfRow(tx: Tx, patient: Patient, visitId: string | null, formId: string): Promise<Form> {
  const visit = visitId ? await tx.visit.findFirst({ where: { id: visitId, patientId: patient.id }, select: { code: true } }) : null;
  const form = formFor(patient.protocolVersion, formId);
  if (!form || (visitId && !visit) || !mayHaveRows(form.id, visit?.code ?? null, patient.arm, patient.protocolVersion)) throw refuse("not_found", { what: "This log" });
  assertTyped(form);
  return form as unknown as Form;
}
