import "server-only";
import { z } from "zod";
import type { Form } from "@/lib/crf/define-form";
import { checkedBy } from "@/lib/crf/fired-checks";
import { refuse } from "@/lib/kernel/refusal";
import { readRecord } from "@/lib/patients/patient-store";
import type { Deed } from "@/lib/server/act";
import type { Json } from "@/lib/server/db";
import { contextFor } from "@/lib/study/checks/check-context";
import type { Entry } from "./entry";
import { formOf } from "./judge";

/** Given at entry beside the check that asked: the matter is closed while the values stand. */
export const Explanations = z.array(z.strictObject({ ruleId: z.string().max(120), text: z.string().trim().min(1, "Say why the value is right.").max(2000) })).max(50);
export type Explanations = z.infer<typeof Explanations>;

/** To be called once the answers are written: what a check rests on may stand in another form. */
export async function writeExplanations({ tx, now }: Deed, { id, siteId, patientId }: Pick<Entry, "id" | "siteId" | "patientId">, explanations: Explanations): Promise<void> {
  if (explanations.length === 0) return;
  const record = await readRecord(tx, patientId);
  const entry = record.entries.find((one) => one.id === id);
  if (entry === undefined) throw refuse("not_found", { what: "This form" });
  const context = contextFor(record, entry, now.toISOString().slice(0, 10));
  for (const { ruleId, text } of explanations) {
    const checked = checkedBy(formOf(entry) as unknown as Form, ruleId, entry.answers, context);
    await tx.explanation.create({ data: { siteId, patientId, entryId: id, ruleId, text, checked: checked as Json }, select: { id: true } });
  }
}
