import type { PatientRecord, RecordEntry, Source } from "@/lib/study/patient-record";
import type { Course } from "@/lib/study/planned-visit";
import { entriesOfForm, figureOf, known, sourceOf } from "@/lib/study/derive/record-reading";
import { plannedDoses, type DosePlan } from "@/lib/study/dosing/planned-doses";
import { versionOn } from "@/lib/study/version-on";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";

/** What the doses are reckoned from, and where each value stands. */
export interface DoseBasis {
  readonly heightCm: string | null;
  readonly weightKg: string | null;
  readonly age: number | null;
  readonly sources: { readonly heightCm: Source | null; readonly weightKg: Source | null; readonly age: Source | null };
}

/** The visits at which body size may stand for a course: its own, and until it is measured there the latest one before. */
const SIZE_VISITS: Readonly<Record<Course, readonly string[]>> = { 1: ["C1", "SCR"], 2: ["C2", "C1", "SCR"] };

/** The visit from which the body size of a visit is carried on, latest first; nothing comes before screening. */
export const earlierSizeVisits = (visit: string | null): readonly string[] => {
  const all = SIZE_VISITS[2];
  return visit === null ? [] : all.slice(all.indexOf(visit) + 1 || all.length);
};

/** Body size of the course, or the latest one measured before it; each value for itself. Age is that at consent. */
export function doseBasisOf(record: PatientRecord, course: Course = 1): DoseBasis {
  const measured: readonly RecordEntry[] = SIZE_VISITS[course].flatMap((visit) => entriesOfForm(record, "vital_signs", visit));
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

/** The planned doses of a patient in a course, by the version that the course is dosed by. Before randomisation there is no arm to plan for. */
export function dosePlanOf(record: PatientRecord, course: Course = 1, basis: DoseBasis = doseBasisOf(record, course), versionId = versionOn(record, course)): DosePlan {
  if (record.arm === null) return { state: "waiting", waitingFor: ["randomisation"] };
  const version = protocolVersions[versionId];
  return plannedDoses(version, version.arms[record.arm], basis);
}
