import "server-only";
import { z } from "zod";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { lockLock, type HeldLock } from "./lock-store";

export const ReleaseLock = actInput({ lockId: z.uuid() });
export type ReleaseLock = z.infer<typeof ReleaseLock>;

/** Opens what was frozen or locked. The reason names who asked and who approved; the lock's row stays, with both ends. */
export const releaseLock = defineAct({ verb: "lock.release", input: ReleaseLock, load: (tx, { lockId }) => lockLock(tx, lockId), run });

async function run({ tx }: Deed, lock: HeldLock, { reason }: ReleaseLock): Promise<null> {
  if (!reason) throw refuse("reason_required", { fields: ["the lock"] });
  if (lock.released) throw refuse("lock_released");
  await tx.lock.update({ where: { id: lock.id }, data: { releaseReason: reason }, select: { id: true } });
  return null;
}
