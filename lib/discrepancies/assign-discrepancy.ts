import "server-only";
import { z } from "zod";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { assertState, type Discrepancy } from "./discrepancy";
import { loadDiscrepancy } from "./discrepancy-store";
import { readAssignableAt } from "./read-assignable";

/** `accountId` null: nobody's any more. */
export const AssignDiscrepancy = actInput({ discrepancyId: z.uuid(), accountId: z.uuid().nullable() });
export type AssignDiscrepancy = z.infer<typeof AssignDiscrepancy>;

/** Says who sees to a query that is not closed: it then stands on that person's My day. Only somebody who works on queries of the site; the database says the same. */
export const assignDiscrepancy = defineAct({ verb: "discrepancy.assign", input: AssignDiscrepancy, load: (tx, { discrepancyId }) => loadDiscrepancy(tx, discrepancyId), run });

async function run({ tx }: Deed, discrepancy: Discrepancy, { accountId }: AssignDiscrepancy): Promise<null> {
  assertState(discrepancy, ["open", "answered"]);
  const worksHere = accountId === null || (await readAssignableAt(tx, discrepancy.siteId)).some(({ id }) => id === accountId);
  if (!worksHere) throw refuse("not_assignable");
  const { count } = await tx.discrepancy.updateMany({ where: { id: discrepancy.id, state: { not: "closed" } }, data: { assignedTo: accountId } });
  if (count === 0) throw refuse("query_moved_on", { state: "closed" }); // closed by somebody else between the two statements
  return null;
}
