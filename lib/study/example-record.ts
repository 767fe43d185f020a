import type { PatientRecord, RecordEntry } from "@/lib/study/patient-record";

/** An entry for tests: its form, visit and answers. Its id tells them apart: "marrow@D28", "transfusion#2". */
export function exampleEntry(formId: string, visit: string | null, answers: RecordEntry["answers"], rowNo = 1): RecordEntry {
  return { id: `${formId}${visit === null ? "" : `@${visit}`}${rowNo === 1 ? "" : `#${rowNo}`}`, formId, formVersion: 1, visit, rowNo, answers };
}

/** A patient of arm B, randomised, with the entries given. Tests change one thing at a time. */
export function exampleRecord(entries: readonly RecordEntry[], changes: Partial<PatientRecord> = {}): PatientRecord {
  return { patientId: "p", number: "101-001", protocolVersion: "2007", versions: [], profile: "SEED", arm: "B", randomisedOn: "2024-09-10", entries, exposureReviews: [], adjudications: [], waivers: [], labRanges: [], ingredientsOf: {}, ...changes };
}
