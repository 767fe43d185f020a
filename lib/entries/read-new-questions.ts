import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import { newQuestions, type FormMove, type NewQuestions } from "@/lib/study/rehearse/new-questions";
import { formById } from "@/lib/study/study";
import type { StoredAnswers } from "./entry";

/** An entry with questions that an amendment brought. */
export interface AskedAnew extends NewQuestions {
  readonly entryId: string;
  readonly formId: string;
  readonly formVersion: number;
  readonly rowNo: number;
  readonly visitCode: string | null;
}

export interface NewQuestionsView {
  readonly number: string;
  /** Entries with an expected question open, form by form. */
  readonly entries: readonly AskedAnew[];
}

/** The last move of each of these entries to another version of its form, as the trail has it. An entry that never moved is not in it. */
export async function readFormMoves(tx: Tx, entryIds: readonly string[]): Promise<ReadonlyMap<string, FormMove>> {
  if (entryIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ entryId: string; from: number; fields: readonly string[] }[]>`
    SELECT DISTINCT ON (e.row_id) e.row_id AS "entryId", (p.changes #>> '{form_version,old}')::int AS "from", e.fields FROM audit.event e JOIN audit.payload p ON p.event_id = e.id
    WHERE e.table_name = 'app.entry' AND e.row_id = ANY (${entryIds as string[]}) AND e.op = 'U' AND 'form_version' = ANY (e.fields) ORDER BY e.row_id, e.id DESC`;
  return new Map(rows.map(({ entryId, from, fields }) => [entryId, { from, left: fields.filter((name) => name.startsWith("answers.")).map((name) => name.slice("answers.".length)) }]));
}

interface Begun { readonly formId: string; readonly formVersion: number; readonly answers: StoredAnswers }

/** The new questions of a begun entry; none for one that never moved. */
export function newQuestionsOf({ formId, formVersion, answers }: Begun, move: FormMove | undefined): NewQuestions {
  const [old, next] = [move && formById(formId, move.from), formById(formId, formVersion)];
  return move && old && next ? newQuestions(old, next, answers, move.left) : { expected: [], others: [] };
}

/** All unanswered questions that amendments brought to a patient's forms. Null for what does not exist or is not theirs to answer. */
export async function readNewQuestions(tx: Tx, actor: Actor, number: string): Promise<NewQuestionsView | null> {
  const patient = await tx.patient.findUnique({ where: { number }, select: { id: true, siteId: true } });
  if (!patient || !can(actor, "entry.save", patient)) return null;
  const begun = await tx.$queryRaw<(Begun & { readonly entryId: string; readonly rowNo: number; readonly visitCode: string | null })[]>`
    SELECT e.id::text AS "entryId", e.form_id AS "formId", e.form_version AS "formVersion", e.row_no AS "rowNo", v.code AS "visitCode", e.answers FROM app.entry e LEFT JOIN app.visit v ON v.id = e.visit_id
    WHERE e.patient_id = ${patient.id}::uuid AND e.form_version > 1 AND e.progress = 'in_progress' AND e.removed_at IS NULL AND v.not_done_reason IS NULL AND ctx.lock_over(e.site_id, e.patient_id, e.visit_id, e.id) IS NULL
    ORDER BY e.form_id, v.code, e.row_no`;
  const moves = await readFormMoves(tx, begun.map(({ entryId }) => entryId));
  const entries = begun.map(({ answers, ...entry }) => ({ ...entry, ...newQuestionsOf({ ...entry, answers }, moves.get(entry.entryId)) }));
  return { number, entries: entries.filter(({ expected }) => expected.length > 0) };
}
