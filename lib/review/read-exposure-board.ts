import "server-only";
import type { Actor } from "@/lib/kernel/actor";
import { groupBy } from "@/lib/kernel/group-by";
import type { Tx } from "@/lib/server/db";
import type { WindowChoice } from "@/lib/study/inhibitors/window-choice";
import { membershipOf } from "@/lib/study/outcome/populations";
import { boardRow, standingOfRow, type BoardRow, type Reckoned } from "./board-row";
import { readChangesSince } from "./exposure-changes";
import { effectsOfOne, evaluableIf, exposureEffect, exposureIf, type ComparedPatient, type ExposureEffect } from "./exposure-effect";
import { countUnflagged, readMedications, readTreatedPatients, type MedicationRow, type TreatedPatientRow, type WhichMedications } from "./exposure-rows";
import { ExposureTrace, inputFields } from "./exposure-trace";
import { isUndecided, type ExposureFlag } from "./exposure-verdict";
import { countsIn, flagsIn, windowsOf } from "./exposure-windows";

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
  /** In the sensitivity window, with the medications that would count otherwise there. */
  readonly inChosen: { readonly choice: WindowChoice; readonly effect: ExposureEffect; readonly otherwise: number };
}

const RESPONSES: readonly string[] = ["CR", "CRp"];
const ORDER: Readonly<Record<BoardRow["standing"], number>> = { to_decide: 0, asked: 1, not_needed: 2, no_exposure: 3, exposure: 4 };

/** What of the board is asked for: its sensitivity window, and whether medications that no rule flags are in it too. */
export interface AskedBoard { readonly choice: WindowChoice; readonly which?: WhichMedications }

/** Every flagged medication of every treated patient that the reader may see: four statements, whatever their number. */
export async function readExposureBoard(tx: Tx, actor: Actor, { choice, which = "inhibitors" }: AskedBoard): Promise<ExposureBoard> {
  const [patients, medications, unflagged] = await Promise.all([readTreatedPatients(tx), readMedications(tx, which), countUnflagged(tx)]);
  const byPatient = groupBy(medications, ({ patientId }) => patientId);
  const pairs = patients.flatMap((patient) => (byPatient.get(patient.id) ?? []).map((medication) => ({ patient, medication })));
  const changes = await readChangesSince(tx, pairs.flatMap(lapsedVerdict));
  const compared = new Map(patients.map((patient) => [patient.id, comparedOf(patient, byPatient.get(patient.id) ?? [])]));
  const everybody = [...compared.values()];
  const asItStands = exposureEffect(everybody);
  const effectOf = effectsOfOne(asItStands);
  const chosenFlags = new Map(patients.flatMap((patient) => [...flagsIn(byPatient.get(patient.id) ?? [], patient.courses.map((row) => ({ course: row.course, window: windowsOf(row, choice).chosen })))]));
  const reckon = (patient: TreatedPatientRow, medication: MedicationRow): Reckoned => {
    const one = compared.get(patient.id) as ComparedPatient;
    const under = (counts: boolean) => {
      const supposed = ({ entryId }: { readonly entryId: string }) => (entryId === medication.entryId ? counts : null);
      return { ...effectOf(one, supposed), patient: { exposure: exposureIf(one, supposed), evaluable: evaluableIf(one, supposed) } };
    };
    const chosenFlag = chosenFlags.get(medication.entryId) ?? medication.flag;
    return { changed: changes.get(medication.entryId) ?? [], chosenFlag, countsInChosen: countsIn(medication.flag, standingOfRow(medication), chosenFlag), ifExposure: under(true), ifNot: under(false) };
  };
  const rows = pairs.filter(({ medication: { flagged, entryId, flag } }) => which === "all" || flagged || chosenFlags.get(entryId) !== flag)
    .map(({ patient, medication }) => boardRow(actor, patient, medication, choice, reckon(patient, medication)));
  return {
    treated: patients.length, siteCodes: [...new Set(patients.map(({ siteCode }) => siteCode))].toSorted(), unflagged,
    rows: rows.toSorted((one, other) => ORDER[one.standing] - ORDER[other.standing] || one.patientNumber.localeCompare(other.patientNumber) || one.rowNo - other.rowNo),
    asItStands, ifUndecided: ifUndecided(everybody), ifOutside: ifOutside(everybody, rows), inChosen: inChosen(everybody, chosenFlags, choice),
  };
}

/** A verdict that was taken on other inputs than there are now, with every infusion that the window comes from. */
function lapsedVerdict({ patient, medication: { entryId, verdicts: [latest], inputsHash, trace } }: { readonly patient: TreatedPatientRow; readonly medication: MedicationRow }) {
  if (!latest || latest.inputsHash === inputsHash) return [];
  return [{ entryId, infusionEntryIds: patient.courses.map((course) => course.entryId), since: latest.at, fields: inputFields(ExposureTrace.parse(trace)) }];
}

const comparedOf = ({ id, best, conditions }: TreatedPatientRow, medications: readonly MedicationRow[]): ComparedPatient => ({
  id, responder: best !== null && RESPONSES.includes(best), otherwise: conditions.length === 0 ? "unknown" : membershipOf(conditions.filter((condition) => condition.id !== "UNEXPOSED")),
  medications: medications.map((medication) => ({ entryId: medication.entryId, flag: medication.flag, standing: standingOfRow(medication) })),
});

function inChosen(compared: readonly ComparedPatient[], chosenFlags: ReadonlyMap<string, ExposureFlag>, choice: WindowChoice): ExposureBoard["inChosen"] {
  const counts = ({ entryId, flag, standing }: ComparedPatient["medications"][number]) => countsIn(flag, standing, chosenFlags.get(entryId) ?? flag);
  const otherwise = compared.flatMap(({ medications }) => medications).filter((medication) => counts(medication) !== countsIn(medication.flag, medication.standing, medication.flag)).length;
  return { choice, otherwise, effect: exposureEffect(compared, (medication) => (isUndecided(medication.standing) && !counts(medication) ? null : counts(medication))) };
}

function ifUndecided(compared: readonly ComparedPatient[]): ExposureBoard["ifUndecided"] {
  const waiting = ({ standing }: ComparedPatient["medications"][number]) => isUndecided(standing);
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
