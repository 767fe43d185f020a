import "server-only";
import { can } from "@/lib/access/permissions";
import type { TokenScope } from "@/lib/access/token-scopes";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";

/** One of one's own access tokens; never the token itself, of which only a hash is kept. Instants are UTC, ISO 8601. */
export interface TokenView {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  readonly madeAt: string;
  readonly expiresAt: string;
  /** To the minute; null: never. */
  readonly lastUsedAt: string | null;
  readonly state: "open" | "expired" | "revoked";
}

export interface TokensView {
  /** Newest first, until 30 days after their end. */
  readonly tokens: readonly TokenView[];
  readonly mayMake: boolean;
}

interface Row { id: string; name: string; scopes: TokenScope[]; made_at: Date; expires_at: Date; last_used_at: Date | null; revoked_at: Date | null; is_over: boolean }

export async function readTokens(tx: Tx, actor: Actor): Promise<TokensView> {
  const rows = await tx.$queryRaw<Row[]>`SELECT *, expires_at <= now() AS is_over FROM ctx.own_tokens()`;
  return { mayMake: can(actor, "token.make"), tokens: rows.map(viewOf) };
}

const viewOf = ({ id, name, scopes, made_at: madeAt, expires_at: expiresAt, last_used_at: usedAt, revoked_at: revokedAt, is_over: isOver }: Row): TokenView => ({
  id, name, scopes, madeAt: madeAt.toISOString(), expiresAt: expiresAt.toISOString(), lastUsedAt: usedAt?.toISOString() ?? null, state: revokedAt ? "revoked" : isOver ? "expired" : "open",
});
