import "server-only";
import { can } from "@/lib/access/permissions";
import type { AnyField } from "@/lib/crf/any-field";
import type { Criticality } from "@/lib/crf/field";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import { formById, forms as allForms } from "@/lib/study/study";
import { plannedFor } from "@/lib/study/verification-plan";
import { visitByCode } from "@/lib/study/visits";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { readUndoable, type Undoable } from "./read-undoable";

/** Where one value stands. `changed` goes before `asked`: it was verified, and is another value now. */
export type ValueStanding = "verified" | "changed" | "asked" | "open";

export interface SheetValue {
  readonly field: string;
  readonly label: string;
  /** As the site entered it. */
  readonly value: string;
  readonly criticality: Criticality;
  readonly planned: boolean;
  readonly standing: ValueStanding;
  readonly verifiedBy: string | null;
}

export interface SheetForm {
  readonly entryId: string;
  /** Of the form as it is on this sheet. */
  readonly version: number;
  readonly title: string;
  readonly visit: string;
  readonly held: "freeze" | "lock" | null;
  readonly values: readonly SheetValue[];
}

/** Everything of one patient that can be compared with the source, in the order of the schedule. */
export interface SourceSheet {
  readonly patientId: string;
  readonly number: string;
  readonly site: string;
  readonly timeZone: string;
  readonly planned: readonly Criticality[];
  readonly forms: readonly SheetForm[];
  readonly undoable: readonly Undoable[];
  readonly mayVerify: boolean;
}

interface EntryRow { id: string; formId: string; formVersion: number; rowNo: number; version: number; visit: string | null; answers: Readonly<Record<string, unknown>>; held: SheetForm["held"]; marks: Readonly<Record<string, string>> | null; fell: readonly string[]; asked: readonly string[] }

/** The patient's values beside where their verification stands; null for a patient that does not exist or is not the reader's. */
export async function readSourceSheet(tx: Tx, actor: Actor, number: string): Promise<SourceSheet | null> {
  const patient = await tx.patient.findUnique({ where: { number }, select: { id: true, siteId: true, protocolVersion: true, site: { select: { code: true, timeZone: true } } } });
  if (!patient || !can(actor, "verification.read", patient)) return null;
  const rows = await readEntries(tx, patient.id);
  const planned = plannedFor(number);
  const visits = protocolVersions[patient.protocolVersion as keyof typeof protocolVersions].visits.map(({ code }) => code);
  const place = ({ visit, formId, rowNo }: EntryRow) => [visit === null ? 999 : (visits as readonly string[]).indexOf(visit) + 1 || 998, allForms.findIndex(({ id }) => id === formId), rowNo] as const;
  const inOrder = rows.toSorted((one, other) => { const [a, b] = [place(one), place(other)]; return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]; });
  return {
    patientId: patient.id, number, site: patient.site.code, timeZone: patient.site.timeZone, planned,
    forms: inOrder.map((row) => formOf(row, planned)).filter(({ values }) => values.length > 0), undoable: await readUndoable(tx, actor, patient.id), mayVerify: can(actor, "entry.verify", patient),
  };
}

const readEntries = (tx: Tx, patientId: string): Promise<EntryRow[]> => tx.$queryRaw<EntryRow[]>`
  SELECT e.id::text, e.form_id AS "formId", e.form_version AS "formVersion", e.row_no AS "rowNo", e.version, v.code AS visit, e.answers, ctx.lock_over(e.site_id, e.patient_id, e.visit_id, e.id) AS held,
    (SELECT jsonb_object_agg(k.field, k.by_name) FROM app.verification k WHERE k.entry_id = e.id AND k.fallen_at IS NULL) AS marks,
    ARRAY(SELECT DISTINCT k.field FROM app.verification k WHERE k.entry_id = e.id AND k.fallen_at IS NOT NULL AND k.withdrawn_at IS NULL) AS fell,
    ARRAY(SELECT DISTINCT d.field FROM app.discrepancy d WHERE d.entry_id = e.id AND d.state <> 'closed') AS asked
  FROM app.entry e LEFT JOIN app.visit v ON v.id = e.visit_id WHERE e.patient_id = ${patientId}::uuid AND e.removed_at IS NULL AND e.answers <> '{}'`;

function formOf({ id, formId, formVersion, rowNo, version, visit, answers, held, marks, fell, asked }: EntryRow, planned: readonly Criticality[]): SheetForm {
  const form = formById(formId, formVersion);
  const fields = form === undefined || form.source === "system" ? [] : (Object.entries(form.fields) as [string, AnyField][]).filter(([field]) => (answers[field] ?? null) !== null);
  return {
    entryId: id, version, held, title: [form?.title ?? formId, form?.repeats ? `row ${rowNo}` : null].filter(Boolean).join(", "), visit: visit === null ? "Logs" : (visitByCode(visit)?.title ?? visit),
    values: fields.map(([field, definition]) => ({
      field, label: definition.label, value: definition.show(answers[field]), criticality: definition.criticality, planned: planned.includes(definition.criticality),
      standing: marks?.[field] !== undefined ? "verified" : fell.includes(field) ? "changed" : asked.includes(field) ? "asked" : "open", verifiedBy: marks?.[field] ?? null,
    })),
  };
}
