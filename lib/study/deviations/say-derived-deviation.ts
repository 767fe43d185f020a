import { sha256 } from "@/lib/kernel/sha256";
import { derivePatient } from "@/lib/study/derive-patient";
import type { DeviationTrace } from "@/lib/study/derive/deviation-findings";
import type { PatientRecord } from "@/lib/study/patient-record";

/** What a derived deviation says, by the name that the rules give it: "Idarubicin: 20 mg given, 24 mg planned". */
export type DerivedDeviations = ReadonlyMap<string, string>;

export const derivedDeviations = (record: PatientRecord): DerivedDeviations =>
  new Map(derivePatient(record, { hashOf: sha256 }).filter(({ kind }) => kind === "deviation").map(({ subject, trace }) => [subject, (trace as DeviationTrace).says]));

/** The stored name in words; of one that the rules no longer find, that much. "" for a blank. */
export function sayDerivedDeviation(derived: DerivedDeviations, name: unknown): string {
  if (typeof name !== "string" || name === "") return "";
  return derived.get(name) ?? "No longer found: a correction has taken it away";
}
