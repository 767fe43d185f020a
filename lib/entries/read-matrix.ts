import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import { studyDay } from "@/lib/kernel/calendar-date";
import { groupBy } from "@/lib/kernel/group-by";
import { choosePatients, countPatients } from "@/lib/patients/choose-patients";
import type { PatientStatus } from "@/lib/patients/patient";
import { readPatientRows, type PatientRow } from "@/lib/patients/read-patient-rows";
import { rememberedPatients } from "@/lib/patients/remembered-patients";
import type { Tx } from "@/lib/server/db";
import { dayOf, entriesOfForm, firstCenersenDayOf } from "@/lib/study/derive/record-reading";
import { expectedRows, scheduledVisit, scheduleOf, type ScheduledVisit } from "@/lib/study/schedule";
import { standingOf, type Standing } from "@/lib/study/standing";
import { readVisitCodes } from "@/lib/visits/read-visit-codes";
import { formsThatCount, rollUp, type EntryState } from "./entry-state";
import { readEntrySummaries, type EntrySummary } from "./read-entry-summaries";

export interface MatrixCell {
  readonly state: EntryState;
  /** Against the days planned for it; null for logs, which have none. */
  readonly standing: Standing | null;
  readonly openQueries: number;
  readonly answeredQueries: number;
  readonly done: number;
  readonly of: number;
}

export interface MatrixRow extends Omit<PatientRow, "record" | "notDone" | "today"> {
  /** The study day at the site, of the death once it is known; null before day 1. */
  readonly day: number | null;
  readonly died: boolean;
  /** By visit code, the logs together under LOGS; or by form, of the one visit that was asked for. */
  readonly cells: Readonly<Record<string, MatrixCell>>;
}

export const LOGS = "LOG";

export interface Matrix {
  /** All patients, or the part that was asked for, newest number first. */
  readonly rows: readonly MatrixRow[];
  /** How many patients there are altogether, read or not. */
  readonly counts: Readonly<Record<PatientStatus, number>>;
  /** The codes of the visits that anybody has. */
  readonly visits: readonly string[];
  readonly sites: readonly { readonly id: string; readonly code: string; readonly name: string; readonly mayCreate: boolean }[];
}

/** So many patients are read at once; of more, a first screen. */
const WHOLE_UP_TO = 120;
const FIRST = 30; // as many as a tall screen shows
const NEXT = 500;

/** Which patients: those of a first look, or those after a number. */
export type MatrixPart = "first" | { readonly after: string };

/** Two of the longest parts, and some first looks. */
const KEPT = 1_200;

const readRows = rememberedPatients(async (tx: Tx, ids: readonly string[], visit: string | null): Promise<ReadonlyMap<string, MatrixRow>> => {
  const [patients, summaries] = await Promise.all([readPatientRows(tx, ids), readEntrySummaries(tx, ids)]);
  const byPatient = groupBy(summaries.filter(({ removed }) => !removed), ({ patientId }) => patientId);
  return new Map(patients.map((patient) => [patient.id, rowOf(patient, byPatient.get(patient.id) ?? [], visit)]));
}, KEPT);

/**
 * The patients the reader may see with the state of each visit, or of each form of one visit. A first look reads all of a small study and a first
 * screen of a large one, and the rest is asked for part by part: what one part costs does not grow with the study.
 */
export async function readMatrix(tx: Tx, actor: Actor, visit: string | null = null, part: MatrixPart = "first"): Promise<Matrix> {
  const rowsOfPart = async () => {
    const chosen = await (part === "first" ? choosePatients(tx, null, WHOLE_UP_TO + 1) : choosePatients(tx, part.after, NEXT));
    const ids = part === "first" && chosen.length > WHOLE_UP_TO ? chosen.slice(0, FIRST) : chosen;
    const rows = await readRows(tx, ids, visit);
    return ids.flatMap((id) => rows.get(id) ?? []);
  };
  const [rows, counts, sites, visits] = await Promise.all([
    rowsOfPart(), countPatients(tx), tx.$queryRaw<{ id: string; code: string; name: string }[]>`SELECT s.id, s.code, s.name FROM app.site s ORDER BY s.code`, readVisitCodes(tx),
  ]);
  return {
    rows, counts, visits,
    sites: sites.map((site) => ({ ...site, mayCreate: can(actor, "patient.create", { siteId: site.id }) })),
  };
}

function rowOf(patient: PatientRow, summaries: readonly EntrySummary[], visit: string | null): MatrixRow {
  const { record, notDone, today, ...facts } = patient;
  const [first, died] = [firstCenersenDayOf(record), dayOf(entriesOfForm(record, "death")[0], "deathDate")];
  const byVisit = groupBy(summaries, ({ visit: code }) => code ?? LOGS);
  const schedule = scheduleOf(record);
  const codes = visit === null ? [...new Set([...byVisit.keys(), ...Object.keys(notDone)])] : [visit];
  const cells = codes.map((code): readonly [string, MatrixCell][] => {
    const place = { code, forms: byVisit.get(code) ?? [], notDoneReason: notDone[code] ?? null, scheduled: scheduledVisit(schedule, code), patient };
    return visit === null ? [[code, cellOf(place)]] : formCellsOf(place);
  });
  return { ...facts, day: first === null ? null : studyDay(first, died ?? today), died: died !== null, cells: Object.fromEntries(cells.flat()) };
}

interface Place {
  readonly code: string;
  readonly forms: readonly EntrySummary[];
  readonly notDoneReason: string | null;
  readonly scheduled: ScheduledVisit | undefined;
  readonly patient: PatientRow;
}

/** Of a screen failure nothing is awaited. A visit that calls for doses and has none is not complete, unless it did not take place. */
function cellOf({ code, forms, notDoneReason, scheduled, patient }: Place): MatrixCell {
  const rows = notDoneReason === null ? expectedRows(code, patient.arm, patient.protocolVersion) : [];
  const lacking = rows.filter((formId) => !forms.some((form) => form.formId === formId));
  const states = [...formsThatCount(forms).map(({ state }) => state), ...lacking.map(() => "not_started" as const)];
  const entries = forms.map(({ formId, recorded, notDone, optional }) => ({ formId, recorded, notDone, optional, day: null }));
  return {
    state: notDoneReason !== null && forms.length === 0 ? "not_done" : rollUp(states),
    standing: scheduled && patient.status !== "screen_failed" ? standingOf(scheduled, { notDoneReason, entries, rows }, patient.today) : null,
    ...questions(forms),
    done: states.filter((state) => !["not_started", "in_progress"].includes(state)).length,
    of: states.length,
  };
}

/** Form by form of one visit. A form that is missing stands as its visit does; one that nobody misses, and that is empty, has no cell. */
function formCellsOf(place: Place): readonly [string, MatrixCell][] {
  const { code, forms, scheduled, patient } = place;
  const { standing } = cellOf(place);
  const missing = standing !== null && "missing" in standing ? standing.missing : [];
  const expected = scheduled?.calledFor && place.notDoneReason === null ? expectedRows(code, patient.arm, patient.protocolVersion) : [];
  return [...new Set([...forms.map(({ formId }) => formId), ...expected])].flatMap((formId): readonly [string, MatrixCell][] => {
    const own = forms.filter((form) => form.formId === formId);
    const counting = formsThatCount(own);
    if (counting.length === 0 && own.length > 0) return [];
    return [[formId, {
      state: rollUp(counting.map(({ state }) => state)), standing: missing.includes(formId) ? standing : null, ...questions(own),
      done: counting.filter(({ state }) => !["not_started", "in_progress"].includes(state)).length, of: counting.length,
    }]];
  });
}

const questions = (forms: readonly EntrySummary[]) => ({
  openQueries: forms.reduce((sum, form) => sum + form.openQueries, 0),
  answeredQueries: forms.reduce((sum, form) => sum + form.answeredQueries, 0),
});
