import type { PatientRecord, RecordEntry } from "./patient-record";

/** The record as it would be with these answers in this entry: what is typed but not yet saved, seen by the same rules. */
export function recordWith(record: PatientRecord, entry: Omit<RecordEntry, "answers">, answers: RecordEntry["answers"]): PatientRecord {
  return { ...record, entries: [...record.entries.filter(({ id }) => id !== entry.id), { ...entry, answers }] };
}
