import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor, Role } from "@/lib/kernel/actor";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { groupBy } from "@/lib/kernel/group-by";
import type { Tx } from "@/lib/server/db";

/** A role that stands. Without a training it is pending and of no effect. */
export interface HeldRole {
  readonly id: string;
  readonly role: Role;
  /** Null: every site. */
  readonly siteCode: string | null;
  readonly trainedOn: CalendarDate | null;
}

export interface PersonView {
  readonly id: string;
  readonly username: string;
  readonly fullName: string;
  /** No password chosen yet: the one-time link was not opened. */
  readonly invited: boolean;
  readonly disabled: boolean;
  readonly roles: readonly HeldRole[];
}

export interface SiteView {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly timeZone: string;
}

export interface PeopleView {
  readonly people: readonly PersonView[];
  readonly sites: readonly SiteView[];
  readonly mayAdminister: boolean;
}

/** Everybody with an account, by name, and the roles they hold; roles that were taken away are in the trail. */
export async function readPeople(tx: Tx, actor: Actor): Promise<PeopleView> {
  const [people, memberships, sites] = await Promise.all([
    tx.$queryRaw<Omit<PersonView, "roles">[]>`SELECT id, username, full_name AS "fullName", invited, disabled FROM ctx.people()`,
    tx.membership.findMany({ where: { revokedAt: null }, orderBy: [{ role: "asc" }, { activeFrom: "asc" }] }),
    tx.site.findMany({ orderBy: { code: "asc" }, select: { id: true, code: true, name: true, timeZone: true } }),
  ]);
  const held = groupBy(memberships, ({ accountId }) => accountId);
  const codes = new Map(sites.map(({ id, code }) => [id, code]));
  return {
    people: people.map((person) => ({
      ...person,
      roles: (held.get(person.id) ?? []).map(({ id, role, siteId, trainedOn }) => ({
        id, role: role as Role, siteCode: siteId === null ? null : (codes.get(siteId) ?? "?"), trainedOn: trainedOn?.toISOString().slice(0, 10) ?? null,
      })),
    })),
    sites,
    mayAdminister: can(actor, "membership.grant"),
  };
}
