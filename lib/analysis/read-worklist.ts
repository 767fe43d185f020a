import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import { sayDate } from "@/lib/kernel/calendar-date";
import { wallTimeIn } from "@/lib/kernel/instant";
import { reportingOf, sayReporting } from "@/lib/study/adverse-events/report-deadline";
import { readAwaitingAdjudication } from "@/lib/review/read-awaiting-adjudication";
import { sayReasons } from "@/lib/study/response/adjudication";
import { formById } from "@/lib/study/study";
import { visitByCode } from "@/lib/study/visits";
import { comingGroup, dueGroup, hasNothingDue, overdueGroup } from "./due-tasks";
import { readDueVisits, type DueVisit } from "./read-due-visits";
import type { Task, TaskGroup } from "./task";

/** More than this is a list of its own; the group says how many there are. */
const MOST = 12;

interface Row { key: string; patient: string; entryId: string; formId: string; field: string | null; visit: string | null; rowNo: number; name?: string | null; detail: string; days: number; total: number }

/** My day: what waits for this person in their role, most urgent group first; empty groups are left out. */
export async function readWorklist(tx: Tx, actor: Actor): Promise<readonly TaskGroup[]> {
  const [site, reviews] = [can(actor, "entry.save"), can(actor, "discrepancy.raise")];
  const visits = site || reviews ? await readDueVisits(tx) : [];
  const groups = [
    ...(site ? [await serious(tx), await queries(tx, "open", "Asked of me"), overdueGroup("Missing or overdue", visits, MOST), await eligible(tx, can(actor, "eligibility.confirm")), dueGroup(visits, MOST)] : []),
    ...(site ? [await begun(tx), comingGroup(visits, MOST)] : []),
    ...(can(actor, "casebook.sign") ? [await unsigned(tx, visits)] : []),
    ...(can(actor, "discrepancy.raise") ? [await serious(tx)] : []),
    ...(can(actor, "exposure.decide") ? [await exposures(tx)] : []),
    ...(can(actor, "response.adjudicate") ? [await adjudications(tx)] : []),
    ...(can(actor, "discrepancy.close") ? [await queries(tx, "answered", "Answered by the site")] : []),
    ...(can(actor, "entry.verify") ? [await changedSinceVerified(tx)] : []),
    ...(reviews ? [overdueGroup("Missing or overdue at the sites", visits, MOST)] : []),
  ];
  return groups.filter(({ count }) => count > 0);
}

const place = ({ formId, visit, rowNo }: Row) => {
  const form = formById(formId);
  return [form?.title ?? formId, form?.repeats ? `row ${rowNo}` : null, visit ? visitByCode(visit)?.title : null].filter(Boolean).join(", ");
};
const group = (title: string, rows: readonly Row[], kind: Task["kind"], what: (row: Row) => string, href: (row: Row) => string): TaskGroup => ({
  title, count: rows[0]?.total ?? 0,
  tasks: rows.map((row) => ({ key: row.key, kind, patient: row.patient, what: what(row), detail: row.detail, days: row.days, href: href(row) })),
});
const fieldOf = (row: Row) => `/entries/${row.entryId}${row.field ? `#${row.field}` : ""}`;
const labelOf = (row: Row) => formById(row.formId)?.fields[row.field ?? ""]?.label ?? row.field;

async function queries(tx: Tx, state: "open" | "answered", title: string): Promise<TaskGroup> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT d.id AS key, p.number AS patient, e.id AS "entryId", e.form_id AS "formId", d.field, v.code AS visit, e.row_no AS "rowNo",
      (SELECT CASE WHEN d.origin = 'system' AND m.step = 'raised' THEN 'A check asks' ELSE m.by_name END || ': ' || m.body FROM app.discrepancy_message m WHERE m.discrepancy_id = d.id ORDER BY m.at DESC LIMIT 1) AS detail,
      extract(day FROM now() - d.at)::int AS days, count(*) OVER ()::int AS total
    FROM app.discrepancy d JOIN app.patient p ON p.id = d.patient_id JOIN app.entry e ON e.id = d.entry_id LEFT JOIN app.visit v ON v.id = e.visit_id
    WHERE d.state = ${state} ORDER BY d.at LIMIT ${MOST}`;
  return group(title, rows, state === "open" ? "query_open" : "query_answered", (row) => `${place(row)}: ${labelOf(row)}`, fieldOf);
}

async function begun(tx: Tx): Promise<TaskGroup> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT e.id AS key, p.number AS patient, e.id AS "entryId", e.form_id AS "formId", NULL AS field, v.code AS visit, e.row_no AS "rowNo",
      'Some expected values are still blank' AS detail, extract(day FROM now() - e.updated_at)::int AS days, count(*) OVER ()::int AS total
    FROM app.entry e JOIN app.patient p ON p.id = e.patient_id LEFT JOIN app.visit v ON v.id = e.visit_id
    WHERE e.progress = 'in_progress' AND p.status <> 'screen_failed' AND e.removed_at IS NULL AND v.not_done_reason IS NULL AND ctx.lock_over(e.site_id, e.patient_id, e.visit_id, e.id) IS NULL
    ORDER BY e.updated_at DESC, p.number, e.form_id LIMIT ${MOST}`;
  return group("In progress", rows, "in_progress", place, fieldOf);
}

/** A reported, complete serious event stays on everybody's day for so long after the site became aware, so that nobody misses it. */
const SERIOUS_STAYS_DAYS = 7;

interface SeriousRow extends Row { readonly grade: string | null; readonly awareAt: string | null; readonly reportedAt: string | null; readonly timeZone: string }

/** Serious adverse events: those not reported first, the longest known first; then the incomplete, then the newest. */
async function serious(tx: Tx): Promise<TaskGroup> {
  const now = new Date().toISOString();
  const rows = await tx.$queryRaw<SeriousRow[]>`
    SELECT e.id AS key, p.number AS patient, e.id AS "entryId", e.form_id AS "formId", NULL AS field, NULL AS visit, e.row_no AS "rowNo", s.time_zone AS "timeZone",
      coalesce(e.answers -> 'ctcaeTerm' ->> 'term', e.answers ->> 'term', 'no term yet') AS name, e.answers ->> 'grade' AS grade, e.answers ->> 'awareAt' AS "awareAt", e.answers ->> 'reportedAt' AS "reportedAt",
      concat_ws(', ', CASE WHEN e.answers ->> 'related' = 'Y' THEN 'cenersen' END, CASE WHEN e.answers ->> 'relatedIdarubicin' = 'Y' THEN 'idarubicin' END, CASE WHEN e.answers ->> 'relatedCytarabine' = 'Y' THEN 'cytarabine' END) AS detail,
      extract(day FROM now() - e.updated_at)::int AS days, count(*) OVER ()::int AS total
    FROM app.entry e JOIN app.patient p ON p.id = e.patient_id JOIN app.site s ON s.id = p.site_id
    WHERE e.form_id = 'adverse_event' AND e.answers ->> 'serious' = 'Y' AND e.removed_at IS NULL
      AND (e.answers ->> 'reportedAt' IS NULL OR e.progress <> 'complete' OR e.answers ->> 'awareAt' >= to_char(now() - make_interval(days => ${SERIOUS_STAYS_DAYS}::int), 'YYYY-MM-DD'))
    ORDER BY (e.answers ->> 'reportedAt') IS NOT NULL, e.progress = 'complete', e.answers ->> 'awareAt' NULLS LAST, e.updated_at LIMIT ${MOST}`;
  const tasks = rows.map(({ key, patient, entryId, name, grade, detail, awareAt, reportedAt, timeZone, days }) => {
    const reporting = reportingOf({ awareAt, reportedAt, now: wallTimeIn(now, timeZone) });
    return {
      key, kind: "serious" as const, patient, days, what: `Serious event: ${name}`, waits: sayReporting(reporting), href: `/entries/${entryId}${reportedAt === null ? (awareAt === null ? "#awareAt" : "#reportedAt") : ""}`,
      detail: [grade === null ? "grade not given" : `grade ${grade}`, detail === "" ? null : `related to ${detail}`, reportedAt === null ? "not reported yet" : null].filter(Boolean).join(" · "),
    };
  });
  return { title: "Serious, first", count: rows[0]?.total ?? 0, tasks };
}

async function eligible(tx: Tx, mayConfirm: boolean): Promise<TaskGroup> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT p.id AS key, p.number AS patient, NULL AS "entryId", 'eligibility' AS "formId", NULL AS field, 'SCR' AS visit, 1 AS "rowNo",
      CASE WHEN s.id IS NOT NULL THEN 'Confirmed; ready to be randomised' WHEN f.value = 'waived' THEN 'What is not met was waived; the investigator confirms' ELSE 'Every criterion is met; the investigator confirms' END AS detail,
      extract(day FROM now() - p.created_at)::int AS days, count(*) OVER ()::int AS total
    FROM app.patient p JOIN app.finding f ON f.patient_id = p.id AND f.kind = 'eligibility' AND f.value IN ('eligible', 'waived')
      LEFT JOIN LATERAL (SELECT x.id FROM app.signature x WHERE x.patient_id = p.id AND x.meaning = 'eligibility'
        AND NOT EXISTS (SELECT FROM app.signature_void w WHERE w.signature_id = x.id) LIMIT 1) s ON true
    WHERE p.status = 'screening' ORDER BY p.created_at LIMIT ${MOST}`;
  return group(mayConfirm ? "Eligible: confirm or randomise" : "Eligible", rows, "eligible", () => "Eligibility", (row) => `/patients/${row.patient}`);
}

/** Casebooks with something new in them where nothing is due, begun or asked; what is due later does not hold a signature back. */
async function unsigned(tx: Tx, visits: readonly DueVisit[]): Promise<TaskGroup> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT p.id AS key, p.number AS patient, NULL AS "entryId", 'eligibility' AS "formId", NULL AS field, NULL AS visit, 1 AS "rowNo",
      'Every form that is due is complete and no query is open' AS detail, extract(day FROM now() - max(e.updated_at))::int AS days, 0 AS total
    FROM app.patient p JOIN app.entry e ON e.patient_id = p.id AND e.removed_at IS NULL AND e.progress <> 'not_started' LEFT JOIN app.visit v ON v.id = e.visit_id
    WHERE p.status = 'randomised' AND NOT EXISTS (SELECT FROM app.discrepancy d WHERE d.patient_id = p.id AND d.state <> 'closed')
      AND NOT EXISTS (SELECT FROM app.lock l WHERE l.patient_id = p.id AND l.released_at IS NULL)
    GROUP BY p.id HAVING bool_and(e.progress IN ('complete', 'not_done') OR v.not_done_reason IS NOT NULL)
      AND max(e.updated_at) > coalesce((SELECT max(s.at) FROM app.signature s WHERE s.patient_id = p.id AND s.meaning = 'casebook'), '-infinity')
    ORDER BY max(e.updated_at)`;
  const ready = rows.filter(({ key }) => hasNothingDue(visits, key));
  const { tasks } = group("", ready.slice(0, MOST), "sign", () => "Casebook", (row) => `/patients/${row.patient}#signature`);
  return { title: "Ready for your signature", count: ready.length, tasks };
}

async function exposures(tx: Tx): Promise<TaskGroup> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT f.id AS key, p.number AS patient, f.subject AS "entryId", 'concomitant_medication' AS "formId", 'medication' AS field, NULL AS visit, e.row_no AS "rowNo",
      e.answers ->> 'medication' AS name,
      CASE f.value WHEN 'exposed' THEN 'An inhibitor inside the exposure window' WHEN 'possible' THEN 'Possibly an inhibitor: name, dose or dates leave it open'
        ELSE 'No dictionary knows this name, and it may lie inside the window' END AS detail, extract(day FROM now() - e.updated_at)::int AS days, count(*) OVER ()::int AS total
    FROM app.finding f JOIN app.patient p ON p.id = f.patient_id JOIN app.entry e ON e.id = f.subject::uuid
      LEFT JOIN LATERAL (SELECT r.verdict, r.inputs_hash FROM app.exposure_review r WHERE r.entry_id = e.id ORDER BY r.at DESC LIMIT 1) r ON true
    WHERE f.kind = 'exposure' AND f.value IN ('exposed', 'possible', 'uncoded') AND (r.verdict IS NULL OR r.inputs_hash <> f.inputs_hash)
    ORDER BY e.updated_at LIMIT ${MOST}`;
  return group("Exposure to decide", rows, "exposure", ({ name }) => name ?? "Medication without a name", () => "/exposure");
}

async function adjudications(tx: Tx): Promise<TaskGroup> {
  const waiting = await readAwaitingAdjudication(tx);
  const tasks = waiting.slice(0, MOST).map(({ patientId, patientNumber, visit, on, derived, investigator, reasons, fallen }): Task => ({
    key: `${patientId} ${visit} adjudication`, kind: "adjudication", patient: patientNumber, what: `Response at ${visitByCode(visit)?.title ?? visit} waits for adjudication`,
    detail: [sayReasons(reasons), `criteria ${derived}, investigator ${investigator ?? "not yet"}`, ...(fallen ? ["decided before, on other data"] : [])].join(" · "),
    days: 0, waits: on === null ? "no day" : sayDate(on), href: `/patients/${patientNumber}#responses`,
  }));
  return { title: "Responses to adjudicate", count: waiting.length, tasks };
}

async function changedSinceVerified(tx: Tx): Promise<TaskGroup> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT w.id AS key, p.number AS patient, e.id AS "entryId", e.form_id AS "formId", w.field, v.code AS visit, e.row_no AS "rowNo",
      'Verified by ' || w.by_name || ', changed since' AS detail, extract(day FROM now() - w.fallen_at)::int AS days, count(*) OVER ()::int AS total
    FROM app.verification w JOIN app.entry e ON e.id = w.entry_id JOIN app.patient p ON p.id = w.patient_id LEFT JOIN app.visit v ON v.id = e.visit_id
    WHERE w.fallen_at IS NOT NULL AND NOT EXISTS (SELECT FROM app.verification n WHERE n.entry_id = w.entry_id AND n.field = w.field AND n.at > w.at)
    ORDER BY w.fallen_at LIMIT ${MOST}`;
  return group("Changed since verified", rows, "changed", (row) => `${place(row)}: ${labelOf(row)}`, fieldOf);
}
