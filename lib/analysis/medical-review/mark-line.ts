import "server-only";
import { z } from "zod";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Tx } from "@/lib/server/db";
import { seenHashOf } from "./line-marks";
import { readLines } from "./read-medical-review";
import { LISTS } from "./review-line";

export const MarkLine = actInput({
  patientId: z.uuid(),
  list: z.enum(LISTS),
  subject: z.string().min(1).max(200),
  /** Of the line as it was on the screen. */
  seenHash: z.string().regex(/^[0-9a-f]{64}$/).max(64),
  /** False takes the mark back. */
  reviewed: z.boolean(),
});
export type MarkLine = z.infer<typeof MarkLine>;

interface Subject { readonly siteId: string; readonly patientId: string }

/** A monitor looked at a line of the medical review. It is bound to what the line showed and falls by itself when that changes; the latest mark of a line counts. */
export const markLine = defineAct({ verb: "medical_review.mark", input: MarkLine, load: loadPatient, run });

async function loadPatient(tx: Tx, { patientId }: MarkLine): Promise<Subject> {
  const patient = await tx.patient.findUnique({ where: { id: patientId }, select: { siteId: true } });
  if (!patient) throw refuse("not_found", { what: "This patient" });
  return { siteId: patient.siteId, patientId };
}

async function run({ tx, actor, now }: Deed, at: Subject, { list, subject, seenHash, reviewed }: MarkLine): Promise<null> {
  // Writing first makes the database hold the patient; what the line shows is read after that, and a refusal takes it back.
  await tx.reviewedLine.create({ data: { ...at, list, subject, seenHash, reviewed }, select: { id: true } });
  const line = (await readLines(tx, actor, list, now)).find((each) => each.patientId === at.patientId && each.subject === subject);
  if (line === undefined || seenHashOf(line) !== seenHash) throw refuse("line_moved_on");
  return null;
}
