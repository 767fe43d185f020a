import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import { groupBy } from "@/lib/kernel/group-by";
import type { PatientStatus } from "@/lib/patients/patient";
import type { Tx } from "@/lib/server/db";
import { expectedRows } from "@/lib/study/schedule";
import type { Arm, DiseaseStatus, ProtocolVersionId } from "@/lib/study/patient-record";
import { rollUp, type EntryState } from "./entry-state";
import { readEntrySummaries, type EntrySummary } from "./read-entry-summaries";

export interface MatrixCell {
  readonly state: EntryState;
  readonly openQueries: number;
  readonly answeredQueries: number;
  readonly done: number;
  readonly of: number;
}

export interface MatrixRow {
  readonly id: string;
  readonly number: string;
  readonly siteCode: string;
  readonly status: PatientStatus;
  readonly protocolVersion: ProtocolVersionId;
  readonly arm: Arm | null;
  readonly disease: DiseaseStatus | null;
  readonly best: string | null;
  readonly exposure: string | null;
  readonly eligibility: string | null;
  /** By visit code; the logs together under "LOG". */
  readonly cells: Readonly<Record<string, MatrixCell>>;
}

export interface Matrix {
  readonly rows: readonly MatrixRow[];
  readonly sites: readonly { readonly id: string; readonly code: string; readonly name: string; readonly mayCreate: boolean }[];
}

type PatientRow = Omit<MatrixRow, "cells">;

/** Every patient the reader may see with the state of each visit: two statements, whatever the number of patients. */
export async function readMatrix(tx: Tx, actor: Actor): Promise<Matrix> {
  const [patients, summaries, sites] = await Promise.all([
    tx.$queryRaw<PatientRow[]>`
      SELECT p.id, p.number, s.code AS "siteCode", p.status, p.protocol_version AS "protocolVersion", p.arm,
        coalesce(p.stratum, (SELECT e.answers ->> 'diseaseStatus' FROM app.entry e WHERE e.patient_id = p.id AND e.form_id = 'aml_history' LIMIT 1)) AS disease,
        max(f.value) FILTER (WHERE f.kind = 'best_response') AS best, max(f.value) FILTER (WHERE f.kind = 'patient_exposure') AS exposure,
        max(f.value) FILTER (WHERE f.kind = 'eligibility') AS eligibility
      FROM app.patient p JOIN app.site s ON s.id = p.site_id LEFT JOIN app.finding f ON f.patient_id = p.id AND f.subject = ''
      GROUP BY p.id, s.code ORDER BY p.number DESC`,
    readEntrySummaries(tx, null),
    tx.site.findMany({ select: { id: true, code: true, name: true }, orderBy: { code: "asc" } }),
  ]);
  const byPatient = groupBy(summaries, ({ patientId }) => patientId);
  return {
    rows: patients.map((patient) => ({ ...patient, cells: cellsOf(byPatient.get(patient.id) ?? [], patient.arm) })),
    sites: sites.map((site) => ({ ...site, mayCreate: can(actor, "patient.create", { siteId: site.id }) })),
  };
}

function cellsOf(summaries: readonly EntrySummary[], arm: Arm | null): MatrixRow["cells"] {
  const byVisit = groupBy(summaries.filter(({ removed }) => !removed), ({ visit }) => visit ?? "LOG");
  return Object.fromEntries([...byVisit].map(([code, forms]) => [code, cellOf(code, forms, arm)]));
}

/** A visit that calls for doses and has none is not complete, unless it did not take place. */
function cellOf(code: string, forms: readonly EntrySummary[], arm: Arm | null): MatrixCell {
  const states = forms.map(({ state }) => state);
  const lacking = states.every((state) => state === "not_done") ? [] : expectedRows(code, arm).filter((formId) => !forms.some((form) => form.formId === formId));
  return {
    state: rollUp([...states, ...lacking.map(() => "not_started" as const)]),
    openQueries: forms.reduce((sum, form) => sum + form.openQueries, 0),
    answeredQueries: forms.reduce((sum, form) => sum + form.answeredQueries, 0),
    done: states.filter((state) => !["not_started", "in_progress"].includes(state)).length,
    of: forms.length + lacking.length,
  };
}
