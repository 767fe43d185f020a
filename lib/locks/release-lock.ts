import "server-only";
import { z } from "zod";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { isLockedAsWell, isUnderWiderLock, lockLock, type HeldLock } from "./lock-store";

export const ReleaseLock = actInput({
  lockId: z.uuid(),
  /** Name and function of who approved it. A freeze may go without. */
  approvedBy: z.string().trim().min(3, "Say who approved it.").max(120, "Use at most 120 characters.").nullable(),
});
export type ReleaseLock = z.infer<typeof ReleaseLock>;

/** Opens what was frozen or locked, the lock before the freeze. The lock's row stays, with both ends, the reason, and who approved it: never the person who releases. */
export const releaseLock = defineAct({ verb: "lock.release", input: ReleaseLock, load: (tx, { lockId }) => lockLock(tx, lockId), run });

async function run({ tx, actor }: Deed, lock: HeldLock, { reason, approvedBy }: ReleaseLock): Promise<null> {
  if (!reason) throw refuse("reason_required", { fields: ["the lock"] });
  if (lock.released) throw refuse("lock_released");
  if (lock.kind === "lock" && approvedBy === null) throw refuse("approver_required");
  if (approvedBy !== null && isSameName(approvedBy, actor.name)) throw refuse("approver_is_self");
  if (await isUnderWiderLock(tx, lock)) throw refuse("locked_above");
  if (lock.kind === "freeze" && (await isLockedAsWell(tx, lock))) throw refuse("unlock_first");
  await tx.lock.update({ where: { id: lock.id }, data: { releaseReason: reason, releaseApprovedBy: approvedBy }, select: { id: true } });
  return null;
}

const letters = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "");

/** As `ctx.same_name` compares. A function after a comma is no part of the name. */
const isSameName = (one: string, other: string): boolean => [one, one.split(",")[0] ?? ""].some((said) => letters(said) === letters(other));
