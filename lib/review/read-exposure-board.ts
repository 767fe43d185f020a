import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { groupBy } from "@/lib/kernel/group-by";
import type { Tx } from "@/lib/server/db";
import type { ExposureVerdict } from "@/lib/study/patient-record";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { courseOf, type Course } from "./course";
import { readChangesSince } from "./exposure-changes";
import { effectsOfOne, exposureEffect, type ComparedPatient, type ExposureEffect } from "./exposure-effect";
import { countUnflagged, readFlaggedMedications, readTreatedPatients, type MedicationRow, type TreatedPatientRow } from "./exposure-rows";
import { ExposureTrace, inputFields, sayOverlap, takenDays, windowOfFinding, type Days } from "./exposure-trace";
import { standingOf, type ExposureFlag, type ExposureStanding } from "./exposure-verdict";

export interface BoardVerdict {
  readonly verdict: ExposureVerdict;
  readonly reason: string;
  readonly byName: string;
  /** An instant, UTC. */
  readonly at: string;
}

/** One medication on the board. */
export interface BoardRow {
  readonly entryId: string;
  readonly rowNo: number;
  readonly patientNumber: string;
  readonly timeZone: string;
  /** "Group 3", with what is given in `treatment`. */
  readonly group: string | null;
  readonly treatment: string | null;
  readonly best: string | null;
  readonly course: Course;
  readonly window: { readonly from: CalendarDate; readonly to: CalendarDate } | null;
  readonly medication: string;
  readonly substances: string;
  readonly how: string;
  /** No dictionary knows the name, whether it was taken in the window or not. */
  readonly unknownName: boolean;
  readonly dailyDose: string | null;
  readonly overlapSays: string;
  readonly reasons: readonly string[];
  readonly taken: Days;
  readonly flag: ExposureFlag;
  readonly standing: ExposureStanding;
  /** What the decision will be bound to. */
  readonly inputsHash: string;
  /** Newest first; the first one stands unless `reopened` says why not. */
  readonly verdicts: readonly BoardVerdict[];
  readonly reopened: readonly string[] | null;
  readonly queries: MedicationRow["queries"];
  readonly ifExposure: ExposureEffect;
  readonly ifNot: ExposureEffect;
  readonly mayDecide: boolean;
}

export interface ExposureBoard {
  readonly treated: number;
  readonly siteCodes: readonly string[];
  readonly rows: readonly BoardRow[];
  readonly unflagged: number;
  readonly asItStands: ExposureEffect;
  /** Null when nothing is undecided. */
  readonly ifUndecided: { readonly medications: number; readonly wereExposures: ExposureEffect; readonly wereNot: ExposureEffect; readonly responders: number } | null;
  /** Responders with an inhibitor outside the window, were it counted; null when there are none. */
  readonly ifOutside: { readonly says: string; readonly effect: ExposureEffect } | null;
}

const RESPONSES: readonly string[] = ["CR", "CRp"];
const undecided = (standing: ExposureStanding): boolean => standing === "to_decide" || standing === "asked";
const ORDER: Readonly<Record<ExposureStanding, number>> = { to_decide: 0, asked: 1, not_needed: 2, no_exposure: 3, exposure: 4 };

/** Every flagged medication of every treated patient that the reader may see: four statements, whatever their number. */
export async function readExposureBoard(tx: Tx, actor: Actor): Promise<ExposureBoard> {
  const [patients, medications, unflagged] = await Promise.all([readTreatedPatients(tx), readFlaggedMedications(tx), countUnflagged(tx)]);
  const byPatient = groupBy(medications, ({ patientId }) => patientId);
  const pairs = patients.flatMap((patient) => (byPatient.get(patient.id) ?? []).map((medication) => ({ patient, medication })));
  const lapsed = pairs.flatMap(({ patient, medication }) => {
    const latest = medication.verdicts[0];
    return latest && latest.inputsHash !== medication.inputsHash ? [{ entryId: medication.entryId, infusionEntryId: patient.infusionEntryId, since: latest.at, fields: inputFields(ExposureTrace.parse(medication.trace)) }] : [];
  });
  const changes = await readChangesSince(tx, lapsed);
  const compared = new Map(patients.map((patient) => [patient.id, comparedOf(patient, byPatient.get(patient.id) ?? [])]));
  const everybody = [...compared.values()];
  const asItStands = exposureEffect(everybody);
  const effectOf = effectsOfOne(asItStands);
  const rows = pairs.map(({ patient, medication }) => rowOf(actor, patient, medication, {
    changed: changes.get(medication.entryId) ?? [],
    effectIf: (counts) => effectOf(compared.get(patient.id) as ComparedPatient, ({ entryId }) => (entryId === medication.entryId ? counts : null)),
  }));
  return {
    treated: patients.length, siteCodes: [...new Set(patients.map(({ siteCode }) => siteCode))].toSorted(), unflagged,
    rows: rows.toSorted((one, other) => ORDER[one.standing] - ORDER[other.standing] || one.patientNumber.localeCompare(other.patientNumber) || one.rowNo - other.rowNo),
    asItStands, ifUndecided: ifUndecided(everybody), ifOutside: ifOutside(everybody, rows),
  };
}

const standing = ({ flag, verdicts: [latest], inputsHash }: MedicationRow): ExposureStanding => standingOf(flag, latest?.inputsHash === inputsHash ? latest.verdict : null);

const comparedOf = ({ id, best }: TreatedPatientRow, medications: readonly MedicationRow[]): ComparedPatient => ({
  id, responder: best !== null && RESPONSES.includes(best),
  medications: medications.map((medication) => ({ entryId: medication.entryId, flag: medication.flag, standing: standing(medication) })),
});

interface Computed { readonly changed: readonly string[]; readonly effectIf: (counts: boolean) => ExposureEffect }

function rowOf(actor: Actor, patient: TreatedPatientRow, medication: MedicationRow, { changed, effectIf }: Computed): BoardRow {
  const { entryId, rowNo, answers, flag, inputsHash, verdicts, queries } = medication;
  const trace = ExposureTrace.parse(medication.trace);
  const arm = patient.arm === null ? null : protocolVersions[patient.protocolVersion].arms[patient.arm];
  const course = courseOf(patient);
  const taken = takenDays(answers, course.first);
  const window = windowOfFinding(patient.window);
  const latest = verdicts[0];
  return {
    entryId, rowNo, patientNumber: patient.number, timeZone: patient.timeZone, group: arm?.label ?? null, treatment: arm?.treatment ?? null, best: patient.best,
    course, window, medication: typeof answers["medication"] === "string" ? answers["medication"] : "", substances: trace.match.substances.map(({ label }) => label).join(" + "), how: trace.match.how, unknownName: trace.match.verdict === "uncoded",
    dailyDose: trace.dailyDose, overlapSays: sayOverlap(trace, taken, window), reasons: trace.reasons, taken, flag, standing: standing(medication), inputsHash,
    verdicts: verdicts.map(({ verdict, reason, byName, at }) => ({ verdict, reason, byName, at })),
    reopened: latest && latest.inputsHash !== inputsHash ? changed : null, queries,
    ifExposure: effectIf(true), ifNot: effectIf(false),
    mayDecide: !medication.held && can(actor, "exposure.decide", patient),
  };
}

function ifUndecided(compared: readonly ComparedPatient[]): ExposureBoard["ifUndecided"] {
  const waiting = (medication: ComparedPatient["medications"][number]) => undecided(medication.standing);
  const medications = compared.reduce((sum, patient) => sum + patient.medications.filter(waiting).length, 0);
  if (medications === 0) return null;
  return {
    medications, responders: compared.filter((patient) => patient.responder && patient.medications.some(waiting)).length,
    wereExposures: exposureEffect(compared, (medication) => (waiting(medication) ? true : null)), wereNot: exposureEffect(compared, (medication) => (waiting(medication) ? false : null)),
  };
}

/** The trial's own doubt: a responder who took acetaminophen just after the window. Supposes away nothing but the window. */
function ifOutside(compared: readonly ComparedPatient[], rows: readonly BoardRow[]): ExposureBoard["ifOutside"] {
  const near = rows.filter(({ flag, best, standing: now }) => flag === "outside" && now !== "exposure" && best !== null && RESPONSES.includes(best));
  const [only] = near;
  if (!only) return null;
  const entryIds = new Set(near.map(({ entryId }) => entryId));
  return {
    says: near.length === 1 ? `${only.patientNumber} (${only.medication}, ${only.overlapSays})` : `${entryIds.size} medications of responders outside the window`,
    effect: exposureEffect(compared, ({ entryId }) => (entryIds.has(entryId) ? true : null)),
  };
}
