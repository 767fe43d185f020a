import "server-only";
import { z } from "zod";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { MessageBody, type Discrepancy } from "./discrepancy";
import { loadDiscrepancy, writeStep } from "./discrepancy-store";

export const AnswerDiscrepancy = actInput({ discrepancyId: z.uuid(), body: MessageBody });
export type AnswerDiscrepancy = z.infer<typeof AnswerDiscrepancy>;

/** The site answers an open query. The value itself is corrected in its form, with a reason of its own. */
export const answerDiscrepancy = defineAct({ verb: "discrepancy.answer", input: AnswerDiscrepancy, load: (tx, { discrepancyId }) => loadDiscrepancy(tx, discrepancyId), run });

async function run({ tx }: Deed, discrepancy: Discrepancy, { body }: AnswerDiscrepancy): Promise<null> {
  await writeStep(tx, discrepancy, { from: ["open"], to: "answered", step: "answered", body });
  return null;
}
