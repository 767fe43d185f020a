import "server-only";
import { groupBy } from "@/lib/kernel/group-by";
import { readScheduledPatients, type ScheduledPatient } from "@/lib/patients/read-patient-rows";
import { HELD, IS_HELD } from "@/lib/server/held-sql";
import type { Tx } from "@/lib/server/db";
import { completeness } from "@/lib/crf/completeness";
import { expectedRows, formFor, formsInOrder, scheduledVisit, scheduleOf, type ScheduledVisit } from "@/lib/study/schedule";
import type { ProtocolVersionId } from "@/lib/study/patient-record";
import { missingForms, standingOf, type Standing, type VisitEntry } from "@/lib/study/standing";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { isUnscheduled } from "@/lib/study/visits";

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

/** The forms whose rows a visit calls for, such as doses, by version and arm: that they are lacking is not to be seen in the planned forms. */
const CALLED = (Object.keys(protocolVersions) as ProtocolVersionId[]).flatMap((version) => protocolVersions[version].visits.flatMap(({ code }) =>
  (["A", "B", "C"] as const).flatMap((arm) => expectedRows(code, arm, version).map((formId) => ({ version, arm, code, formId })))));

/** Every visit within one's reach that lacks something, unless it was not done or is frozen or locked: two statements, whatever the number of patients. Only their patients are read. */
export async function readDueVisits(tx: Tx): Promise<readonly DueVisit[]> {
  const byPatient = groupBy(await readUnfinished(tx), ({ patientId }) => patientId);
  const patients = await readScheduledPatients(tx, [...byPatient.keys()]);
  return patients.flatMap((patient) => {
    const schedule = scheduleOf(patient.record);
    return (byPatient.get(patient.id) ?? []).flatMap((row) => dueVisit(patient, scheduledVisit(schedule, row.visit), row));
  });
}

/**
 * Those that may lack something are found along indexes, and only their forms are read: a visit lacks a form that it cannot do without, or the first row of a form that it calls for
 * (be it that the second stands), or it is unscheduled, where every form may be done without. That a planned visit has one that may not is held by a test.
 * (LATERAL with LIMIT or OFFSET keeps the planner from opening the whole study beside: it cannot know how few visits there are.)
 */
function readUnfinished(tx: Tx): Promise<Row[]> {
  const column = (name: keyof (typeof CALLED)[number]): string[] => CALLED.map((called) => called[name]);
  return tx.$queryRaw<Row[]>`
    WITH ${HELD},
    called AS (SELECT * FROM unnest(${column("version")}::text[], ${column("arm")}::text[], ${column("code")}::text[], ${column("formId")}::text[]) AS c (version, arm, code, form_id)),
    dosing AS MATERIALIZED (SELECT v.id, v.patient_id, v.code FROM app.visit v WHERE v.code = ANY (${column("code")})), arms AS MATERIALIZED (SELECT p.id, p.protocol_version, p.arm FROM app.patient p WHERE p.arm IS NOT NULL),
    unfinished AS MATERIALIZED (
      SELECT e.visit_id AS id FROM app.entry e WHERE e.progress = 'not_started' AND NOT e.optional AND e.removed_at IS NULL
      UNION SELECT v.id FROM app.visit v WHERE v.code >= 'UNS' AND v.code < 'UNT'
      UNION SELECT d.id FROM (SELECT v.id, c.form_id FROM dosing v JOIN arms p ON p.id = v.patient_id JOIN called c ON c.version = p.protocol_version AND c.arm = p.arm AND c.code = v.code
        EXCEPT SELECT e.visit_id, e.form_id FROM app.entry e WHERE e.form_id = ANY (${column("formId")}) AND e.row_no = 1 AND e.removed_at IS NULL) d)
    SELECT e.patient_id AS "patientId", e.site_id::text AS "siteId", v.code AS visit,
      json_agg(json_build_object('id', e.id, 'formId', e.form_id, 'recorded', e.progress <> 'not_started', 'optional', e.optional, 'day', NULL) ORDER BY e.row_no, e.form_id) AS entries
    FROM unfinished u JOIN LATERAL (SELECT * FROM app.visit WHERE id = u.id LIMIT 1) v ON v.not_done_reason IS NULL
      JOIN LATERAL (SELECT * FROM app.entry WHERE patient_id = v.patient_id AND visit_id = v.id AND removed_at IS NULL OFFSET 0) e ON true
    WHERE NOT ${IS_HELD}
    GROUP BY e.patient_id, e.site_id, v.code ORDER BY e.patient_id, v.code`;
}

function dueVisit({ id, number, siteCode, status, today, record }: ScheduledPatient, scheduled: ScheduledVisit | undefined, { siteId, visit, entries }: Row): readonly DueVisit[] {
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
