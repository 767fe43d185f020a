import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import { readRecord } from "@/lib/patients/patient-store";
import type { Tx } from "@/lib/server/db";
import { mayHaveRows } from "@/lib/study/schedule";
import type { Arm, PatientRecord, ProtocolVersionId } from "@/lib/study/patient-record";
import { formById } from "@/lib/study/study";
import type { Progress, StoredAnswers } from "./entry";

/** One log with all its rows, removed ones included. */
export interface LogView {
  readonly patientId: string;
  readonly siteId: string;
  readonly patientNumber: string;
  readonly timeZone: string;
  readonly visitId: string | null;
  readonly visitCode: string | null;
  readonly formId: string;
  readonly record: PatientRecord;
  readonly rows: readonly {
    readonly id: string; readonly rowNo: number; readonly formVersion: number; readonly answers: StoredAnswers; readonly progress: Progress;
    readonly removedReason: string | null; readonly finding: { readonly value: string | null; readonly trace: unknown } | null; readonly openQueries: number;
  }[];
  readonly mayAdd: boolean;
}

export async function readLog(tx: Tx, actor: Actor, number: string, formId: string, visitCode: string | null): Promise<LogView | null> {
  const patient = await tx.patient.findUnique({ where: { number }, include: { site: { select: { timeZone: true } }, visits: true } });
  if (!patient || !can(actor, "entry.read", patient)) return null;
  const visit = patient.visits.find(({ code }) => code === visitCode) ?? null;
  if ((visitCode !== null && !visit) || !mayHaveRows(formId, visitCode, patient.arm as Arm | null, patient.protocolVersion as ProtocolVersionId)) return null;
  const [record, rows, findings, [lock]] = await Promise.all([
    readRecord(tx, patient.id),
    tx.entry.findMany({ where: { patientId: patient.id, visitId: visit?.id ?? null, formId }, orderBy: { rowNo: "asc" }, include: { _count: { select: { discrepancies: { where: { state: "open" } } } } } }),
    tx.finding.findMany({ where: { patientId: patient.id, kind: { in: ["exposure", "dose_given"] } }, select: { subject: true, value: true, trace: true } }),
    tx.$queryRaw<{ held: string | null }[]>`SELECT ctx.lock_over(${patient.siteId}::uuid, ${patient.id}::uuid, ${visit?.id ?? null}::uuid, NULL) AS held`,
  ]);
  return {
    patientId: patient.id, siteId: patient.siteId, patientNumber: number, timeZone: patient.site.timeZone, visitId: visit?.id ?? null, visitCode, formId, record,
    rows: rows.map(({ id, rowNo, formVersion, answers, progress, removedReason, _count }) => ({
      id, rowNo, formVersion, answers: answers as StoredAnswers, progress: progress as Progress, removedReason,
      finding: findings.find(({ subject }) => subject === id) ?? null, openQueries: _count.discrepancies,
    })),
    mayAdd: formById(formId)?.source !== "system" && lock?.held == null && can(actor, "entry.add", patient),
  };
}
