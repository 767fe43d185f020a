import "server-only";
import { z } from "zod";
import type { Entry } from "@/lib/entries/entry";
import { formOf } from "@/lib/entries/judge";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { MessageBody } from "./discrepancy";
import { writeQuestion } from "./discrepancy-store";
import { loadEntry } from "./load-entry";

export const RaiseDiscrepancy = actInput({ entryId: z.uuid(), field: z.string().max(60), question: MessageBody });
export type RaiseDiscrepancy = z.infer<typeof RaiseDiscrepancy>;

/** The sponsor asks the site about one field. A blank field and a removed row may be asked about too: what is missing is a question. */
export const raiseDiscrepancy = defineAct({ verb: "discrepancy.raise", input: RaiseDiscrepancy, load: (tx, { entryId }) => loadEntry(tx, entryId), run });

async function run({ tx }: Deed, entry: Entry, { field, question }: RaiseDiscrepancy): Promise<{ readonly id: string }> {
  if (!Object.hasOwn(formOf(entry).fields, field)) throw refuse("not_found", { what: "This field" });
  return { id: await writeQuestion(tx, { siteId: entry.siteId, patientId: entry.patientId, entryId: entry.id, field }, question) };
}
