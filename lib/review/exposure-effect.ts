import { fisherExact, type Group } from "@/lib/stats/fisher-exact";
import { countsAsExposed, type ExposureFlag, type ExposureStanding } from "./exposure-verdict";

/** A treated patient as this comparison sees them. */
export interface ComparedPatient {
  readonly id: string;
  readonly responder: boolean;
  readonly medications: readonly { readonly entryId: string; readonly flag: ExposureFlag; readonly standing: ExposureStanding }[];
}

/** Responders among exposed and not exposed patients; `p` is Fisher's, two-sided, null while one group is empty. */
export interface ExposureEffect {
  readonly exposed: Group;
  readonly notExposed: Group;
  readonly p: number | null;
}

type Medication = ComparedPatient["medications"][number];

/** What a medication would be taken for, against what it counts as now; null leaves it as it is. */
export type Supposed = (medication: Medication) => boolean | null;

const AS_IT_IS: Supposed = () => null;
const isExposed = ({ medications }: ComparedPatient, supposed: Supposed): boolean =>
  medications.some((medication) => supposed(medication) ?? countsAsExposed(medication.flag, medication.standing));
const groupOf = (members: readonly ComparedPatient[]): Group => ({ successes: members.filter(({ responder }) => responder).length, total: members.length });

function effectOf(exposed: Group, notExposed: Group): ExposureEffect {
  return { exposed, notExposed, p: exposed.total === 0 || notExposed.total === 0 ? null : fisherExact(exposed, notExposed).twoSided };
}

/** The comparison as it stands, or as it would be. */
export const exposureEffect = (patients: readonly ComparedPatient[], supposed: Supposed = AS_IT_IS): ExposureEffect =>
  effectOf(groupOf(patients.filter((patient) => isExposed(patient, supposed))), groupOf(patients.filter((patient) => !isExposed(patient, supposed))));

const plus = ({ successes, total }: Group, by: 1 | -1, responder: boolean): Group => ({ successes: successes + (responder ? by : 0), total: total + by });

/** The same for one patient at a time, asked of many: moving one patient has four outcomes, so the test is reckoned at most four times. */
export function effectsOfOne(asItStands: ExposureEffect): (patient: ComparedPatient, supposed: Supposed) => ExposureEffect {
  const known = new Map<string, ExposureEffect>();
  return (patient, supposed) => {
    const [before, after] = [isExposed(patient, AS_IT_IS), isExposed(patient, supposed)];
    if (before === after) return asItStands;
    const key = `${after} ${patient.responder}`;
    const by = after ? 1 : -1;
    const effect = known.get(key) ?? effectOf(plus(asItStands.exposed, by, patient.responder), plus(asItStands.notExposed, after ? -1 : 1, patient.responder));
    known.set(key, effect);
    return effect;
  };
}
