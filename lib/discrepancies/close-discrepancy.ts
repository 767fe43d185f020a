import "server-only";
import { z } from "zod";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { MessageBody, type Discrepancy } from "./discrepancy";
import { loadDiscrepancy, writeStep } from "./discrepancy-store";

export const CloseDiscrepancy = actInput({ discrepancyId: z.uuid(), note: MessageBody });
export type CloseDiscrepancy = z.infer<typeof CloseDiscrepancy>;

/** The sponsor is satisfied, or asked in error; the note says which. */
export const closeDiscrepancy = defineAct({ verb: "discrepancy.close", input: CloseDiscrepancy, load: (tx, { discrepancyId }) => loadDiscrepancy(tx, discrepancyId), run });

async function run({ tx }: Deed, discrepancy: Discrepancy, { note }: CloseDiscrepancy): Promise<null> {
  await writeStep(tx, discrepancy, { from: ["open", "answered"], to: "closed", step: "closed", body: note });
  return null;
}
