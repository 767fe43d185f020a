import "server-only";
import { groupBy } from "@/lib/kernel/group-by";
import { readPatientRows, type PatientRow } from "@/lib/patients/read-patient-rows";
import { HELD, IS_HELD } from "@/lib/server/held-sql";
import type { Tx } from "@/lib/server/db";
import { completeness } from "@/lib/crf/completeness";
import { expectedRows, formFor, formsInOrder, scheduledVisit, scheduleOf, type ScheduledVisit } from "@/lib/study/schedule";
import { missingForms, standingOf, type Standing, type VisitEntry } from "@/lib/study/standing";
import { isUnscheduled, visits } from "@/lib/study/visits";

/** A visit that lacks something, where it stands, and the first thing to fill in. */
export interface DueVisit {
  readonly patient: string;
  readonly patientId: string;
  readonly siteId: string;
  readonly siteCode: string;
  readonly scheduled: ScheduledVisit;
  readonly standing: Standing;
  readonly today: string;
  /** The forms it lacks, in the order of the schedule. */
  readonly missing: readonly string[];
  /** Values that the missing forms expect. */
  readonly values: number;
  /** The first field of the first of them. */
  readonly href: string;
}

type Entry = VisitEntry & { readonly id: string };
interface Row { readonly patientId: string; readonly siteId: string; readonly visit: string; readonly entries: readonly Entry[] }

/** The visits that call for rows of their own, such as doses: whether they have them is not to be seen in their planned forms. */
const WITH_ROWS = visits.map(({ code }) => code).filter((code) => (["A", "B", "C"] as const).some((arm) => expectedRows(code, arm).length > 0));

/** Every visit within one's reach that lacks something, unless it was not done or is frozen or locked: two statements, whatever the number of patients. */
export async function readDueVisits(tx: Tx): Promise<readonly DueVisit[]> {
  const [patients, rows] = await Promise.all([readPatientRows(tx), readUnfinished(tx)]);
  const byPatient = groupBy(rows, ({ patientId }) => patientId);
  return patients.flatMap((patient) => {
    const schedule = scheduleOf(patient.record);
    return (byPatient.get(patient.id) ?? []).flatMap((row) => dueVisit(patient, scheduledVisit(schedule, row.visit), row));
  });
}

function readUnfinished(tx: Tx): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    WITH ${HELD}
    SELECT e.patient_id AS "patientId", e.site_id::text AS "siteId", v.code AS visit,
      jsonb_agg(jsonb_build_object('id', e.id, 'formId', e.form_id, 'recorded', e.progress <> 'not_started', 'optional', e.optional, 'day', NULL) ORDER BY e.row_no) AS entries
    FROM app.entry e JOIN app.visit v ON v.id = e.visit_id
    WHERE e.removed_at IS NULL AND v.not_done_reason IS NULL AND NOT ${IS_HELD}
    GROUP BY e.patient_id, e.site_id, v.code HAVING bool_or(e.progress = 'not_started' AND NOT e.optional) OR bool_and(e.progress = 'not_started') OR v.code = ANY (${WITH_ROWS})`;
}

function dueVisit({ id, number, siteCode, status, today, record }: PatientRow, scheduled: ScheduledVisit | undefined, { siteId, visit, entries }: Row): readonly DueVisit[] {
  if (scheduled === undefined || status === "screen_failed") return [];
  const rows = expectedRows(visit, record.arm, record.protocolVersion);
  const standing = standingOf(scheduled, { notDoneReason: null, entries, rows }, today);
  if (["done", "not_done", "not_called_for"].includes(standing.state)) return [];
  const lacking = isUnscheduled(visit) ? entries.map(({ formId }) => formId) : missingForms({ entries, rows });
  const missing = formsInOrder(scheduled.visit, lacking);
  const expected = missing.map((formId) => completeness(formFor(record.protocolVersion, formId) ?? { fields: {} }, {}));
  const first = expected[0]?.missing[0];
  const field = first === undefined ? "" : `#${first}`;
  const empty = entries.find(({ formId, recorded }) => formId === missing[0] && !recorded);
  const href = empty ? `/entries/${empty.id}${field}` : missing[0] === undefined ? `/patients/${number}#${visit}` : `/patients/${number}/logs/${missing[0]}?visit=${visit}${field}`;
  return [{ patient: number, patientId: id, siteId, siteCode, scheduled, standing, today, missing, values: expected.reduce((sum, { missing: blank }) => sum + blank.length, 0), href }];
}
