import type { Arm, DiseaseStatus, ProtocolVersionId } from "@/lib/study/patient-record";

export type PatientStatus = "screening" | "randomised" | "screen_failed";

/** A patient's row. There is no name, no initials and no date of birth anywhere in this system. */
export interface Patient {
  readonly id: string;
  readonly siteId: string;
  /** "101-001": site code and running number. */
  readonly number: string;
  readonly protocolVersion: ProtocolVersionId;
  readonly status: PatientStatus;
  readonly stratum: DiseaseStatus | null;
  readonly arm: Arm | null;
  readonly randomisedAt: Date | null;
}
