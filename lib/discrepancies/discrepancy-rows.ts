import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import { sql } from "@/lib/server/sql";
import { formById } from "@/lib/study/study";
import type { DiscrepancyOrigin, DiscrepancyStanding, DiscrepancyState, DiscrepancyStep } from "./discrepancy";
import { chosenOf, type DiscrepancyChoice } from "./discrepancy-choice";

export interface ThreadMessage {
  readonly step: DiscrepancyStep;
  readonly body: string;
  readonly byName: string;
  readonly byRole: string | null;
  /** An instant, UTC. */
  readonly at: string;
}

/** One query with its whole thread, as every screen shows it. */
export interface DiscrepancyView {
  readonly id: string;
  readonly entryId: string;
  readonly siteId: string;
  readonly patientNumber: string;
  readonly siteCode: string;
  readonly timeZone: string;
  readonly visitCode: string | null;
  readonly formTitle: string;
  /** Of a log's row; null for a form that does not repeat. */
  readonly rowNo: number | null;
  readonly field: string;
  readonly fieldLabel: string;
  /** What stands in the field now, as the form shows it; "" for a blank. */
  readonly value: string;
  readonly rowRemoved: boolean;
  readonly origin: DiscrepancyOrigin;
  /** The check that asks; null when a person does. */
  readonly ruleId: string | null;
  readonly state: DiscrepancyState;
  readonly standing: DiscrepancyStanding;
  readonly question: string;
  readonly ageDays: number;
  /** Whose it is, by whom and since when; null: nobody's. */
  readonly assignedTo: string | null;
  readonly assignedName: string | null;
  readonly assignedBy: string | null;
  readonly assignedAt: Date | null;
  /** Oldest first; the first is the question. */
  readonly thread: readonly ThreadMessage[];
  readonly mayAnswer: boolean;
  readonly mayClose: boolean;
  readonly mayReopen: boolean;
  readonly mayAssign: boolean;
}

interface Row extends Omit<DiscrepancyView, "formTitle" | "fieldLabel" | "value" | "rowNo" | "standing" | "mayAnswer" | "mayClose" | "mayReopen" | "mayAssign"> {
  readonly formId: string; readonly formVersion: number; readonly formRowNo: number; readonly answer: unknown; readonly reopened: boolean; readonly locked: boolean;
}

/** The queries chosen in their order, each with its thread: one statement, in which each is looked up by its id (LIMIT keeps the planner from opening the study beside). Row security leaves out what the reader may not see. */
export async function readDiscrepancyRows(tx: Tx, actor: Actor, choice: DiscrepancyChoice): Promise<readonly DiscrepancyView[]> {
  const rows = await tx.$queryRaw<Row[]>(sql`
    WITH chosen AS MATERIALIZED (SELECT c.id, row_number() OVER () AS place FROM (${chosenOf(choice)}) c)
    SELECT d.id, d.entry_id AS "entryId", d.site_id AS "siteId", p.number AS "patientNumber", s.code AS "siteCode", s.time_zone AS "timeZone", v.code AS "visitCode",
      e.form_id AS "formId", e.form_version AS "formVersion", e.row_no AS "formRowNo", d.field, e.answers -> d.field AS answer, e.removed_at IS NOT NULL AS "rowRemoved",
      d.origin, d.rule_id AS "ruleId", d.state, d.question, floor(extract(epoch FROM now() - d.at) / 86400)::int AS "ageDays",
      d.assigned_to AS "assignedTo", d.assigned_name AS "assignedName", d.assigned_by AS "assignedBy", d.assigned_at AS "assignedAt",
      coalesce(ctx.lock_over(d.site_id, d.patient_id, e.visit_id, e.id) = 'lock', false) AS locked, d.state = 'open' AND m.steps ? 'reopened' AS reopened, coalesce(m.thread, '[]') AS thread
    FROM chosen c CROSS JOIN LATERAL (SELECT * FROM app.discrepancy WHERE id = c.id LIMIT 1) d CROSS JOIN LATERAL (SELECT * FROM app.entry WHERE id = d.entry_id LIMIT 1) e
      CROSS JOIN LATERAL (SELECT number FROM app.patient WHERE id = d.patient_id LIMIT 1) p CROSS JOIN LATERAL (SELECT code, time_zone FROM app.site WHERE id = d.site_id LIMIT 1) s
      LEFT JOIN LATERAL (SELECT code FROM app.visit WHERE id = e.visit_id LIMIT 1) v ON true
      CROSS JOIN LATERAL (SELECT coalesce(jsonb_agg(m.step), '[]') AS steps, json_agg(json_build_object('step', m.step, 'body', m.body, 'byName', m.by_name, 'byRole', m.by_role, 'at', m.at) ORDER BY m.at) AS thread
        FROM app.discrepancy_message m WHERE m.discrepancy_id = d.id) m
    ORDER BY c.place`);
  return rows.map((row) => viewOf(actor, row));
}

function viewOf(actor: Actor, { formId, formVersion, formRowNo, answer, reopened, locked, ...row }: Row): DiscrepancyView {
  const form = formById(formId, formVersion);
  const field = form?.fields[row.field];
  const { siteId } = row;
  const may = { answer: can(actor, "discrepancy.answer", { siteId }), close: can(actor, "discrepancy.close", { siteId }), reopen: can(actor, "discrepancy.reopen", { siteId }) };
  return {
    ...row, formTitle: form?.title ?? formId, fieldLabel: field?.label ?? labelBefore(formId, formVersion, row.field), value: field?.show(answer) ?? "", rowNo: form?.repeats ? formRowNo : null,
    standing: reopened ? "reopened" : row.state,
    mayAnswer: !locked && row.state === "open" && may.answer,
    mayClose: !locked && row.state !== "closed" && may.close,
    mayReopen: !locked && row.state !== "open" && may.reopen,
    mayAssign: !locked && row.state !== "closed" && can(actor, "discrepancy.assign", { siteId }),
  };
}

/** A field that the form has no more is named as an earlier version named it. */
function labelBefore(formId: string, version: number, field: string): string {
  for (let earlier = version - 1; earlier > 0; earlier--) {
    const label = formById(formId, earlier)?.fields[field]?.label;
    if (label !== undefined) return label;
  }
  return field;
}
