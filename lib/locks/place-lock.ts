import "server-only";
import { z } from "zod";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { sqlState } from "@/lib/server/transaction";
import { countBlockers, countUnfrozen } from "./count-blockers";
import { LOCK_WORDS, type LockTarget } from "./lock";
import { columnsOf, findTarget, isUnderWiderLock, patientsOf } from "./lock-store";

export const PlaceLock = actInput({
  kind: z.enum(["freeze", "lock"]),
  over: z.discriminatedUnion("scope", [
    z.strictObject({ scope: z.literal("study") }),
    z.strictObject({ scope: z.literal("site"), siteId: z.uuid() }),
    z.strictObject({ scope: z.literal("patient"), patientId: z.uuid() }),
    z.strictObject({ scope: z.literal("visit"), visitId: z.uuid() }),
    z.strictObject({ scope: z.literal("entry"), entryId: z.uuid() }),
  ]),
});
export type PlaceLock = z.infer<typeof PlaceLock>;

/** What the guard of app.lock raises when a blocker remains, and when somebody else was first. */
const NOT_IN_THAT_STATE = "55000";
const NOT_UNIQUE = "23505";

/** Freezes, or locks when nothing is left to do in exactly that scope and a freeze came after the last signature. The database holds every patient in scope and asks for blockers again before it writes. */
export const placeLock = defineAct({ verb: "lock.place", input: PlaceLock, load: (tx, { over }) => findTarget(tx, over), run });

async function run({ tx }: Deed, target: LockTarget, { kind, reason }: PlaceLock): Promise<{ readonly lockId: string }> {
  if (!reason) throw refuse("reason_required", { fields: ["the lock"] });
  const columns = columnsOf(target);
  if (await tx.lock.findFirst({ where: { ...columns, kind, releasedAt: null }, select: { id: true } })) throw refuse("already_locked", { state: LOCK_WORDS[kind] });

  if (await isUnderWiderLock(tx, target)) throw refuse("locked_above");
  if (kind === "lock") {
    const patients = await patientsOf(tx, target);
    const count = await countBlockers(tx, patients, target);
    if (count > 0) throw refuse("blockers_remain", { count });
    const unfrozen = await countUnfrozen(tx, patients, target);
    if (unfrozen > 0) throw refuse("freeze_first", { count: unfrozen });
  }
  try {
    const { id } = await tx.lock.create({ data: { ...columns, kind, reason }, select: { id: true } });
    return { lockId: id };
  } catch (error) {
    if (sqlState(error) === NOT_UNIQUE) throw refuse("already_locked", { state: LOCK_WORDS[kind] });
    throw sqlState(error) === NOT_IN_THAT_STATE ? refuse("ledger_moved_on") : error; // the guard held every patient and counted again
  }
}
