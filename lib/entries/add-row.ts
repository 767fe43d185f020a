import "server-only";
import { z } from "zod";
import { refuse } from "@/lib/kernel/refusal";
import type { Patient } from "@/lib/patients/patient";
import { lockPatient } from "@/lib/patients/patient-store";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { formFor, mayHaveRows } from "@/lib/study/schedule";
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
  const { tx } = deed;
  const visit = input.visitId ? await tx.visit.findFirst({ where: { id: input.visitId, patientId: patient.id }, select: { code: true } }) : null;
  const form = formFor(patient.protocolVersion, input.formId);
  if (!form || (input.visitId && !visit) || !mayHaveRows(form.id, visit?.code ?? null, patient.arm, patient.protocolVersion)) throw refuse("not_found", { what: "This log" });
  assertTyped(form);
  assertStorable(form, input.answers);

  const at = { patientId: patient.id, visitId: input.visitId, formId: form.id };
  const entry = { id: input.entryId, siteId: patient.siteId, ...at, formVersion: form.version, answers: withoutBlanks(input.answers) };
  await tx.entry.create({ data: { ...entry, rowNo: await nextRowNo(tx, at), progress: progressOf(form, input.answers) }, select: { id: true } });
  await writeExplanations(deed, entry, input.explanations);
  await settle(deed, entry);
  return { version: 1, answers: entry.answers };
}
