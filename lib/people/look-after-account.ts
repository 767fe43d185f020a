import "server-only";
import { z } from "zod";
import { WHOLE_STUDY, type Verb } from "@/lib/access/permissions";
import { refuse, type Refusal } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { sqlState } from "@/lib/server/transaction";

export const LookAfterAccount = actInput({ accountId: z.uuid() });
export type LookAfterAccount = z.infer<typeof LookAfterAccount>;

/** What the database says no to, whoever asks it. */
export function refusalByDatabase(error: unknown): Refusal | null {
  if (sqlState(error) === "EC011") return refuse("last_administrator");
  return sqlState(error) === "EC012" ? refuse("own_account") : null;
}

/** An act of an administrator on somebody else's account, with the reason. `change` is the database's own function; false when there was nothing to change. */
const onAccount = (verb: Verb, nothing: string, change: (tx: Deed["tx"], accountId: string) => Promise<{ done: boolean }[]>) => defineAct({
  verb, input: LookAfterAccount, load: async () => WHOLE_STUDY,
  run: async ({ tx }: Deed, _, { accountId, reason }): Promise<null> => {
    if (!reason) throw refuse("reason_required", { fields: ["the account"] });
    const [changed] = await change(tx, accountId).catch((error: unknown) => { throw refusalByDatabase(error) ?? error; });
    if (!changed?.done) throw refuse("nothing_to_change", { what: nothing });
    return null;
  },
});

/** Ends every session and link at once, and nobody signs in with it again until it is opened. The name is never given to anybody else. */
export const closeAccount = onAccount("account.close", "This account is closed already.", (tx, id) => tx.$queryRaw`SELECT ctx.close_account(${id}::uuid) AS done`);
export const reopenAccount = onAccount("account.reopen", "This account is open already.", (tx, id) => tx.$queryRaw`SELECT ctx.reopen_account(${id}::uuid) AS done`);
/** After too many wrong tries: the counters begin again. */
export const unlockAccount = onAccount("account.unlock", "There are no wrong tries to forget.", (tx, id) => tx.$queryRaw`SELECT ctx.unlock_account(${id}::uuid) AS done`);
/** For a lost device, once its owner was recognised in another way. Sessions end; nothing is signed until a new factor is there. The password stays. */
export const resetFactor = onAccount("factor.reset", "This account has no second factor.", (tx, id) => tx.$queryRaw`SELECT ctx.reset_factor(${id}::uuid) AS done`);
