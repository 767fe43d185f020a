import { Decimal } from "decimal.js";
import type { Arm } from "@/lib/study/patient-record";
import { ARMS, findingOf, randomisedOf, type ReportSubject } from "@/lib/study/reports/report-subject";

export interface ArmExposure {
  readonly arm: Arm;
  readonly patients: number;
  readonly exposed: number;
  readonly possible: number;
  readonly none: number;
}

/** Patients of each arm by exposure to an inhibitor, everybody randomised. */
export const exposureByArm = (subjects: readonly ReportSubject[]): readonly ArmExposure[] => ARMS.map((arm) => {
  const own = randomisedOf(subjects).filter((subject) => subject.arm === arm).map((subject) => findingOf(subject, "patient_exposure")?.value);
  const count = (value: string) => own.filter((one) => one === value).length;
  return { arm, patients: own.length, exposed: count("exposed"), possible: count("possible"), none: count("not_exposed") };
});

export interface SubstanceExposure { readonly label: string; readonly exposed: number; readonly possible: number }

/** Patients with each substance in the window, most first; who had a sure and a possible one of a substance counts as exposed. */
export function exposureBySubstance(subjects: readonly ReportSubject[]): readonly SubstanceExposure[] {
  const found = new Map<string, Map<string, "exposed" | "possible">>();
  for (const subject of randomisedOf(subjects)) {
    for (const { kind, value, trace } of subject.findings) {
      if (kind !== "exposure" || (value !== "exposed" && value !== "possible")) continue;
      for (const { label, answer } of (trace["substances"] ?? []) as readonly { readonly label: string; readonly answer: string }[]) {
        if (answer === "NO") continue;
        const patients = found.get(label) ?? new Map<string, "exposed" | "possible">();
        const sure = value === "exposed" && answer === "YES";
        if (sure || !patients.has(subject.number)) patients.set(subject.number, sure ? "exposed" : "possible");
        found.set(label, patients);
      }
    }
  }
  const counts = [...found].map(([label, patients]) => { const values = [...patients.values()]; return { label, exposed: values.filter((value) => value === "exposed").length, possible: values.filter((value) => value === "possible").length }; });
  return counts.toSorted((one, other) => other.exposed - one.exposed || other.possible - one.possible || (one.label < other.label ? -1 : 1));
}

export interface DoseSummary { readonly drug: string; readonly arm: Arm; readonly known: number; readonly waiting: number; readonly median: string | null; readonly least: string | null; readonly most: string | null; readonly below80: number }

/** Relative dose intensity of course 1 by drug and arm, in per cent as the findings have it. The median of an even number is the mean of the middle two. */
export function doseSummaries(subjects: readonly ReportSubject[]): readonly DoseSummary[] {
  return ["cenersen", "idarubicin", "cytarabine"].flatMap((drug) => ARMS.flatMap((arm) => {
    const own = randomisedOf(subjects).filter((subject) => subject.arm === arm).flatMap((subject) => findingOf(subject, "course_dose", `C1:${drug}`)?.value ?? []);
    if (own.length === 0) return [];
    const known = own.filter((value) => value !== "waiting").map((value) => new Decimal(value)).toSorted((one, other) => one.comparedTo(other));
    const middle = (known.length - 1) / 2;
    const [low, high] = [known[Math.floor(middle)], known[Math.ceil(middle)]];
    return [{
      drug, arm, known: known.length, waiting: own.length - known.length, median: low && high ? low.plus(high).dividedBy(2).toFixed(1, Decimal.ROUND_HALF_UP) : null,
      least: known[0]?.toFixed(1) ?? null, most: known.at(-1)?.toFixed(1) ?? null, below80: known.filter((value) => value.lessThan(80)).length,
    }];
  }));
}
