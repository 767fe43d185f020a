import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import { readRecord } from "@/lib/patients/patient-store";
import type { Tx } from "@/lib/server/db";
import type { PatientRecord } from "@/lib/study/patient-record";
import { formById } from "@/lib/study/study";
import type { Progress, StoredAnswers } from "./entry";

/** One form as a screen shows it. `record` is all that live checks and derivations may read. */
export interface EntryView {
  readonly id: string;
  readonly patientId: string;
  readonly siteId: string;
  readonly patientNumber: string;
  readonly timeZone: string;
  readonly visitId: string | null;
  readonly visitCode: string | null;
  readonly formId: string;
  readonly formVersion: number;
  readonly rowNo: number;
  readonly version: number;
  readonly progress: Progress;
  /** Its visit is complete without it. */
  readonly optional: boolean;
  readonly notDoneReason: string | null;
  readonly removedReason: string | null;
  readonly answers: StoredAnswers;
  readonly updatedAt: string;
  readonly explanations: readonly { readonly ruleId: string; readonly checked: StoredAnswers; readonly text: string; readonly byName: string }[];
  readonly held: "freeze" | "lock" | null;
  readonly mayEdit: boolean;
  readonly mayRemove: boolean;
  readonly record: PatientRecord;
}

export async function readEntry(tx: Tx, actor: Actor, id: string): Promise<EntryView | null> {
  const entry = await tx.entry.findUnique({ where: { id }, include: { visit: { select: { code: true } }, patient: { select: { number: true, site: { select: { timeZone: true } } } } } });
  if (!entry || !can(actor, "entry.read", entry)) return null;
  const [record, explanations, [lock]] = await Promise.all([
    readRecord(tx, entry.patientId),
    tx.explanation.findMany({ where: { entryId: id }, select: { ruleId: true, checked: true, text: true, byName: true }, orderBy: { at: "asc" } }),
    tx.$queryRaw<{ held: EntryView["held"] }[]>`SELECT ctx.lock_over(${entry.siteId}::uuid, ${entry.patientId}::uuid, ${entry.visitId}::uuid, ${id}::uuid) AS held`,
  ]);
  const isTyped = formById(entry.formId, entry.formVersion)?.source !== "system";
  const mayEdit = isTyped && !entry.removedAt && lock?.held == null && can(actor, "entry.save", entry);
  return {
    id, patientId: entry.patientId, siteId: entry.siteId, patientNumber: entry.patient.number, timeZone: entry.patient.site.timeZone,
    visitId: entry.visitId, visitCode: entry.visit?.code ?? null, formId: entry.formId, formVersion: entry.formVersion, rowNo: entry.rowNo, version: entry.version,
    progress: entry.progress as Progress, optional: entry.optional, notDoneReason: entry.notDoneReason, removedReason: entry.removedReason,
    answers: entry.answers as StoredAnswers, updatedAt: entry.updatedAt.toISOString(),
    explanations: explanations.map((given) => ({ ...given, checked: given.checked as StoredAnswers })),
    held: lock?.held ?? null, mayEdit, mayRemove: mayEdit && can(actor, "entry.remove", entry), record,
  };
}
