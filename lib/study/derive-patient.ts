import type { Finding, PatientRecord } from "@/lib/study/patient-record";
import { deviationFindings } from "@/lib/study/derive/deviation-findings";
import { doseFindings } from "@/lib/study/derive/dose-findings";
import { eligibilityFinding } from "@/lib/study/derive/eligibility-finding";
import { exposureFindings } from "@/lib/study/derive/exposure-findings";
import { labFindings } from "@/lib/study/derive/lab-findings";
import { outcomeFindings } from "@/lib/study/derive/outcome-findings";
import { responseFindings } from "@/lib/study/derive/response-findings";

export interface DerivingContext {
  /** A digest of text, by which a decision on an exposure stays bound to what it was taken on. */
  readonly hashOf: (text: string) => string;
}

/**
 * Everything that the rules of this study derive about one patient, from the record alone: the same record gives the same
 * findings, in whatever order its entries arrive. Each finding explains itself in `trace`; what it waits for is named there.
 */
export function derivePatient(record: PatientRecord, { hashOf }: DerivingContext): readonly Finding[] {
  const shown = [eligibilityFinding(record), ...doseFindings(record), ...labFindings(record), ...responseFindings(record), ...exposureFindings(record, hashOf)];
  return [...shown, ...outcomeFindings(record, shown), ...deviationFindings(record, shown)];
}
