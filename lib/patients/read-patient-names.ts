import "server-only";
import type { Tx } from "@/lib/server/db";
import type { Arm, ProtocolVersionId } from "@/lib/study/patient-record";
import type { PatientStatus } from "./patient";

/** As much of a patient as tells one from another in a list. */
export interface PatientName {
  readonly number: string;
  readonly status: PatientStatus;
  readonly protocolVersion: ProtocolVersionId;
  readonly arm: Arm | null;
  readonly best: string | null;
}

/** Every patient the reader may see, newest number first. */
export const readPatientNames = (tx: Tx): Promise<readonly PatientName[]> => tx.$queryRaw<PatientName[]>`
  SELECT p.number, p.status, p.protocol_version AS "protocolVersion", p.arm, f.value AS best
  FROM app.patient p LEFT JOIN app.finding f ON f.patient_id = p.id AND f.kind = 'best_response' AND f.subject = '' ORDER BY p.number DESC`;
