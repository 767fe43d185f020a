import "server-only";
import { z } from "zod";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { assertState, MessageBody, type Discrepancy } from "./discrepancy";
import { lockDiscrepancy, writeStep } from "./discrepancy-store";

export const CloseDiscrepancy = actInput({ discrepancyId: z.uuid(), note: MessageBody });
export type CloseDiscrepancy = z.infer<typeof CloseDiscrepancy>;

/** The sponsor is satisfied, or asked in error; the note says which. */
export const closeDiscrepancy = defineAct({ verb: "discrepancy.close", input: CloseDiscrepancy, load: (tx, { discrepancyId }) => lockDiscrepancy(tx, discrepancyId), run });

async function run({ tx }: Deed, discrepancy: Discrepancy, { note }: CloseDiscrepancy): Promise<null> {
  assertState(discrepancy, ["open", "answered"]);
  await writeStep(tx, discrepancy, { state: "closed", step: "closed", body: note });
  return null;
}
