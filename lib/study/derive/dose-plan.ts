import type { PatientRecord, RecordEntry, Source } from "@/lib/study/patient-record";
import { entriesOfForm, figureOf, known, sourceOf } from "@/lib/study/derive/record-reading";
import { plannedDoses, type DosePlan } from "@/lib/study/dosing/planned-doses";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";

/** What the doses are reckoned from, and where each value stands. */
export interface DoseBasis {
  readonly heightCm: string | null;
  readonly weightKg: string | null;
  readonly age: number | null;
  readonly sources: { readonly heightCm: Source | null; readonly weightKg: Source | null; readonly age: Source | null };
}

/** Body size of course 1 where it was measured, otherwise of screening; each value for itself. */
export function doseBasisOf(record: PatientRecord): DoseBasis {
  const measured: readonly RecordEntry[] = [...entriesOfForm(record, "vital_signs", "C1"), ...entriesOfForm(record, "vital_signs", "SCR")];
  const withValue = (field: string) => measured.find((entry) => known(entry, field) !== null);
  const demography = entriesOfForm(record, "demography")[0];
  const age = known(demography, "age");
  return {
    heightCm: figureOf(withValue("heightCm"), "heightCm"),
    weightKg: figureOf(withValue("weightKg"), "weightKg"),
    age: typeof age === "number" ? age : null,
    sources: {
      heightCm: sourceOf(withValue("heightCm"), "heightCm"),
      weightKg: sourceOf(withValue("weightKg"), "weightKg"),
      age: sourceOf(demography, "age"),
    },
  };
}

/** The planned doses of a patient. Before randomisation there is no arm to plan for. */
export function dosePlanOf(record: PatientRecord, basis: DoseBasis = doseBasisOf(record)): DosePlan {
  if (record.arm === null) return { state: "waiting", waitingFor: ["randomisation"] };
  const version = protocolVersions[record.protocolVersion];
  return plannedDoses(version, version.arms[record.arm], basis);
}
