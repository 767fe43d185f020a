import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import { groupBy } from "@/lib/kernel/group-by";
import { readPatientRows, type PatientRow } from "@/lib/patients/read-patient-rows";
import type { Tx } from "@/lib/server/db";
import { expectedRows, scheduledVisit, scheduleOf, type ScheduledVisit } from "@/lib/study/schedule";
import { standingOf, type Standing } from "@/lib/study/standing";
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
  /** By visit code; the logs together under LOGS. */
  readonly cells: Readonly<Record<string, MatrixCell>>;
}

export const LOGS = "LOG";

export interface Matrix {
  readonly rows: readonly MatrixRow[];
  readonly sites: readonly { readonly id: string; readonly code: string; readonly name: string; readonly mayCreate: boolean }[];
}

/** Every patient the reader may see with the state of each visit: two statements and the sites, whatever the number of patients. */
export async function readMatrix(tx: Tx, actor: Actor): Promise<Matrix> {
  const [patients, summaries, sites] = await Promise.all([
    readPatientRows(tx),
    readEntrySummaries(tx, null),
    tx.site.findMany({ select: { id: true, code: true, name: true }, orderBy: { code: "asc" } }),
  ]);
  const byPatient = groupBy(summaries, ({ patientId }) => patientId);
  return {
    rows: patients.map((patient) => rowOf(patient, byPatient.get(patient.id) ?? [])),
    sites: sites.map((site) => ({ ...site, mayCreate: can(actor, "patient.create", { siteId: site.id }) })),
  };
}

function rowOf({ record, notDone, today, ...patient }: PatientRow, summaries: readonly EntrySummary[]): MatrixRow {
  const byVisit = groupBy(summaries.filter(({ removed }) => !removed), ({ visit }) => visit ?? LOGS);
  const schedule = scheduleOf(record);
  const codes = [...new Set([...byVisit.keys(), ...Object.keys(notDone)])];
  return { ...patient, cells: Object.fromEntries(codes.map((code) => {
    const [forms, reason] = [byVisit.get(code) ?? [], notDone[code] ?? null];
    const rows = reason === null ? expectedRows(code, patient.arm, patient.protocolVersion) : [];
    const cell = cellOf(forms, rows, scheduledVisit(schedule, code), reason, today);
    return [code, patient.status === "screen_failed" ? { ...cell, standing: null } : cell];
  })) };
}

/** Of a screen failure nothing is awaited. A visit that calls for doses and has none is not complete, unless it did not take place. */
function cellOf(forms: readonly EntrySummary[], rows: readonly string[], scheduled: ScheduledVisit | undefined, notDoneReason: string | null, today: string): MatrixCell {
  const counting = formsThatCount(forms);
  const lacking = rows.filter((formId) => !forms.some((form) => form.formId === formId));
  const states = [...counting.map(({ state }) => state), ...lacking.map(() => "not_started" as const)];
  const entries = forms.map(({ formId, recorded, notDone, optional }) => ({ formId, recorded, notDone, optional, day: null }));
  return {
    state: notDoneReason !== null && forms.length === 0 ? "not_done" : rollUp(states),
    standing: scheduled ? standingOf(scheduled, { notDoneReason, entries, rows }, today) : null,
    openQueries: forms.reduce((sum, form) => sum + form.openQueries, 0),
    answeredQueries: forms.reduce((sum, form) => sum + form.answeredQueries, 0),
    done: states.filter((state) => !["not_started", "in_progress"].includes(state)).length,
    of: states.length,
  };
}
