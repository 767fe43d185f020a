import "server-only";
import { z } from "zod";
import { can, WHOLE_STUDY } from "@/lib/access/permissions";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Tx } from "@/lib/server/db";
import { sayDevice } from "./say-device";

export const RevokeSession = actInput({ sessionId: z.uuid() });
export type RevokeSession = z.infer<typeof RevokeSession>;

/**
 * Ends a session at its next request: one of one's own, or anybody's for an administrator. The database knows which are meant.
 * The session that asks is ended by signing out: it could not finish its own act.
 */
export const revokeSession = defineAct({
  verb: "session.revoke", input: RevokeSession, load: async () => WHOLE_STUDY,
  run: async ({ tx, actor }: Deed, _, { sessionId }): Promise<null> => {
    const meant = (await readSessions(tx)).find(({ id, accountId }) => id === sessionId && (accountId === actor.id || can(actor, "session.revoke_any")));
    if (meant?.own) throw refuse("own_session");
    const [done] = meant ? await tx.$queryRaw<{ revoked: boolean }[]>`SELECT ctx.revoke_session(${sessionId}::uuid) AS revoked` : [];
    if (!done?.revoked) throw refuse("not_found", { what: "This session" });
    return null;
  },
});

export const RevokeOthers = actInput({});
export type RevokeOthers = z.infer<typeof RevokeOthers>;

/** Ends every session of one's own but the one that asks: what to do when a device is lost. */
export const revokeOthers = defineAct({
  verb: "session.revoke", input: RevokeOthers, load: async () => WHOLE_STUDY,
  run: async ({ tx }: Deed): Promise<{ readonly ended: number }> => {
    const [done] = await tx.$queryRaw<{ ended: number }[]>`SELECT ctx.revoke_other_sessions() AS ended`;
    return { ended: done?.ended ?? 0 };
  },
});

/** An open session. `own`: the very one that asks. Instants are UTC. */
export interface SessionRow {
  readonly id: string;
  readonly accountId: string;
  readonly fullName: string;
  readonly createdAt: Date;
  /** To the minute. */
  readonly lastUsedAt: Date;
  readonly address: string | null;
  /** "Firefox on Windows"; or which access token it is, of which an administrator sees everybody's. */
  readonly device: string;
  readonly withFactor: boolean;
  readonly own: boolean;
}

/** One's own open sessions, newest first; an administrator sees everybody's. */
export async function readSessions(tx: Tx): Promise<readonly SessionRow[]> {
  const rows = await tx.$queryRaw<(Omit<SessionRow, "device"> & { agent: string | null; token: string | null })[]>`
    SELECT id, account_id AS "accountId", full_name AS "fullName", created_at AS "createdAt", last_used_at AS "lastUsedAt", address, agent, with_factor AS "withFactor", own, token FROM ctx.sessions()`;
  return rows.map(({ agent, token, ...row }) => ({ ...row, device: token === null ? sayDevice(agent) : `a program, by the access token ${token}` }));
}
