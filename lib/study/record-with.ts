import { withEntry, withoutEntry } from "@/lib/study/derive/record-reading";
import type { PatientRecord, RecordEntry } from "./patient-record";

/** The record as it would be with these answers in this entry: what is typed but not yet saved, seen by the same rules. */
export const recordWith = (record: PatientRecord, entry: Omit<RecordEntry, "answers">, answers: RecordEntry["answers"]): PatientRecord =>
  withEntry(withoutEntry(record, entry.id), { ...entry, answers });
