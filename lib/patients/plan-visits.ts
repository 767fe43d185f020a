import "server-only";
import { randomUUID } from "node:crypto";
import type { Tx } from "@/lib/server/db";
import { formVersionOf, isOptional, plannedForms } from "@/lib/study/schedule";
import type { Arm, ProtocolVersionId } from "@/lib/study/patient-record";

/** Puts visits with their once-per-visit forms into the casebook, not started. Logs and repeated forms begin with their first row. `reason` is of who adds a visit that no schedule asks for. */
export async function planVisits(
  tx: Tx, patient: { readonly id: string; readonly siteId: string; readonly arm: Arm | null; readonly protocolVersion: ProtocolVersionId }, codes: readonly string[], reason: string | null = null,
): Promise<void> {
  const at = { siteId: patient.siteId, patientId: patient.id };
  const version = patient.protocolVersion;
  const visits = codes.map((code) => ({ ...at, id: randomUUID(), code, reason }));
  await tx.visit.createMany({ data: visits });
  await tx.entry.createMany({
    data: visits.flatMap(({ id, code }) =>
      plannedForms(code, patient.arm, version).map((formId) => ({ ...at, visitId: id, formId, formVersion: formVersionOf(version, formId), optional: isOptional(code, formId, version) }))),
  });
}
