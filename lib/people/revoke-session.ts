import "server-only";
import { z } from "zod";
import { WHOLE_STUDY } from "@/lib/access/permissions";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Tx } from "@/lib/server/db";

export const RevokeSession = actInput({ sessionId: z.uuid() });
export type RevokeSession = z.infer<typeof RevokeSession>;

/**
 * Ends a session at its next request: one of one's own, or anybody's for an administrator. The database knows which are meant.
 * The session that asks is ended by signing out: it could not finish its own act.
 */
export const revokeSession = defineAct({
  verb: "session.revoke", input: RevokeSession, load: async () => WHOLE_STUDY,
  run: async ({ tx }: Deed, _, { sessionId }): Promise<null> => {
    if ((await readSessions(tx)).some(({ id, own }) => own && id === sessionId)) throw refuse("own_session");
    const [done] = await tx.$queryRaw<{ revoked: boolean }[]>`SELECT ctx.revoke_session(${sessionId}::uuid) AS revoked`;
    if (!done?.revoked) throw refuse("not_found", { what: "This session" });
    return null;
  },
});

/** An open session. `own`: the very one that asks. `createdAt` is an instant, UTC. */
export interface SessionRow { readonly id: string; readonly accountId: string; readonly fullName: string; readonly createdAt: Date; readonly own: boolean }

/** One's own open sessions, newest first; an administrator sees everybody's. */
export const readSessions = (tx: Tx): Promise<readonly SessionRow[]> =>
  tx.$queryRaw<SessionRow[]>`SELECT id, account_id AS "accountId", full_name AS "fullName", created_at AS "createdAt", own FROM ctx.sessions()`;
