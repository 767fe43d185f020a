import { fisherExact, type Group } from "@/lib/stats/fisher-exact";
import type { PatientExposureValue } from "@/lib/study/inhibitors/patient-exposure";
import type { Membership } from "@/lib/study/outcome/populations";
import { countsAsExposed, isUndecided, type ExposureFlag, type ExposureStanding } from "./exposure-verdict";

/** A treated patient as this comparison sees them, or as many as are alike in all of it. */
export interface ComparedPatient {
  readonly id: string;
  /** How many this stands for; one where it is not said. */
  readonly patients?: number;
  readonly responder: boolean;
  /** Evaluable per protocol by every condition but exposure. */
  readonly otherwise: Membership;
  readonly medications: readonly { readonly entryId: string; readonly flag: ExposureFlag; readonly standing: ExposureStanding }[];
}

/** Responders among exposed, not exposed and evaluable patients; `p` is Fisher's of the first two, two-sided, null while one of them is empty. */
export interface ExposureEffect {
  readonly exposed: Group;
  readonly notExposed: Group;
  /** Evaluable per protocol: nothing else against it, not exposed, and no medication left open. */
  readonly evaluable: Group;
  readonly p: number | null;
}

type Medication = ComparedPatient["medications"][number];

/** What a medication would be taken for, against what it counts as now; null leaves it as it is. */
export type Supposed = (medication: Medication) => boolean | null;

const AS_IT_IS: Supposed = () => null;

/** The same rule as the patient's finding: any exposure, else any medication that waits for a person, else none. */
export function exposureIf({ medications }: ComparedPatient, supposed: Supposed = AS_IT_IS): PatientExposureValue {
  if (medications.some((medication) => supposed(medication) ?? countsAsExposed(medication.flag, medication.standing))) return "exposed";
  return medications.some((medication) => supposed(medication) === null && isUndecided(medication.standing)) ? "possible" : "not_exposed";
}

/** Whether the patient is evaluable per protocol under a supposition. */
export function evaluableIf(patient: ComparedPatient, supposed: Supposed = AS_IT_IS): Membership {
  const exposure = exposureIf(patient, supposed);
  if (exposure === "exposed" || patient.otherwise === "out") return "out";
  return exposure === "possible" ? "unknown" : patient.otherwise;
}

const count = (members: readonly ComparedPatient[]): number => members.reduce((sum, { patients = 1 }) => sum + patients, 0);
const groupOf = (members: readonly ComparedPatient[]): Group => ({ successes: count(members.filter(({ responder }) => responder)), total: count(members) });
const fisherOf = (exposed: Group, notExposed: Group): number | null => (exposed.total === 0 || notExposed.total === 0 ? null : fisherExact(exposed, notExposed).twoSided);

/** The comparison as it stands, or as it would be. */
export function exposureEffect(patients: readonly ComparedPatient[], supposed: Supposed = AS_IT_IS): ExposureEffect {
  const isExposed = (patient: ComparedPatient) => exposureIf(patient, supposed) === "exposed";
  const [exposed, notExposed] = [groupOf(patients.filter(isExposed)), groupOf(patients.filter((patient) => !isExposed(patient)))];
  return { exposed, notExposed, evaluable: groupOf(patients.filter((patient) => evaluableIf(patient, supposed) === "in")), p: fisherOf(exposed, notExposed) };
}

const moved = ({ successes, total }: Group, by: number, responder: boolean): Group => ({ successes: successes + (responder ? by : 0), total: total + by });

/** The same for one patient at a time, asked of many: moving one patient has few outcomes, so the test is reckoned a few times at most. */
export function effectsOfOne(asItStands: ExposureEffect): (patient: ComparedPatient, supposed: Supposed) => ExposureEffect {
  const known = new Map<string, ExposureEffect>();
  return (patient, supposed) => {
    const exposed = Number(exposureIf(patient, supposed) === "exposed") - Number(exposureIf(patient) === "exposed");
    const evaluable = Number(evaluableIf(patient, supposed) === "in") - Number(evaluableIf(patient) === "in");
    if (exposed === 0 && evaluable === 0) return asItStands;
    const key = `${exposed} ${evaluable} ${patient.responder}`;
    const groups = { exposed: moved(asItStands.exposed, exposed, patient.responder), notExposed: moved(asItStands.notExposed, -exposed, patient.responder), evaluable: moved(asItStands.evaluable, evaluable, patient.responder) };
    const effect = known.get(key) ?? { ...groups, p: exposed === 0 ? asItStands.p : fisherOf(groups.exposed, groups.notExposed) };
    known.set(key, effect);
    return effect;
  };
}
