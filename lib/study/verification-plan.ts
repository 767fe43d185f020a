import type { Criticality } from "@/lib/crf/field";
import { sha256 } from "@/lib/kernel/sha256";
import { forms } from "./study";

/** How much of what is recorded a monitor compares with the source. What is not named in `always` is drawn, patient by patient. */
export interface VerificationPlan {
  /** Compared in every patient. */
  readonly always: readonly Criticality[];
  /** So many first patients of each site are compared in full. */
  readonly firstInFull: number;
  /** Of so many further patients of a site, one is drawn, for each of these. */
  readonly oneIn: Readonly<Partial<Record<Criticality, number>>>;
  /** The draw of a site follows from this alone: the same for everybody, at any time. Another seed draws other patients. */
  readonly seed: string;
}

export const verificationPlan: VerificationPlan = {
  always: ["primary_endpoint", "evaluability"],
  firstInFull: 2,
  oneIn: { safety: 4, administrative: 10 },
  seed: "cenersen-aml-1",
};

export const verificationPlanSources: Readonly<Record<keyof VerificationPlan, { readonly says: string; readonly source: string }>> = {
  always: { says: "Values that decide the primary endpoint, or whether a patient can be evaluated, are compared in every patient", source: "ICH E6(R3) 3.11.4: monitoring follows what is critical to quality; which values are, each field of the forms declares" },
  firstInFull: { says: "The first patients of each site are compared in full, so that a misunderstanding shows early", source: "Assumption: two; the monitoring plan of the trial is not public" },
  oneIn: { says: "Of the rest, safety is compared in one patient of four and administrative values in one of ten, at every site", source: "Assumption: shares of our own; the monitoring plan of the trial is not public" },
  seed: { says: "Who is drawn follows from the seed, the site and the place in the order of its patients, and can be reckoned again by anybody", source: "Assumption: our own seed" },
};

export const CRITICALITY_WORDS: Readonly<Record<Criticality, string>> = {
  primary_endpoint: "Primary endpoint", evaluability: "Evaluability", safety: "Safety", administrative: "Administrative",
};
export const CRITICALITIES = Object.keys(CRITICALITY_WORDS) as readonly Criticality[];

/** A patient by the site's code and the place in the order of its numbers, from 1: what the plan knows of them, and all it may know. */
export interface PlannedPatient {
  readonly site: string;
  readonly ordinal: number;
}

/** "101-004" → site 101, fourth. */
export function plannedPatient(number: string): PlannedPatient {
  const [site = "", ordinal = ""] = number.split("-");
  return { site, ordinal: Number(ordinal) };
}

type Lots = (site: string, criticality: Criticality, ordinal: number) => string;
const lotsOf = ({ seed }: VerificationPlan): Lots => (site, criticality, ordinal) => sha256(`${seed} ${site} ${criticality} ${ordinal}`);

/** Whether values of this criticality are compared with the source in this patient. The same answer at any time, from the plan and its seed alone. */
export function isPlanned({ site, ordinal }: PlannedPatient, criticality: Criticality, plan: VerificationPlan = verificationPlan, lots: Lots = lotsOf(plan)): boolean {
  if (plan.always.includes(criticality) || ordinal <= plan.firstInFull) return true;
  const size = plan.oneIn[criticality];
  if (size === undefined) return false;
  const block = Math.floor((ordinal - plan.firstInFull - 1) / size);
  const members = Array.from({ length: size }, (_, at) => plan.firstInFull + block * size + at + 1);
  const own = lots(site, criticality, ordinal);
  return members.every((member) => member === ordinal || own < lots(site, criticality, member));
}

/** What is compared in this patient, the most critical first. */
export const plannedFor = (number: string, plan: VerificationPlan = verificationPlan, lots: Lots = lotsOf(plan)): readonly Criticality[] =>
  CRITICALITIES.filter((criticality) => isPlanned(plannedPatient(number), criticality, plan, lots));

/** The same for many patients: neighbours share a block, and each lot is reckoned once. */
export function drawing(plan: VerificationPlan = verificationPlan): (number: string) => readonly Criticality[] {
  const [lots, known] = [lotsOf(plan), new Map<string, string>()];
  const once: Lots = (site, criticality, ordinal) => {
    const name = `${site} ${criticality} ${ordinal}`;
    return known.get(name) ?? known.set(name, lots(site, criticality, ordinal)).get(name)!;
  };
  return (number) => plannedFor(number, plan, once);
}

export interface PlannedField {
  readonly formId: string;
  readonly formVersion: number;
  readonly field: string;
  readonly criticality: Criticality;
}

/** Every field that can be compared with a source. What the system fills in by itself has none. */
export const SOURCE_FIELDS: readonly PlannedField[] = forms.filter(({ source }) => source !== "system").flatMap(({ id, version, fields }) =>
  Object.entries(fields).map(([field, { criticality }]) => ({ formId: id, formVersion: version, field, criticality })));
