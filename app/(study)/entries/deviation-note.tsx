import { useMemo } from "react";
import { derivedDeviations, sayDerivedDeviation } from "@/lib/study/deviations/say-derived-deviation";
import type { PatientRecord } from "@/lib/study/patient-record";

/** The derived deviation that a row answers, in the words of the rules as the record stands now. */
export function DeviationNote({ record, name }: { readonly record: PatientRecord; readonly name: unknown }) {
  const derived = useMemo(() => derivedDeviations(record), [record]);
  return sayDerivedDeviation(derived, name);
}
