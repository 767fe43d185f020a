import "server-only";
import { can } from "@/lib/access/permissions";
import { ACTS } from "@/lib/audit/acts";
import type { Actor, Role } from "@/lib/kernel/actor";
import { addDays, type CalendarDate } from "@/lib/kernel/calendar-date";
import { dayIn } from "@/lib/kernel/instant";
import type { Tx } from "@/lib/server/db";
import { accessConcerns } from "./access-concerns";
import { readPeople, type HeldRole, type PersonView } from "./read-people";

/** How far back a person's activity is shown. */
export const ACTIVITY_DAYS = 30;

export interface PastRole extends Omit<HeldRole, "siteCode"> { readonly siteCode: string | null; readonly revokedAt: string | null }

export interface PersonInFull extends PersonView {
  readonly concerns: readonly string[];
  /** Standing and taken away, newest first. */
  readonly allRoles: readonly PastRole[];
  /** One a day of the last ACTIVITY_DAYS, oldest first; days are UTC. */
  readonly days: readonly { readonly day: CalendarDate; readonly acts: number }[];
  /** Most frequent first. */
  readonly acts: readonly { readonly says: string; readonly times: number; readonly last: CalendarDate }[];
  readonly mayReadTrail: boolean;
}

/** One account: its roles with those that were taken away, and how much its owner did of late. Null where there is none. */
export async function readPerson(tx: Tx, actor: Actor, accountId: string, now: Date): Promise<PersonInFull | null> {
  const { people, sites } = await readPeople(tx, actor);
  const person = people.find(({ id }) => id === accountId);
  if (!person) return null;
  const [roles, activity] = await Promise.all([
    tx.membership.findMany({ where: { accountId }, orderBy: { activeFrom: "desc" } }),
    tx.$queryRaw<{ day: CalendarDate; action: string; times: number }[]>`SELECT day::text, action, times FROM ctx.activity(${accountId}::uuid, ${ACTIVITY_DAYS}::int) ORDER BY day`,
  ]);
  const codes = new Map(sites.map(({ id, code }) => [id, code]));
  const today = dayIn(now.toISOString(), "UTC");
  return {
    ...person, concerns: accessConcerns(person, today), mayReadTrail: can(actor, "trail.read"),
    allRoles: roles.map(({ id, role, siteId, trainedOn, activeFrom, activeTo, revokedAt }) => ({
      id, role: role as Role, siteCode: siteId === null ? null : (codes.get(siteId) ?? "?"), trainedOn: dayOf(trainedOn), activeFrom: dayOf(activeFrom) ?? "", activeTo: dayOf(activeTo), revokedAt: revokedAt?.toISOString() ?? null,
    })),
    ...summed(activity, today),
  };
}

const dayOf = (date: Date | null): CalendarDate | null => date?.toISOString().slice(0, 10) ?? null;

function summed(activity: readonly { day: CalendarDate; action: string; times: number }[], today: CalendarDate): Pick<PersonInFull, "days" | "acts"> {
  const [byDay, byAct] = [new Map<string, number>(), new Map<string, { times: number; last: CalendarDate }>()];
  for (const { day, action, times } of activity) {
    byDay.set(day, (byDay.get(day) ?? 0) + times);
    byAct.set(action, { times: (byAct.get(action)?.times ?? 0) + times, last: day });
  }
  const names: Readonly<Record<string, { readonly says: string }>> = ACTS;
  return {
    days: Array.from({ length: ACTIVITY_DAYS }, (_, back) => addDays(today, back - ACTIVITY_DAYS + 1)).map((day) => ({ day, acts: byDay.get(day) ?? 0 })),
    acts: [...byAct].map(([action, told]) => ({ says: names[action]?.says ?? action, ...told })).toSorted((one, other) => other.times - one.times),
  };
}
