import "server-only";
import { z } from "zod";
import { can } from "@/lib/access/permissions";
import type { Form } from "@/lib/crf/define-form";
import { checkedBy } from "@/lib/crf/fired-checks";
import { refuse } from "@/lib/kernel/refusal";
import { readRecord } from "@/lib/patients/patient-store";
import { readSiteDay } from "@/lib/people/read-site-day";
import type { Deed } from "@/lib/server/act";
import type { Json, Tx } from "@/lib/server/db";
import { contextFor } from "@/lib/study/checks/check-context";
import type { Entry } from "./entry";
import { formOf } from "./judge";

/** Given at entry beside the check that asked: the matter is closed while the values stand. */
export const Explanations = z.array(z.strictObject({ ruleId: z.string().max(120), text: z.string().trim().min(1, "Say why the value is right.").max(2000) })).max(50);
export type Explanations = z.infer<typeof Explanations>;

/** What stands in the thread is the site's own answer, whether it was given at the field, beside a corrected value, or among the queries. */
async function writeReply(tx: Tx, { id, siteId, patientId }: { readonly id: string; readonly siteId: string; readonly patientId: string }, body: string): Promise<void> {
  await tx.discrepancyMessage.create({ data: { discrepancyId: id, siteId, patientId, step: "answered", body }, select: { id: true } });
  await tx.discrepancy.update({ where: { id }, data: { state: "answered" }, select: { id: true } });
}

/** Answers to queries that a save brings along: the value is corrected and the question answered in one act. */
export const Replies = z.array(z.strictObject({ discrepancyId: z.uuid(), body: z.string().trim().min(1, "Write something first.").max(2000, "Use at most 2,000 characters.") })).max(50).default([]);
export type Replies = z.infer<typeof Replies>;

/** Throws `not_found` for a query that is not on this form, and `query_moved_on` when somebody else took a step meanwhile. */
export async function writeReplies({ tx, actor }: Deed, { id, siteId, patientId }: Pick<Entry, "id" | "siteId" | "patientId">, replies: Replies): Promise<void> {
  if (replies.length > 0 && !can(actor, "discrepancy.answer", { siteId })) throw refuse("not_permitted", { verb: "discrepancy.answer" });
  for (const { discrepancyId, body } of replies) {
    const asked = await tx.discrepancy.findFirst({ where: { id: discrepancyId, entryId: id }, select: { state: true } });
    if (!asked) throw refuse("not_found", { what: "This query" });
    if (asked.state !== "open") throw refuse("query_moved_on", { state: asked.state as "answered" | "closed" });
    await writeReply(tx, { id: discrepancyId, siteId, patientId }, body);
  }
}

/** To be called once the answers are written: what a check rests on may stand in another form. */
export async function writeExplanations({ tx, now }: Deed, { id, siteId, patientId }: Pick<Entry, "id" | "siteId" | "patientId">, explanations: Explanations): Promise<void> {
  if (explanations.length === 0) return;
  const record = await readRecord(tx, patientId);
  const entry = record.entries.find((one) => one.id === id);
  if (entry === undefined) throw refuse("not_found", { what: "This form" });
  const context = contextFor(record, entry, await readSiteDay(tx, siteId, now));
  for (const { ruleId, text } of explanations) {
    const checked = checkedBy(formOf(entry) as unknown as Form, ruleId, entry.answers, context);
    await tx.explanation.create({ data: { siteId, patientId, entryId: id, ruleId, text, checked: checked as Json }, select: { id: true } });
    const asked = await tx.discrepancy.findFirst({ where: { entryId: id, ruleId, origin: "system", state: "open" }, select: { id: true } });
    if (asked) await writeReply(tx, { id: asked.id, siteId, patientId }, text);
  }
}
