import "server-only";
import { z } from "zod";
import { questionsOf } from "@/lib/entries/system-queries";
import { refuse } from "@/lib/kernel/refusal";
import { readRecord } from "@/lib/patients/patient-store";
import { readSiteDay } from "@/lib/people/read-site-day";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { MessageBody, type Discrepancy } from "./discrepancy";
import { loadDiscrepancy, writeStep } from "./discrepancy-store";

export const ReopenDiscrepancy = actInput({ discrepancyId: z.uuid(), note: MessageBody });
export type ReopenDiscrepancy = z.infer<typeof ReopenDiscrepancy>;

/** The sponsor is not, or no longer, satisfied with an answer or a closing. */
export const reopenDiscrepancy = defineAct({ verb: "discrepancy.reopen", input: ReopenDiscrepancy, load: (tx, { discrepancyId }) => loadDiscrepancy(tx, discrepancyId), run });

async function run(deed: Deed, discrepancy: Discrepancy, { note }: ReopenDiscrepancy): Promise<null> {
  if (discrepancy.origin === "system") await assertCheckStillAsks(deed, discrepancy);
  await writeStep(deed.tx, discrepancy, { from: ["answered", "closed"], to: "open", step: "reopened", body: note });
  return null;
}

/** A system query whose value passes would close itself again at the next save; and one rule asks once at a time. */
async function assertCheckStillAsks({ tx, now }: Deed, { id, siteId, patientId, entryId, ruleId }: Discrepancy): Promise<void> {
  const asked = questionsOf(await readRecord(tx, patientId), await readSiteDay(tx, siteId, now)).find((question) => question.entryId === entryId && question.ruleId === ruleId);
  if (!asked) throw refuse("check_passes");
  const newer = await tx.discrepancy.count({ where: { entryId, ruleId, origin: "system", state: { not: "closed" }, id: { not: id } } });
  if (newer > 0) throw refuse("query_moved_on", { state: "open" });
}
