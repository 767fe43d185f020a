import { entriesOfForm, isStarted } from "@/lib/study/derive/record-reading";
import type { DeviationTrace } from "@/lib/study/derive/deviation-findings";
import type { Finding, PatientRecord } from "@/lib/study/patient-record";
import { joinDeviations, type Deviation } from "./join-deviations";

/** The deviations of one patient, from the record and what was derived from it. */
export function deviationsOf(record: PatientRecord, findings: readonly Finding[]): readonly Deviation[] {
  const derived = findings.filter(({ kind }) => kind === "deviation").map(({ subject, value, trace }) => ({ subject, category: value, trace: trace as DeviationTrace }));
  const recorded = entriesOfForm(record, "protocol_deviation").filter(isStarted).map(({ id, rowNo, answers }) => ({ entryId: id, rowNo, answers }));
  return joinDeviations(derived, recorded);
}
