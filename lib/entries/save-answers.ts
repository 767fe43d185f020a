import "server-only";
import { z } from "zod";
import { changesBetween, sameAnswer } from "@/lib/crf/changes";
import { isRedacted } from "@/lib/crf/missing";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { assertEditable, type Entry, type StoredAnswers } from "./entry";
import { lockEntry, withoutBlanks } from "./entry-store";
import { Explanations, Replies, writeExplanations, writeReplies } from "./explanations";
import { assertStorable, assertTyped, formOf, labelsOf } from "./judge";
import { assertReasons, Reasons, writeByReason } from "./reasons";
import { readLastWriters } from "./read-history";
import { settle } from "./settle";

/** Only what was changed travels, each with the value that the person had seen: two people on one form merge field by field. */
export const SaveAnswers = actInput({
  entryId: z.uuid(),
  changes: z.record(z.string().max(60), z.strictObject({ from: z.unknown(), to: z.unknown().refine((to) => !isRedacted(to), "Only a redaction says “redacted”.") })),
  explanations: Explanations,
  reasons: Reasons,
  replies: Replies,
}).refine(({ changes, reasons }) => Object.keys(reasons).every((field) => Object.hasOwn(changes, field)), { path: ["reasons"], message: "A reason is given for a field that this save does not change." });
export type SaveAnswers = z.infer<typeof SaveAnswers>;

/** What is in the database after the save: the screen shows this, not what it sent. */
export interface SavedAnswers {
  readonly version: number;
  readonly answers: StoredAnswers;
}

export const saveAnswers = defineAct({ verb: "entry.save", input: SaveAnswers, load: (tx, { entryId }) => lockEntry(tx, entryId), run });

async function run(deed: Deed, entry: Entry, input: SaveAnswers): Promise<SavedAnswers> {
  assertEditable(entry);
  const form = formOf(entry);
  assertTyped(form);
  const disputed = disputedFields(entry.answers, input.changes);
  const by = disputed.length > 0 ? await readLastWriters(deed.tx, entry.id, disputed) : {};
  const merged = merge(entry.answers, input.changes, (fields) => labelsOf(form, fields), by);
  assertStorable(form, merged);

  const changes = changesBetween(entry.answers, merged);
  if (changes.length + input.explanations.length + input.replies.length === 0) return { version: entry.version, answers: entry.answers };
  assertReasons(form, changes, input);

  const version = await writeByReason(deed.tx, entry, form, changes, input);
  await writeExplanations(deed, entry, input.explanations);
  await writeReplies(deed, entry, input.replies);
  await settle(deed, entry);
  return { version, answers: withoutBlanks(merged) };
}

type Writers = Awaited<ReturnType<typeof readLastWriters>>;

/** Throws `stale_edit` with the stored values of the fields that somebody else changed to something else meanwhile, and by whom where that is known. */
export function merge(stored: StoredAnswers, changes: SaveAnswers["changes"], label: (fields: readonly string[]) => readonly string[], by: Writers = {}): StoredAnswers {
  const disputed = disputedFields(stored, changes);
  if (disputed.length > 0) throw refuse("stale_edit", { fields: label(disputed), stored: Object.fromEntries(disputed.map((field) => [field, storedIn(stored, field)])), by });
  return { ...stored, ...Object.fromEntries(Object.entries(changes).map(([field, { to }]) => [field, to ?? null])) };
}

const disputedFields = (stored: StoredAnswers, changes: SaveAnswers["changes"]): readonly string[] =>
  Object.keys(changes).filter((field) => !sameAnswer(storedIn(stored, field), changes[field]?.from) && !sameAnswer(storedIn(stored, field), changes[field]?.to));

const storedIn = (stored: StoredAnswers, field: string) => (Object.hasOwn(stored, field) ? stored[field] ?? null : null); // a field called "constructor" is the schema's to refuse
