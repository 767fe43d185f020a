import type { PatientRecord, RecordEntry } from "@/lib/study/patient-record";

/** Answers of a form, and what stands beside them in the patient's record. */
export interface CheckCase {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly others?: readonly RecordEntry[];
  readonly visit?: string;
  readonly patient?: Partial<PatientRecord>;
}

/** Answers under which a check holds, asks, and cannot tell. */
export interface CheckCases {
  readonly yes: CheckCase;
  readonly no: CheckCase;
  readonly unknown: CheckCase;
}
