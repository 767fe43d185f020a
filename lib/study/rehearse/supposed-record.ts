import type { CalendarDate } from "@/lib/kernel/calendar-date";
import type { PatientRecord } from "@/lib/study/patient-record";
import type { StudyForm } from "@/lib/study/checks/check-context";
import type { ProtocolVersion } from "@/lib/study/versions/protocol-version";
import { movesOf, type EntryMove, type FormPolicy } from "@/lib/study/rehearse/move-entry";

/** What is supposed of a patient: consent to a version on a day. */
export interface Supposition {
  readonly to: ProtocolVersion;
  readonly consentedOn: CalendarDate;
  readonly forms: FormPolicy;
}

/** The record as it would stand after the consent, and the entries that would move. Forms that the schedule would add are empty, and so not in it. */
export function supposedRecord(record: PatientRecord, { to, consentedOn, forms }: Supposition, among?: readonly StudyForm[]): { readonly record: PatientRecord; readonly moves: readonly EntryMove[] } {
  const moves = movesOf(record, to, forms, among);
  const moved = new Map(moves.map((move) => [move.entryId, move]));
  return {
    moves,
    record: {
      ...record,
      protocolVersion: to.id,
      versions: [...record.versions, { version: to.id, from: record.protocolVersion, consentedOn, reason: "", byName: "", at: "" }],
      entries: record.entries.map((entry) => {
        const move = moved.get(entry.id);
        return move ? { ...entry, formVersion: move.to, answers: move.answers } : entry;
      }),
    },
  };
}
