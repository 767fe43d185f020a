import "server-only";
import { sayAct } from "@/lib/audit/acts";
import type { Actor, Role } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import type { Digest } from "./choose-digest";
import { DECLARATION } from "./declare-signature";
import { readOwnZone } from "./read-own-zone";

/** One's own account. Instants are UTC, ISO 8601. */
export interface AccountView {
  readonly username: string;
  readonly fullName: string;
  /** In which the times of this page are read. */
  readonly zone: string;
  readonly factorSince: string | null;
  readonly codesLeft: number;
  /** An administrator took the second factor away: nothing is signed until a new one is there. */
  readonly factorResetAt: string | null;
  /** This person's roles demand a second factor. */
  readonly demanded: boolean;
  /** And this session has none, so that nothing but this page opens. */
  readonly lacking: boolean;
  /** Signs in at a provider of single sign-on, and so has no password here. */
  readonly elsewhere: boolean;
  readonly maySign: boolean;
  readonly declaredAt: string | null;
  readonly declaration: { readonly version: 1; readonly text: string };
  readonly idleMinutes: number;
  /** The mail of what waits. `email` null: no address on record; `sends` false: this deployment has no mail server. */
  readonly digest: { readonly chosen: Digest; readonly email: string | null; readonly sends: boolean };
  readonly events: readonly SecurityEvent[];
}
export interface SecurityEvent { readonly at: string; readonly says: string; readonly who: string; readonly own: boolean; readonly address: string | null }

interface Row {
  username: string; full_name: string; factor_since: Date | null; codes_left: number; factor_reset_at: Date | null; demanded: boolean; lacking: boolean; declared_at: Date | null; idle_minutes: number; elsewhere: boolean;
}
interface EventRow { at: Date; action: string; who: string; address: string | null }

const SIGNERS: readonly Role[] = ["investigator", "monitor", "data_manager", "administrator"];
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export async function readAccount(tx: Tx, actor: Actor): Promise<AccountView | null> {
  const [row] = await tx.$queryRaw<Row[]>`SELECT *, ctx.signs_in_elsewhere() AS elsewhere FROM ctx.own_account()`;
  if (!row) return null;
  const events = await tx.$queryRaw<EventRow[]>`SELECT * FROM ctx.own_security_events()`;
  const [mail] = await tx.$queryRaw<{ email: string | null; digest: Digest; sends_mail: boolean }[]>`SELECT * FROM ctx.own_digest()`;
  const held = await tx.membership.findMany({ where: { accountId: actor.id, revokedAt: null }, select: { role: true } });
  return {
    username: row.username, fullName: row.full_name, zone: await readOwnZone(tx, actor), factorSince: iso(row.factor_since), codesLeft: row.codes_left, factorResetAt: iso(row.factor_reset_at),
    demanded: row.demanded, lacking: row.lacking, elsewhere: row.elsewhere, maySign: held.some(({ role }) => SIGNERS.includes(role as Role)), declaredAt: iso(row.declared_at), declaration: DECLARATION,
    idleMinutes: row.idle_minutes, digest: { chosen: mail?.digest ?? "none", email: mail?.email ?? null, sends: mail?.sends_mail ?? false },
    events: events.map(({ at, action, who, address }) => ({ at: at.toISOString(), says: sayAct(action), who, own: who === actor.name, address })),
  };
}
