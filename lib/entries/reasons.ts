import "server-only";
import { z } from "zod";
import type { Change } from "@/lib/crf/changes";
import type { Form } from "@/lib/crf/define-form";
import { groupBy } from "@/lib/kernel/group-by";
import { refuse } from "@/lib/kernel/refusal";
import { withReason } from "@/lib/server/reason";
import type { Tx } from "@/lib/server/db";
import type { Entry, StoredAnswers } from "./entry";
import { writeAnswers } from "./entry-store";
import { labelsOf, progressOf } from "./judge";

/** By field: a reason of its own, where the one that was given for the whole save does not fit. */
export const Reasons = z.record(z.string().max(60), z.string().trim().min(1, "Say why.").max(500, "Use at most 500 characters.")).default({});
export type Reasons = z.infer<typeof Reasons>;

interface Why { readonly reason: string | null; readonly reasons: Reasons }

/** Throws `reason_required` with the labels of corrected fields that have neither a reason of their own nor a common one. */
export function assertReasons(form: Form, changes: readonly Change[], { reason, reasons }: Why): void {
  const unexplained = changes.filter(({ field, from }) => from !== null && !reasons[field] && !reason).map(({ field }) => field);
  if (unexplained.length > 0) throw refuse("reason_required", { fields: labelsOf(form, unexplained) });
}

/**
 * Writes the changes, one write for each reason: an event of the trail says one why, so each field keeps its own, under the same seal as ever.
 * Returns the version after the last.
 */
export async function writeByReason(tx: Tx, entry: Entry, form: Form, changes: readonly Change[], { reason, reasons }: Why): Promise<number> {
  let answers: StoredAnswers = entry.answers;
  let { version } = entry;
  for (const [why, alike] of groupBy(changes, ({ field }) => reasons[field] ?? reason)) {
    answers = { ...answers, ...Object.fromEntries(alike.map(({ field, to }) => [field, to])) };
    const written = answers;
    version = await withReason(tx, { reason: why, otherwise: reason }, () => writeAnswers(tx, entry, written, progressOf(form, written)));
  }
  return version;
}
