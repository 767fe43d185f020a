import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import { formById } from "@/lib/study/study";
import type { DiscrepancyOrigin, DiscrepancyState, DiscrepancyStep } from "./discrepancy";

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
  readonly question: string;
  readonly ageDays: number;
  /** Oldest first; the first is the question. */
  readonly thread: readonly ThreadMessage[];
  readonly mayAnswer: boolean;
  readonly mayClose: boolean;
  readonly mayReopen: boolean;
}

/** Null or absent means: not narrowed by this. */
export interface DiscrepancyChoice {
  readonly id?: string;
  readonly entryId?: string;
  readonly states?: readonly DiscrepancyState[] | undefined;
  readonly siteCode?: string | undefined;
  /** Any part of a patient number. */
  readonly number?: string | undefined;
  readonly origin?: DiscrepancyOrigin | undefined;
  /** The id of the last query already shown. */
  readonly after?: string | undefined;
  readonly most: number;
}

interface Row extends Omit<DiscrepancyView, "formTitle" | "fieldLabel" | "value" | "rowNo" | "mayAnswer" | "mayClose" | "mayReopen"> {
  readonly siteId: string; readonly formId: string; readonly formVersion: number; readonly formRowNo: number; readonly answer: unknown; readonly locked: boolean;
}

/** The queries chosen, oldest first, each with its thread: one statement. Row security leaves out what the reader may not see. */
export async function readDiscrepancyRows(tx: Tx, actor: Actor, choice: DiscrepancyChoice): Promise<readonly DiscrepancyView[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT d.id, d.entry_id AS "entryId", d.site_id AS "siteId", p.number AS "patientNumber", s.code AS "siteCode", s.time_zone AS "timeZone", v.code AS "visitCode",
      e.form_id AS "formId", e.form_version AS "formVersion", e.row_no AS "formRowNo", d.field, e.answers -> d.field AS answer, e.removed_at IS NOT NULL AS "rowRemoved",
      d.origin, d.rule_id AS "ruleId", d.state, d.question, floor(extract(epoch FROM now() - d.at) / 86400)::int AS "ageDays",
      coalesce(ctx.lock_over(d.site_id, d.patient_id, e.visit_id, e.id) = 'lock', false) AS locked,
      coalesce((SELECT jsonb_agg(jsonb_build_object('step', m.step, 'body', m.body, 'byName', m.by_name, 'byRole', m.by_role, 'at', m.at) ORDER BY m.at)
         FROM app.discrepancy_message m WHERE m.discrepancy_id = d.id), '[]') AS thread
    FROM app.discrepancy d JOIN app.entry e ON e.id = d.entry_id JOIN app.patient p ON p.id = d.patient_id JOIN app.site s ON s.id = d.site_id LEFT JOIN app.visit v ON v.id = e.visit_id
    WHERE (${choice.id ?? null}::uuid IS NULL OR d.id = ${choice.id ?? null}::uuid)
      AND (${choice.entryId ?? null}::uuid IS NULL OR d.entry_id = ${choice.entryId ?? null}::uuid)
      AND (${choice.states ?? null}::text[] IS NULL OR d.state = ANY (${choice.states ?? null}::text[]))
      AND (${choice.siteCode ?? null}::text IS NULL OR s.code = ${choice.siteCode ?? null}::text)
      AND (${choice.number ?? null}::text IS NULL OR position(${choice.number ?? null}::text IN p.number) > 0)
      AND (${choice.origin ?? null}::text IS NULL OR d.origin = ${choice.origin ?? null}::text)
      AND (${choice.after ?? null}::uuid IS NULL OR (d.at, d.id) > (SELECT b.at, b.id FROM app.discrepancy b WHERE b.id = ${choice.after ?? null}::uuid))
    ORDER BY d.at, d.id LIMIT ${choice.most}`;
  return rows.map((row) => viewOf(actor, row));
}

function viewOf(actor: Actor, { siteId, formId, formVersion, formRowNo, answer, locked, ...row }: Row): DiscrepancyView {
  const form = formById(formId, formVersion);
  const field = form?.fields[row.field];
  const may = { answer: can(actor, "discrepancy.answer", { siteId }), close: can(actor, "discrepancy.close", { siteId }), reopen: can(actor, "discrepancy.reopen", { siteId }) };
  return {
    ...row, formTitle: form?.title ?? formId, fieldLabel: field?.label ?? labelBefore(formId, formVersion, row.field), value: field?.show(answer) ?? "", rowNo: form?.repeats ? formRowNo : null,
    mayAnswer: !locked && row.state === "open" && may.answer,
    mayClose: !locked && row.state !== "closed" && may.close,
    mayReopen: !locked && row.state !== "open" && may.reopen,
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
