import "server-only";
import type { Actor } from "@/lib/kernel/actor";
import { groupBy } from "@/lib/kernel/group-by";
import { rememberedWith } from "@/lib/kernel/remembered-of";
import type { Tx } from "@/lib/server/db";
import type { WindowChoice } from "@/lib/study/inhibitors/window-choice";
import { boardRow, type BoardRow, type Reckoned } from "./board-row";
import { readChangesSince } from "./exposure-changes";
import { effectsOfOne, evaluableIf, exposureEffect, exposureIf, type ComparedPatient, type ExposureEffect } from "./exposure-effect";
import { readExposureLines, type ComparedStudy, type ExposureLine } from "./exposure-lines";
import { readMedications, readTreatedPatients, recallOnBoard, type MedicationRow, type TreatedPatientRow } from "./exposure-rows";
import { inputFields, traceOf } from "./exposure-trace";
import { isUndecided, type ExposureFlag } from "./exposure-verdict";
import { countsIn, flagsIn, isDeclared, windowsOf } from "./exposure-windows";

export interface ExposureBoard {
  readonly treated: number;
  readonly siteCodes: readonly string[];
  /** Every medication of the board, those to decide first, then by patient and row. */
  readonly lines: readonly ExposureLine[];
  /** Those of them that were asked for, whole, in that order. */
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

const ORDER: Readonly<Record<BoardRow["standing"], number>> = { to_decide: 0, asked: 1, not_needed: 2, no_exposure: 3, exposure: 4 };
const inOrder = (one: ExposureLine, other: ExposureLine): number => ORDER[one.standing] - ORDER[other.standing] || one.patientNumber.localeCompare(other.patientNumber) || one.rowNo - other.rowNo;

/** What of the board is asked for: its sensitivity window, whether medications that no rule flags are in it too, and which of its lines are read whole: all of them where it is not said. */
export interface AskedBoard { readonly choice: WindowChoice; readonly which?: "inhibitors" | "all"; readonly drawn?: (lines: readonly ExposureLine[]) => readonly ExposureLine[] }

/** The medications of every treated patient that the reader may see: counts and comparison over all of them, and whole those that are drawn. A handful of statements, whatever their number. */
export async function readExposureBoard(tx: Tx, actor: Actor, { choice, which = "inhibitors", drawn = (lines) => lines }: AskedBoard): Promise<ExposureBoard> {
  const flagOf = isDeclared(choice) ? null : await readFlagsIn(tx, choice);
  const study = await readExposureLines(tx, which === "all" ? "all" : flagOf === null ? "noted" : "inhibitors", flagOf);
  const reckoned = reckonedOf(study, which);
  const { lines, near, ifNear, asItStands } = reckoned;
  const asked = drawn(lines);
  const rows = await readRows(tx, actor, choice, { which, ...reckoned, asked: near.length === 1 ? [...new Set([...asked, ...near])] : asked });
  const byEntry = new Map(rows.map((row) => [row.entryId, row]));
  return {
    treated: study.treated, siteCodes: study.siteCodes, unflagged: study.unflagged, lines, rows: asked.flatMap(({ entryId }) => byEntry.get(entryId) ?? []), asItStands,
    ifUndecided: reckoned.undecided, ifOutside: ifNear && { says: sayNear(near, byEntry), effect: ifNear }, inChosen: { choice, ...reckoned.chosen },
  };
}

/** All that depends on the medications of the whole study and on nothing else: once for the same study, which has thousands of them. */
const reckonedOf = rememberedWith((study: ComparedStudy, which: "inhibitors" | "all") => {
  const lines = study.lines.filter(({ flagged, flag, chosenFlag }) => which === "all" || flagged || chosenFlag !== flag).toSorted(inOrder);
  const near = lines.filter(({ flag, standing, responder }) => flag === "outside" && standing !== "exposure" && responder);
  const entryIds = new Set(near.map(({ entryId }) => entryId));
  /** The trial's own doubt: a responder who took acetaminophen just after the window. Supposes away nothing but the window. */
  const ifNear = near.length === 0 ? null : exposureEffect(study.patients, ({ entryId }) => (entryIds.has(entryId) ? true : null));
  const asItStands = exposureEffect(study.patients);
  return { lines, near, ifNear, asItStands, effectOf: effectsOfOne(asItStands), undecided: ifUndecided(study.patients), chosen: inChosen(study), compared: new Map(study.patients.map((row) => [row.id, row])) };
});

/** What each medication is in a window that no finding holds: every one that holds an inhibitor is judged again. */
async function readFlagsIn(tx: Tx, choice: WindowChoice): Promise<(entryId: string) => ExposureFlag | undefined> {
  const [patients, medications] = await Promise.all([readTreatedPatients(tx, null), readMedications(tx, "inhibitors")]);
  const byPatient = groupBy(medications, ({ patientId }) => patientId);
  const flags = new Map(patients.flatMap(({ id, courses }) => [...flagsIn(byPatient.get(id) ?? [], courses.map((row) => ({ course: row.course, window: windowsOf(row, choice).chosen })))]));
  return (entryId) => flags.get(entryId);
}

/** Beyond so many medications all are read, instead of each by its name. */
const MOST_NAMED = 500;

interface AskedRows extends Pick<ReturnType<typeof reckonedOf>, "compared" | "effectOf"> { readonly which: "inhibitors" | "all"; readonly asked: readonly ExposureLine[] }

async function readRows(tx: Tx, actor: Actor, choice: WindowChoice, { which, compared, effectOf, asked }: AskedRows): Promise<readonly BoardRow[]> {
  if (asked.length === 0) return [];
  const [byId, byEntry] = await readAsked(tx, which, asked);
  const found = asked.flatMap((line) => {
    const [patient, medication, one] = [byId.get(line.patientId), byEntry.get(line.entryId), compared.get(line.patientId)];
    return patient && medication && one ? [{ line, patient, medication, one }] : [];
  });
  const changes = await readChangesSince(tx, found.flatMap(lapsedVerdict));
  const reckon = (one: ComparedPatient, { entryId, chosenFlag, flag, standing }: ExposureLine): Reckoned => {
    const under = (counts: boolean) => {
      const supposed = (medication: { readonly entryId: string }) => (medication.entryId === entryId ? counts : null);
      return { ...effectOf(one, supposed), patient: { exposure: exposureIf(one, supposed), evaluable: evaluableIf(one, supposed) } };
    };
    return { changed: changes.get(entryId) ?? [], chosenFlag, countsInChosen: countsIn(flag, standing, chosenFlag), ifExposure: under(true), ifNot: under(false) };
  };
  return found.map(({ line, patient, medication, one }) => boardRow(actor, patient, medication, choice, reckon(one, line)));
}

/** The patients by their id, and the medications by that of their form. */
async function readAsked(tx: Tx, which: AskedRows["which"], asked: readonly ExposureLine[]): Promise<readonly [ReadonlyMap<string, TreatedPatientRow>, ReadonlyMap<string, MedicationRow>]> {
  const patientIds = [...new Set(asked.map(({ patientId }) => patientId))];
  const few = asked.length <= MOST_NAMED;
  if (few && which === "inhibitors") {
    const onBoard = [...(await recallOnBoard(tx, patientIds)).values()];
    return [new Map(onBoard.map(({ patient }) => [patient.id, patient])), new Map(onBoard.flatMap(({ medications }) => medications.map((row) => [row.entryId, row] as const)))];
  }
  const [patients, medications] = await Promise.all([readTreatedPatients(tx, few ? patientIds : null), readMedications(tx, few ? { entryIds: asked.map(({ entryId }) => entryId) } : which)]);
  return [new Map(patients.map((row) => [row.id, row])), new Map(medications.map((row) => [row.entryId, row]))];
}

/** A verdict that was taken on other inputs than there are now, with every infusion that the window comes from. */
function lapsedVerdict({ patient, medication }: { readonly patient: TreatedPatientRow; readonly medication: MedicationRow }) {
  const { entryId, verdicts: [latest], inputsHash } = medication;
  if (!latest || latest.inputsHash === inputsHash) return [];
  return [{ entryId, infusionEntryIds: patient.courses.map((course) => course.entryId), since: latest.at, fields: inputFields(traceOf(medication)) }];
}

function inChosen({ patients, lines }: ComparedStudy): Omit<ExposureBoard["inChosen"], "choice"> {
  const chosenFlags = new Map(lines.map(({ entryId, chosenFlag }) => [entryId, chosenFlag]));
  const counts = ({ entryId, flag, standing }: ComparedPatient["medications"][number]) => countsIn(flag, standing, chosenFlags.get(entryId) ?? flag);
  const otherwise = lines.filter((line) => counts(line) !== countsIn(line.flag, line.standing, line.flag)).length;
  return { otherwise, effect: exposureEffect(patients, (medication) => (isUndecided(medication.standing) && !counts(medication) ? null : counts(medication))) };
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

function sayNear(near: readonly ExposureLine[], rows: ReadonlyMap<string, BoardRow>): string {
  const row = rows.get(near[0]?.entryId ?? "");
  return near.length === 1 && row ? `${row.patientNumber} (${row.medication}, ${row.overlapSays})` : `${near.length} medications of responders outside the window`;
}
