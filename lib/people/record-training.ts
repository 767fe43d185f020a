import "server-only";
import { z } from "zod";
import { WHOLE_STUDY } from "@/lib/access/permissions";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";

export const RecordTraining = actInput({
  membershipId: z.uuid(),
  trainedOn: z.iso.date("Give the day of the training as YYYY-MM-DD."),
});
export type RecordTraining = z.infer<typeof RecordTraining>;

/** The training that a pending role waited for: from now on the role counts. A recorded day is not moved. */
export const recordTraining = defineAct({
  verb: "membership.grant", input: RecordTraining, load: async () => WHOLE_STUDY,
  run: async ({ tx, now }: Deed, _, { membershipId, trainedOn }): Promise<null> => {
    assertNotAhead(trainedOn, now);
    const { count } = await tx.membership.updateMany({ where: { id: membershipId, revokedAt: null, trainedOn: null }, data: { trainedOn: new Date(trainedOn) } });
    if (count === 0) throw refuse("not_found", { what: "This pending role" });
    return null;
  },
});

/** Refuses a training that has not happened yet; a day's grace, because somewhere it is already tomorrow. */
export function assertNotAhead(trainedOn: string | null, now: Date): void {
  if (trainedOn !== null && trainedOn > new Date(now.getTime() + 86_400_000).toISOString().slice(0, 10)) throw refuse("training_ahead");
}
