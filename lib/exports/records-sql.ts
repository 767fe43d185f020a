import "server-only";
import type { Tx } from "@/lib/server/db";
import { join, nothing, sql, type Sql } from "@/lib/server/sql";
import { COVERED, SIGNED } from "./signature-records-sql";

/**
 * Before a statement with `recordsOf`, for the rest of its transaction. Behind row policies the planner takes every table for a few rows and would go
 * through all forms of the study once for each derived result: the square of the patients, seconds for fifty and hours for thousands.
 */
export const joinWhole = (tx: Tx) => tx.$executeRaw`SET LOCAL enable_nestloop = off`;

/** One of so many parts of the patients, as even as can be, in the order of their numbers; the first is 1. */
export interface PatientsPart { readonly part: number; readonly of: number }

const amongThem = ({ part, of }: PatientsPart) => sql`WHERE p.id IN (SELECT n.id FROM (SELECT id, ntile(${of}::int) OVER (ORDER BY number COLLATE "C") AS part FROM app.patient) n WHERE n.part = ${part}::int)`;

const sharedBy = (them: PatientsPart | null) => sql`
    WITH place AS (
      SELECT e.*, s.code AS site, p.number AS patient, v.code AS visit FROM app.entry e JOIN app.patient p ON p.id = e.patient_id JOIN app.site s ON s.id = p.site_id LEFT JOIN app.visit v ON v.id = e.visit_id ${them === null ? nothing : amongThem(them)}),
    fallen AS (
      SELECT w.signature_id, jsonb_agg(jsonb_build_object('visit', e.visit, 'form', e.form_id, 'row', e.row_no, 'field', w.field, 'at', date_trunc('second', w.at AT TIME ZONE 'UTC'))
          ORDER BY e.visit COLLATE "C", e.form_id COLLATE "C", e.row_no, w.field COLLATE "C") AS fallen
        FROM app.signature_void w JOIN place e ON e.id = w.entry_id GROUP BY w.signature_id),${COVERED},`;

/** What is recorded, kind by kind, as (rank, kind, patient, visit, form, row_no, payload); the first has rank 1. */
const KINDS: readonly Sql[] = [
  sql`SELECT 1, 'study', '', '', '', 0, jsonb_build_object('isDemonstration', is_demonstration, 'openVersion', open_version, 'responseProfile', response_profile) || CASE WHEN is_training THEN '{"isTraining": true}' ELSE '{}' END::jsonb FROM app.study`,
  sql`SELECT 2, 'site', code, '', '', 0, jsonb_build_object('site', code, 'name', name, 'timeZone', time_zone) FROM app.site`,
  sql`SELECT 3, 'patient', p.number, '', '', 0, jsonb_build_object('site', s.code, 'patient', p.number, 'protocolVersion', p.protocol_version, 'status', p.status, 'stratum', p.stratum, 'arm', p.arm,
          'randomisedOn', to_char(p.randomised_at AT TIME ZONE s.time_zone, 'YYYY-MM-DD'), 'randomisedAt', date_trunc('second', p.randomised_at AT TIME ZONE 'UTC'), 'held', ctx.lock_over(p.site_id, p.id, NULL, NULL))
        FROM app.patient p JOIN app.site s ON s.id = p.site_id`,
  sql`SELECT 4, 'visit', p.number, v.code, '', 0, jsonb_build_object('site', s.code, 'patient', p.number, 'visit', v.code, 'addedReason', v.reason, 'notDoneReason', v.not_done_reason)
        FROM app.visit v JOIN app.patient p ON p.id = v.patient_id JOIN app.site s ON s.id = p.site_id`,
  sql`SELECT 5, 'entry', e.patient, e.visit, e.form_id, e.row_no, jsonb_build_object('site', e.site, 'patient', e.patient, 'visit', e.visit, 'form', e.form_id, 'row', e.row_no, 'formVersion', e.form_version,
          'version', e.version, 'progress', e.progress, 'notDoneReason', e.not_done_reason, 'removedAt', date_trunc('second', e.removed_at AT TIME ZONE 'UTC'), 'removedReason', e.removed_reason, 'answers', e.answers)
        FROM place e`,
  sql`SELECT 6, 'finding', p.number, coalesce(e.visit, f.subject), coalesce(e.form_id, ''), coalesce(e.row_no, 0), jsonb_build_object('site', s.code, 'patient', p.number, 'kind', f.kind,
          'subject', CASE WHEN e.id IS NULL THEN nullif(f.subject, '') WHEN f.kind = 'deviation' THEN split_part(f.subject, ':', 1) END, 'visit', e.visit, 'form', e.form_id, 'row', e.row_no, 'value', f.value, 'ruleVersion', f.rule_version, 'trace', f.trace)
        FROM app.finding f JOIN app.patient p ON p.id = f.patient_id JOIN app.site s ON s.id = p.site_id LEFT JOIN place e ON e.id::text = CASE f.kind WHEN 'deviation' THEN split_part(f.subject, ':', 2) ELSE f.subject END WHERE f.value IS NOT NULL`,
  sql`SELECT 7, 'explanation', e.patient, e.visit, e.form_id, e.row_no, jsonb_build_object('site', e.site, 'patient', e.patient, 'visit', e.visit, 'form', e.form_id, 'row', e.row_no,
          'rule', x.rule_id, 'text', x.text, 'by', x.by_name, 'role', x.by_role, 'at', date_trunc('second', x.at AT TIME ZONE 'UTC'))
        FROM app.explanation x JOIN place e ON e.id = x.entry_id`,
  sql`SELECT 8, 'query', e.patient, e.visit, e.form_id, e.row_no, jsonb_build_object('site', e.site, 'patient', e.patient, 'visit', e.visit, 'form', e.form_id, 'row', e.row_no, 'field', q.field,
          'origin', q.origin, 'rule', q.rule_id, 'state', q.state, 'question', q.question, 'raisedAt', date_trunc('second', q.at AT TIME ZONE 'UTC'), 'messages',
          (SELECT jsonb_agg(jsonb_build_object('step', m.step, 'body', m.body, 'by', m.by_name, 'role', m.by_role, 'at', date_trunc('second', m.at AT TIME ZONE 'UTC')) ORDER BY m.at, m.body COLLATE "C")
             FROM app.discrepancy_message m WHERE m.discrepancy_id = q.id))
        FROM app.discrepancy q JOIN place e ON e.id = q.entry_id`,
  sql`SELECT 9, 'exposure_review', e.patient, e.visit, e.form_id, e.row_no, jsonb_build_object('site', e.site, 'patient', e.patient, 'visit', e.visit, 'form', e.form_id, 'row', e.row_no,
          'verdict', r.verdict, 'reason', r.reason, 'inputsHash', r.inputs_hash, 'by', r.by_name, 'role', r.by_role, 'at', date_trunc('second', r.at AT TIME ZONE 'UTC'))
        FROM app.exposure_review r JOIN place e ON e.id = r.entry_id`,
  sql`SELECT 10, 'verification', e.patient, e.visit, e.form_id, e.row_no, jsonb_build_object('site', e.site, 'patient', e.patient, 'visit', e.visit, 'form', e.form_id, 'row', e.row_no, 'field', k.field,
          'valueHash', k.value_hash, 'by', k.by_name, 'role', k.by_role, 'at', date_trunc('second', k.at AT TIME ZONE 'UTC'), 'fallenAt', date_trunc('second', k.fallen_at AT TIME ZONE 'UTC'))
        FROM app.verification k JOIN place e ON e.id = k.entry_id`,
  sql`SELECT 11, 'signature', p.number, '', '', 0, jsonb_build_object('site', s.code, 'patient', p.number, 'visit', coalesce(gv.code, ge.visit), 'form', ge.form_id, 'row', ge.row_no, 'meaning', g.meaning, 'difference', g.difference, 'statement', g.statement, 'manifestSha256', g.manifest_sha256,
          'by', g.by_name, 'role', g.by_role, 'at', date_trunc('second', g.at AT TIME ZONE 'UTC'), 'voided', coalesce(gw.fallen, '[]')) || ${SIGNED}
        FROM app.signature g JOIN app.patient p ON p.id = g.patient_id JOIN app.site s ON s.id = p.site_id LEFT JOIN app.visit gv ON gv.id = g.visit_id LEFT JOIN place ge ON ge.id = g.entry_id
          LEFT JOIN fallen gw ON gw.signature_id = g.id LEFT JOIN covered gc ON gc.signature_id = g.id`,
  sql`SELECT 12, 'lock', coalesce(p.number, s.code, ''), coalesce(v.code, e.visit, ''), coalesce(e.form_id, ''), coalesce(e.row_no, 0), jsonb_build_object('kind', l.kind, 'scope', l.scope, 'site', s.code, 'patient', p.number,
          'visit', coalesce(v.code, e.visit), 'form', e.form_id, 'row', e.row_no, 'reason', l.reason, 'by', l.by_name, 'role', l.by_role, 'at', date_trunc('second', l.at AT TIME ZONE 'UTC'),
          'releasedAt', date_trunc('second', l.released_at AT TIME ZONE 'UTC'), 'releasedBy', l.released_by_name, 'releaseReason', l.release_reason, 'releaseApprovedBy', l.release_approved_by)
        FROM app.lock l LEFT JOIN app.site s ON s.id = l.site_id LEFT JOIN app.patient p ON p.id = l.patient_id LEFT JOIN app.visit v ON v.id = l.visit_id LEFT JOIN place e ON e.id = l.entry_id`,
  sql`SELECT 13, 'site_version', s.code, '', '', 0, jsonb_build_object('site', s.code, 'version', n.version, 'activatedOn', n.activated_on, 'reason', n.reason, 'by', n.by_name, 'role', n.by_role, 'at', date_trunc('second', n.at AT TIME ZONE 'UTC'))
        FROM app.site_version n JOIN app.site s ON s.id = n.site_id`,
  sql`SELECT 14, 'patient_version', p.number, '', '', 0, jsonb_build_object('site', s.code, 'patient', p.number, 'from', n.from_version, 'version', n.version, 'consentedOn', n.consented_on, 'reason', n.reason, 'by', n.by_name, 'role', n.by_role, 'at', date_trunc('second', n.at AT TIME ZONE 'UTC'))
        FROM app.patient_version n JOIN app.patient p ON p.id = n.patient_id JOIN app.site s ON s.id = p.site_id`,
  sql`SELECT 15, 'waiver', p.number, '', '', 0, jsonb_build_object('site', s.code, 'patient', p.number, 'criterion', n.criterion, 'reason', n.reason, 'statement', n.statement, 'by', n.by_name, 'role', n.by_role, 'at', date_trunc('second', n.at AT TIME ZONE 'UTC'))
        FROM app.eligibility_waiver n JOIN app.patient p ON p.id = n.patient_id JOIN app.site s ON s.id = p.site_id`,
  sql`SELECT 16, 'adjudication', p.number, v.code, '', 0, jsonb_build_object('site', s.code, 'patient', p.number, 'visit', v.code, 'verdict', n.verdict, 'reason', n.reason, 'statement', n.statement,
          'inputsHash', n.inputs_hash, 'by', n.by_name, 'role', n.by_role, 'at', date_trunc('second', n.at AT TIME ZONE 'UTC'))
        FROM app.adjudication n JOIN app.visit v ON v.id = n.visit_id JOIN app.patient p ON p.id = n.patient_id JOIN app.site s ON s.id = p.site_id`,
  sql`SELECT 17, 'lab_range', s.code, '', '', 0, jsonb_build_object('site', s.code, 'analyte', n.analyte, 'sex', n.sex, 'ageFrom', n.age_from, 'ageTo', n.age_to, 'lower', n.lower::text, 'upper', n.upper::text,
          'unit', n.unit, 'validFrom', n.valid_from, 'reason', n.reason, 'by', n.by_name, 'role', n.by_role, 'at', date_trunc('second', n.at AT TIME ZONE 'UTC'))
        FROM app.lab_range n JOIN app.site s ON s.id = n.site_id`,
  sql`SELECT 18, 'screen_failure', p.number, '', '', 0, jsonb_build_object('site', s.code, 'patient', p.number, 'step', n.step, 'cause', n.cause, 'criteria', n.criteria, 'reason', n.reason,
          'by', n.by_name, 'role', n.by_role, 'at', date_trunc('second', n.at AT TIME ZONE 'UTC'))
        FROM app.screen_failure n JOIN app.patient p ON p.id = n.patient_id JOIN app.site s ON s.id = p.site_id`,
  sql`SELECT 19, 'redaction', p.number, coalesce(e.visit, ''), coalesce(e.form_id, ''), coalesce(e.row_no, 0), jsonb_build_object('site', s.code, 'patient', p.number, 'visit', e.visit, 'form', e.form_id, 'row', e.row_no,
          'field', regexp_replace(n.field, '^answers[.]', ''), 'what', n.what, 'askedBy', n.by_name, 'by', n.decided_by_name, 'role', n.decided_by_role, 'at', date_trunc('second', n.decided_at AT TIME ZONE 'UTC'), 'reason', n.decision_reason)
        FROM app.redaction n JOIN app.patient p ON p.id = n.patient_id JOIN app.site s ON s.id = p.site_id LEFT JOIN place e ON e.id = n.entry_id WHERE n.state = 'done'`,
  sql`SELECT 20, 'change', e.patient, e.visit, e.form_id, e.row_no, jsonb_build_object('site', e.site, 'patient', e.patient, 'visit', e.visit, 'form', e.form_id, 'row', e.row_no,
          'of', CASE WHEN starts_with(c.name, 'answers.') THEN 'answer' ELSE 'form' END, 'field', regexp_replace(c.name, '^answers[.]', ''), 'from', nullif(c.was, 'null'), 'to', nullif(c.became, 'null'),
          'takenAway', t.event_id IS NULL, 'act', v.action, 'reason', v.reason, 'by', v.full_name, 'role', v.role, 'at', v.occurred_at AT TIME ZONE 'UTC')
        FROM audit.event v JOIN place e ON e.id::text = v.row_id LEFT JOIN audit.payload t ON t.event_id = v.id
          CROSS JOIN LATERAL (SELECT f AS name, t.changes -> f -> 'old' AS was, t.changes -> f -> 'new' AS became FROM unnest(v.fields) f) c
        WHERE v.table_name = 'app.entry' AND v.op IN ('I', 'U') AND (starts_with(c.name, 'answers.') OR c.name IN ('not_done_reason', 'removed_reason'))
          AND (t.event_id IS NULL OR coalesce(nullif(c.was, 'null'), nullif(c.became, 'null')) IS NOT NULL)`,
];

/** The rank of every kind. */
export const RANKS: readonly number[] = KINDS.map((_, at) => at + 1);
/** The rank of the changes, which are most of what is recorded, and the one that can be read for a part of the patients. */
export const CHANGES = KINDS.length;

/**
 * Everything of these ranks that is recorded and that the reader may see, as `record (rank, kind, patient, visit, form, row_no, payload)`: rows are named by patient,
 * visit, form and row number, times are UTC. A statement follows that reads from `record` in an order that only the content decides.
 * A `change` is a value before and after, from the trail, its time exact so that the changes of one value stand in their order; `takenAway` where the
 * trail lawfully keeps no values, and where only one was redacted, its mark stands in its place.
 */
export const recordsOf = (ranks: readonly number[]): Sql => recordsWithin(ranks, null);

/** The changes of a part of the patients alone, likewise. */
export const changesOf = (them: PatientsPart): Sql => recordsWithin([CHANGES], them);

const recordsWithin = (ranks: readonly number[], them: PatientsPart | null): Sql =>
  sql`${sharedBy(them)} record (rank, kind, patient, visit, form, row_no, payload) AS (${join(ranks.map((rank) => KINDS[rank - 1] ?? refuseRank(rank)), " UNION ALL ")})`;

function refuseRank(rank: number): never { throw new Error(`No kind of record has the rank ${rank}.`); }
