import "server-only";
import { z } from "zod";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Tx } from "@/lib/server/db";

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A copy is on record twice: before its first byte leaves, and when its last one has. */
export const RecordCopy = actInput({
  siteId: z.uuid(), copyId: z.uuid(), /** The data cut that it is of; null: of the records as they stand. */ cutId: z.uuid().nullable(), step: z.enum(["begun", "completed"]), casebooks: z.int().nonnegative(), files: z.int().nonnegative(),
  /** Over everything that is copied, known beforehand; and over the list of files, known at the end. */
  contentSha256: Sha256, manifestSha256: Sha256.nullable(),
});
export type RecordCopy = z.infer<typeof RecordCopy>;

/** Writes into the trail that the site's records were copied. Also under a lock: it changes no record. */
export const recordCopy = defineAct({ verb: "copy.take", input: RecordCopy, load: loadSite, run });

async function loadSite(tx: Tx, { siteId }: RecordCopy): Promise<{ readonly siteId: string }> {
  if (!(await tx.site.findUnique({ where: { id: siteId }, select: { id: true } }))) throw refuse("not_found", { what: "This site" });
  return { siteId };
}

async function run({ tx }: Deed, { siteId }: { readonly siteId: string }, { copyId, cutId, step, casebooks, files, contentSha256, manifestSha256 }: RecordCopy): Promise<{ readonly id: string }> {
  return tx.siteCopy.create({ data: { siteId, copyId, cutId, step, casebooks, files, contentSha256, manifestSha256 }, select: { id: true } });
}
