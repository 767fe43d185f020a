import "server-only";
import type { Role } from "@/lib/kernel/actor";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";

export interface PeopleView {
  readonly people: readonly {
    readonly id: string; readonly username: string; readonly fullName: string; readonly invited: boolean;
    readonly roles: readonly { readonly id: string; readonly role: Role; readonly siteCode: string | null; readonly trained: boolean }[];
  }[];
  readonly sites: readonly { readonly id: string; readonly code: string; readonly name: string; readonly timeZone: string }[];
  readonly mayAdminister: boolean;
}

export async function readPeople(tx: Tx, actor: Actor): Promise<PeopleView> {
  const [people, memberships, sites] = await Promise.all([
    tx.$queryRaw<{ id: string; username: string; full_name: string; invited: boolean }[]>`SELECT * FROM ctx.people()`,
    tx.membership.findMany({ where: { revokedAt: null }, orderBy: { role: "asc" } }),
    tx.site.findMany({ orderBy: { code: "asc" } }),
  ]);
  return {
    people: people.map(({ id, username, full_name: fullName, invited }) => ({
      id, username, fullName, invited,
      roles: memberships.filter(({ accountId }) => accountId === id).map((held) => ({
        id: held.id, role: held.role as Role, siteCode: sites.find((site) => site.id === held.siteId)?.code ?? null, trained: held.trainedOn !== null,
      })),
    })),
    sites,
    mayAdminister: can(actor, "membership.grant"),
  };
}
