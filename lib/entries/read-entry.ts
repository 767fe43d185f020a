import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import { readRecordAround } from "@/lib/patients/patient-store";
import type { Tx } from "@/lib/server/db";
import type { PatientRecord } from "@/lib/study/patient-record";
import { formById } from "@/lib/study/study";
import type { Progress, StoredAnswers } from "./entry";

/** One form as it stands. */
export interface FormView {
  readonly id: string;
  readonly patientId: string;
  readonly siteId: string;
  readonly patientNumber: string;
  readonly timeZone: string;
  readonly visitId: string | null;
  readonly visitCode: string | null;
  readonly formId: string;
  readonly formVersion: number;
  readonly rowNo: number;
  readonly version: number;
  readonly progress: Progress;
  /** Its visit is complete without it. */
  readonly optional: boolean;
  readonly notDoneReason: string | null;
  readonly removedReason: string | null;
  readonly answers: StoredAnswers;
  readonly updatedAt: string;
  readonly explanations: readonly { readonly ruleId: string; readonly checked: StoredAnswers; readonly text: string; readonly byName: string }[];
  readonly held: "freeze" | "lock" | null;
  readonly mayEdit: boolean;
  readonly mayRemove: boolean;
}

/** One form as a screen shows it. `record` is all that live checks and derivations may read. */
export interface EntryView extends FormView { readonly record: PatientRecord }

type Row = Omit<FormView, "updatedAt" | "mayEdit" | "mayRemove"> & { readonly updatedAt: Date };

export async function readEntry(tx: Tx, actor: Actor, id: string): Promise<EntryView | null> {
  const [form, record] = await Promise.all([readForm(tx, actor, id), readRecordAround(tx, id)]);
  return form && record && { ...form, record };
}

/** The same without the record, for whoever reads that beside it. */
export async function readForm(tx: Tx, actor: Actor, id: string): Promise<FormView | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT e.id, e.patient_id AS "patientId", e.site_id AS "siteId", p.number AS "patientNumber", s.time_zone AS "timeZone", e.visit_id AS "visitId", v.code AS "visitCode", e.form_id AS "formId",
      e.form_version AS "formVersion", e.row_no AS "rowNo", e.version, e.progress, e.optional, e.not_done_reason AS "notDoneReason", e.removed_reason AS "removedReason", e.answers, e.updated_at AS "updatedAt",
      ctx.lock_over(e.site_id, e.patient_id, e.visit_id, e.id) AS held,
      (SELECT coalesce(json_agg(json_build_object('ruleId', x.rule_id, 'checked', x.checked, 'text', x.text, 'byName', x.by_name) ORDER BY x.at), '[]') FROM app.explanation x WHERE x.entry_id = e.id) AS explanations
      FROM app.entry e JOIN app.patient p ON p.id = e.patient_id JOIN app.site s ON s.id = p.site_id LEFT JOIN app.visit v ON v.id = e.visit_id WHERE e.id = ${id}::uuid`;
  if (!row || !can(actor, "entry.read", row)) return null;
  const isTyped = formById(row.formId, row.formVersion)?.source !== "system";
  const mayEdit = isTyped && row.removedReason === null && row.held === null && can(actor, "entry.save", row);
  return { ...row, updatedAt: row.updatedAt.toISOString(), mayEdit, mayRemove: mayEdit && can(actor, "entry.remove", row) };
}

/** Whether this person may read this form. */
export async function mayReadEntry(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  const entry = await tx.entry.findUnique({ where: { id }, select: { siteId: true } });
  return entry !== null && can(actor, "entry.read", entry);
}
