import "server-only";
import { z } from "zod";
import { labelsOf } from "@/lib/entries/judge";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Tx } from "@/lib/server/db";
import { formById } from "@/lib/study/study";

const MOST_FORMS = 400;
const MOST_FIELDS = 200;

/** Values of several forms of one patient, each form as it was on the screen: one that was saved again since is left out. */
export const VerifyForms = actInput({
  patientId: z.uuid(),
  forms: z.array(z.strictObject({ entryId: z.uuid(), seenVersion: z.int().min(0), fields: z.array(z.string().regex(/^\w{1,60}$/)).min(1).max(MOST_FIELDS) })).min(1, "Choose what to verify.").max(MOST_FORMS),
});
export type VerifyForms = z.infer<typeof VerifyForms>;

/** Why a value is not verified among others: somebody has to look at it by itself, or there is nothing to look at. */
export type LeftWhy = "asked" | "changed" | "moved" | "blank" | "removed" | "locked";
export interface LeftOut { readonly entryId: string; readonly field: string; readonly label: string; readonly why: LeftWhy }

/** What became of them. Whatever stood already is in neither number. */
export interface VerifiedForms { readonly verified: number; readonly forms: number; readonly left: readonly LeftOut[] }

interface Subject { readonly siteId: string; readonly patientId: string }
interface Looked { entryId: string; field: string; formId: string; formVersion: number; why: LeftWhy | "stands" | null }

/** Source verification of many values at once. Those under a query, changed since they were verified, or saved again since they were seen are left out and named. */
export const verifyForms = defineAct({ verb: "entry.verify", input: VerifyForms, load: loadPatient, run });

async function loadPatient(tx: Tx, { patientId }: VerifyForms): Promise<Subject> {
  const patient = await tx.patient.findUnique({ where: { id: patientId }, select: { siteId: true } });
  if (!patient) throw refuse("not_found", { what: "This patient" });
  return { siteId: patient.siteId, patientId };
}

async function run({ tx }: Deed, { siteId, patientId }: Subject, { forms }: VerifyForms): Promise<VerifiedForms> {
  const looked = await lookAt(tx, patientId, forms);
  if (looked.length < new Set(forms.flatMap(({ entryId, fields }) => fields.map((field) => `${entryId} ${field}`))).size) throw refuse("not_found", { what: "One of these forms" });
  const good = looked.filter(({ why }) => why === null);
  const { count } = await tx.verification.createMany({ data: good.map(({ entryId, field }) => ({ siteId, patientId, entryId, field })), skipDuplicates: true });
  await assertStillSeen(tx, forms.filter(({ entryId }) => good.some((each) => each.entryId === entryId))); // the patient is held now
  const left = looked.flatMap(({ entryId, field, formId, formVersion, why }) => (why === null || why === "stands" ? [] : [{ entryId, field, label: formById(formId, formVersion)?.fields[field]?.label ?? field, why }]));
  return { verified: count, forms: new Set(good.map(({ entryId }) => entryId)).size, left };
}

const lookAt = (tx: Tx, patientId: string, forms: VerifyForms["forms"]): Promise<Looked[]> => tx.$queryRaw<Looked[]>`
  WITH chosen AS (SELECT DISTINCT (i ->> 'entryId')::uuid AS entry_id, (i ->> 'seenVersion')::int AS seen, f.field FROM jsonb_array_elements(${JSON.stringify(forms)}::jsonb) i, jsonb_array_elements_text(i -> 'fields') f (field))
  SELECT e.id::text AS "entryId", c.field, e.form_id AS "formId", e.form_version AS "formVersion",
    CASE WHEN e.removed_at IS NOT NULL THEN 'removed' WHEN ctx.lock_over(e.site_id, e.patient_id, e.visit_id, e.id) = 'lock' THEN 'locked' WHEN e.version <> c.seen THEN 'moved'
      WHEN coalesce(e.answers -> c.field, 'null') = 'null' THEN 'blank'
      WHEN EXISTS (SELECT FROM app.verification v WHERE v.entry_id = e.id AND v.field = c.field AND v.fallen_at IS NULL) THEN 'stands'
      WHEN EXISTS (SELECT FROM app.discrepancy d WHERE d.entry_id = e.id AND d.field = c.field AND d.state <> 'closed') THEN 'asked'
      WHEN EXISTS (SELECT FROM app.verification v WHERE v.entry_id = e.id AND v.field = c.field AND v.withdrawn_at IS NULL) THEN 'changed' END AS why
  FROM chosen c JOIN app.entry e ON e.id = c.entry_id AND e.patient_id = ${patientId}::uuid ORDER BY e.form_id, e.row_no, e.id, c.field`;

async function assertStillSeen(tx: Tx, forms: VerifyForms["forms"]): Promise<void> {
  const now = await tx.entry.findMany({ where: { id: { in: forms.map(({ entryId }) => entryId) } }, select: { id: true, version: true, formId: true, formVersion: true } });
  const moved = forms.flatMap(({ entryId, seenVersion, fields }) => {
    const entry = now.find(({ id }) => id === entryId);
    const form = entry && formById(entry.formId, entry.formVersion);
    return entry && entry.version !== seenVersion ? (form ? labelsOf(form, fields) : fields) : [];
  });
  if (moved.length > 0) throw refuse("value_moved_on", { fields: moved.slice(0, 10) });
}
