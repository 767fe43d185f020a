import "server-only";
import { z } from "zod";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Entry } from "./entry";
import { lockEntry } from "./entry-store";
import { assertTyped, formOf } from "./judge";
import { settle } from "./settle";

export const RemoveRow = actInput({ entryId: z.uuid() });
export type RemoveRow = z.infer<typeof RemoveRow>;

/** Takes a log's row out of every calculation. It stays visible, struck through, with the reason. */
export const removeRow = defineAct({ verb: "entry.remove", input: RemoveRow, load: (tx, { entryId }) => lockEntry(tx, entryId), run });

async function run(deed: Deed, entry: Entry, { reason }: RemoveRow): Promise<null> {
  if (entry.removedAt) throw refuse("row_removed");
  assertTyped(formOf(entry));
  if (!formOf(entry).repeats && entry.visitId) throw refuse("not_found", { what: "This row" });
  if (!reason) throw refuse("reason_required", { fields: ["the row"] });
  await deed.tx.entry.update({ where: { id: entry.id }, data: { removedAt: deed.now, removedReason: reason, version: { increment: 1 } }, select: { id: true } });
  await settle(deed, entry);
  return null;
}
