import "server-only";
import { z } from "zod";
import type { Json, Tx } from "@/lib/server/db";
import type { Entry } from "./entry";
import { checkedValues } from "./system-queries";

/** Given at entry beside the check that asked: the matter is closed while the values stand. */
export const Explanations = z.array(z.strictObject({ ruleId: z.string().max(120), text: z.string().trim().min(1, "Say why the value is right.").max(2000) })).max(50);
export type Explanations = z.infer<typeof Explanations>;

export async function writeExplanations(tx: Tx, entry: Pick<Entry, "id" | "siteId" | "patientId" | "formId" | "formVersion" | "answers">, explanations: Explanations): Promise<void> {
  for (const { ruleId, text } of explanations) {
    await tx.explanation.create({
      data: { siteId: entry.siteId, patientId: entry.patientId, entryId: entry.id, ruleId, text, checked: checkedValues(entry, ruleId) as Json },
      select: { id: true },
    });
  }
}
