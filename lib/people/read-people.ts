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
  readonly activeFrom: CalendarDate;
  readonly activeTo: CalendarDate | null;
}

export interface PersonView {
  readonly id: string;
  readonly username: string;
  readonly fullName: string;
  /** No password chosen yet: the one-time link was not opened. */
  readonly invited: boolean;
  readonly disabled: boolean;
  readonly hasFactor: boolean;
  /** Taken away by an administrator; nothing is signed until there is a new one. */
  readonly factorReset: boolean;
  /** Closed by wrong tries until then, ISO 8601; "infinity": until an administrator opens it. */
  readonly lockedUntil: string | null;
  readonly lastIn: string | null;
  /** Signs in at a provider of single sign-on. */
  readonly elsewhere: boolean;
  /** Where links and notices go; null: nowhere, or not for the reader to know. */
  readonly email: string | null;
  readonly own: boolean;
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

const day = (date: Date | null): CalendarDate | null => date?.toISOString().slice(0, 10) ?? null;

/** Everybody with an account, by name, and the roles they hold; roles that were taken away are in the trail. */
export async function readPeople(tx: Tx, actor: Actor): Promise<PeopleView> {
  const [people, memberships, sites] = await Promise.all([
    tx.$queryRaw<Omit<PersonView, "roles" | "own">[]>`SELECT id, username, full_name AS "fullName", invited, disabled, has_factor AS "hasFactor", factor_reset AS "factorReset",
      CASE WHEN locked_until = 'infinity' THEN 'infinity' ELSE to_char(locked_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') END AS "lockedUntil",
      to_char(last_in AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "lastIn", elsewhere, email FROM ctx.people() LEFT JOIN ctx.emails() USING (id) ORDER BY full_name`,
    tx.membership.findMany({ where: { revokedAt: null }, orderBy: [{ role: "asc" }, { activeFrom: "asc" }] }),
    tx.site.findMany({ orderBy: { code: "asc" }, select: { id: true, code: true, name: true, timeZone: true } }),
  ]);
  const held = groupBy(memberships, ({ accountId }) => accountId);
  const codes = new Map(sites.map(({ id, code }) => [id, code]));
  return {
    people: people.map((person) => ({
      ...person, own: person.id === actor.id,
      roles: (held.get(person.id) ?? []).map(({ id, role, siteId, trainedOn, activeFrom, activeTo }) => ({
        id, role: role as Role, siteCode: siteId === null ? null : (codes.get(siteId) ?? "?"), trainedOn: day(trainedOn), activeFrom: day(activeFrom) ?? "", activeTo: day(activeTo),
      })),
    })),
    sites,
    mayAdminister: can(actor, "membership.grant"),
  };
}
