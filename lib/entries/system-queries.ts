import "server-only";
import { sameAnswer } from "@/lib/crf/changes";
import { firedChecks } from "@/lib/crf/fired-checks";
import { sayWhyHidden } from "@/lib/crf/why-hidden";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import type { Tx } from "@/lib/server/db";
import { sql } from "@/lib/server/sql";
import type { PatientRecord } from "@/lib/study/patient-record";
import { contextFor } from "@/lib/study/checks/check-context";
import { formOf } from "./judge";

interface Asked { readonly entryId: string; readonly ruleId: string; readonly field: string; readonly question: string; readonly checked: Readonly<Record<string, unknown>> }

/** Every question that the patient's recorded data raise now, over all forms: a change in one form may settle a question at another. `today` is the site's. */
export function questionsOf(record: PatientRecord, today: CalendarDate): readonly Asked[] {
  return record.entries.filter(({ answers }) => Object.keys(answers).length > 0).flatMap((entry) => {
    const form = formOf(entry);
    return firedChecks(form, entry.answers, contextFor(record, entry, today)).map(({ id, field, message, checked }) => ({
      entryId: entry.id, ruleId: id, field, question: message, checked,
    }));
  });
}

/** How the closing note of a query begins that a check closed; and the one after which the data are as they were. */
export const CLOSED_BY_ITSELF = "Closed by the system: ";
export const EXPLAINED_AT_FIELD = `${CLOSED_BY_ITSELF}explained at the field.`;

interface Standing { readonly id: string; readonly entryId: string; readonly ruleId: string | null; readonly field: string }

/** The result of the check, as its closing note. */
function sayClosed(record: PatientRecord, { entryId, field }: Standing, isExplained: boolean): string {
  const entry = record.entries.find(({ id }) => id === entryId);
  if (entry === undefined) return `${CLOSED_BY_ITSELF}its row was removed.`;
  const form = formOf(entry);
  if (isExplained) return EXPLAINED_AT_FIELD;
  const now = form.fields[field]?.show(entry.answers[field]) || "blank";
  return `${CLOSED_BY_ITSELF}${sayWhyHidden(form, field, entry.answers) ?? `the check now passes, with ${form.fields[field]?.label ?? field} ${now}.`}`;
}

type AcceptedQuery = Pick<Asked, "entryId" | "question" | "ruleId">;

/** What was asked and said of a patient's forms so far. */
export interface Asking {
  readonly explanations: readonly { readonly entryId: string; readonly ruleId: string; readonly checked: unknown }[];
  readonly open: readonly Standing[];
  /** Queries that the sponsor has asked a second time. */
  readonly askedAgain: readonly string[];
  /** System queries that the sponsor closed although the check still asks, as their last word: accepted as they are, and not raised again in the same words. */
  readonly accepted: readonly AcceptedQuery[];
  /** Forms under a lock of their own, or of their visit. */
  readonly locked: readonly string[];
}

/** The columns of `Asking`, of a statement over `app.patient p`. */
export const ASKING_COLUMNS = sql`
    coalesce((SELECT json_agg(json_build_object('entryId', x.entry_id, 'ruleId', x.rule_id, 'checked', x.checked)) FROM app.explanation x WHERE x.patient_id = p.id), '[]') AS explanations,
    coalesce((SELECT json_agg(json_build_object('id', d.id, 'entryId', d.entry_id, 'ruleId', d.rule_id, 'field', d.field)) FROM app.discrepancy d WHERE d.patient_id = p.id AND d.origin = 'system' AND d.state <> 'closed'), '[]') AS open,
    coalesce((SELECT json_agg(m.discrepancy_id) FROM app.discrepancy_message m WHERE m.patient_id = p.id AND m.step = 'reopened'), '[]') AS "askedAgain",
    coalesce((SELECT json_agg(json_build_object('entryId', d.entry_id, 'ruleId', d.rule_id, 'question', d.question)) FROM app.discrepancy d
      CROSS JOIN LATERAL (SELECT m.body, m.by_role FROM app.discrepancy_message m WHERE m.discrepancy_id = d.id ORDER BY m.at DESC LIMIT 1) closing
      WHERE d.patient_id = p.id AND d.origin = 'system' AND d.state = 'closed' AND NOT starts_with(closing.body, ${CLOSED_BY_ITSELF}) AND string_to_array(closing.by_role, ',') && '{monitor,data_manager}'), '[]') AS accepted,
    CASE WHEN EXISTS (SELECT FROM app.lock l WHERE l.patient_id = p.id AND l.released_at IS NULL)
      THEN coalesce((SELECT json_agg(e.id) FROM app.entry e WHERE e.patient_id = p.id AND ctx.lock_over(e.site_id, e.patient_id, e.visit_id, e.id) = 'lock'), '[]') ELSE '[]' END AS locked`;

/**
 * A check that asks and was not explained at entry becomes a query; a query whose check no longer asks closes itself, in every state,
 * with the result as its closing note. An explanation closes what only a check asked; where the sponsor asked again, it is an answer, and
 * the sponsor closes. A form under a lock of its own is left alone: what changed elsewhere asks there at the first save
 * after the lock is gone. `today` is the site's.
 */
export async function syncSystemQueries(tx: Tx, siteId: string, record: PatientRecord, today: CalendarDate, { explanations, open, askedAgain, accepted, locked }: Asking): Promise<void> {
  const patientId = record.patientId;
  const standing = open.filter(({ entryId }) => !locked.includes(entryId));
  const fired = questionsOf(record, today).filter(({ entryId }) => !locked.includes(entryId));
  const asked = fired.filter(({ entryId, ruleId, checked }) =>
    !explanations.some((given) => given.entryId === entryId && given.ruleId === ruleId && sameAnswer(given.checked, checked)));
  const raised = asked.filter(({ entryId, ruleId, question }) => !accepted.some((query) => query.entryId === entryId && query.ruleId === ruleId && query.question === question));
  const same = (one: { entryId: string; ruleId: string | null }) => (other: { entryId: string; ruleId: string | null }) => one.entryId === other.entryId && one.ruleId === other.ruleId;

  for (const { entryId, ruleId, field, question } of raised.filter((question) => !standing.some(same(question)))) {
    const { id } = await tx.discrepancy.create({ data: { siteId, patientId, entryId, ruleId, field, question, origin: "system" }, select: { id: true } });
    await tx.discrepancyMessage.create({ data: { discrepancyId: id, siteId, patientId, step: "raised", body: question }, select: { id: true } });
  }
  for (const query of standing.filter((query) => !asked.some(same(query)))) {
    const isExplained = fired.some(same(query));
    if (isExplained && askedAgain.includes(query.id)) continue;
    await tx.discrepancyMessage.create({ data: { discrepancyId: query.id, siteId, patientId, step: "closed", body: sayClosed(record, query, isExplained) }, select: { id: true } });
    await tx.discrepancy.update({ where: { id: query.id }, data: { state: "closed" }, select: { id: true } });
  }
}
