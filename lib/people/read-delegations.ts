import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { groupBy } from "@/lib/kernel/group-by";
import { dayIn } from "@/lib/kernel/instant";
import type { Tx } from "@/lib/server/db";
import type { DelegatedTask } from "@/lib/kernel/delegated-tasks";

export interface SiteRole { readonly role: "coordinator" | "investigator"; readonly trainedOn: CalendarDate | null; readonly from: CalendarDate; readonly to: CalendarDate | null; readonly stands: boolean }

export interface DelegationView {
  readonly id: string;
  /** []: ended from then on. */
  readonly tasks: readonly DelegatedTask[];
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate | null;
  readonly reason: string | null;
  readonly statement: string;
  readonly byName: string;
  readonly at: string;
}

export interface DelegatedPerson {
  readonly accountId: string;
  readonly fullName: string;
  readonly roles: readonly SiteRole[];
  /** Newest first; the first one counts. */
  readonly delegations: readonly DelegationView[];
  /** What does not fit together, each as a sentence part. */
  readonly concerns: readonly string[];
}

export interface DelegationSite { readonly siteId: string; readonly code: string; readonly name: string; readonly timeZone: string; readonly today: CalendarDate; readonly people: readonly DelegatedPerson[]; readonly mayDelegate: boolean }

interface RoleRow { site_id: string; account_id: string; full_name: string; role: SiteRole["role"]; trained_on: CalendarDate | null; active_from: CalendarDate; active_to: CalendarDate | null; ended_on: CalendarDate | null; stands: boolean }
type DelegationRow = DelegationView & { readonly siteId: string; readonly accountId: string; readonly fullName: string };

/** The delegation log of each site within reach: who of the site does what, from when to when, and which investigator signed it. */
export async function readDelegations(tx: Tx, actor: Actor, now: Date): Promise<readonly DelegationSite[]> {
  const [sites, roles, rows] = await Promise.all([
    tx.site.findMany({ orderBy: { code: "asc" }, select: { id: true, code: true, name: true, timeZone: true } }),
    tx.$queryRaw<RoleRow[]>`SELECT site_id, account_id, full_name, role, trained_on::text, active_from::text, active_to::text, ended_on::text, stands FROM ctx.site_people() ORDER BY full_name, role`,
    tx.$queryRaw<DelegationRow[]>`SELECT id, site_id AS "siteId", account_id AS "accountId", full_name AS "fullName", tasks, starts_on::text AS "startsOn", ends_on::text AS "endsOn", reason, statement, by_name AS "byName",
      to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at FROM app.delegation ORDER BY app.delegation.at DESC`,
  ]);
  const [rolesOf, rowsOf] = [groupBy(roles, ({ site_id }) => site_id), groupBy(rows, ({ siteId }) => siteId)];
  return sites.filter(({ id }) => can(actor, "delegation.read", { siteId: id })).map(({ id, code, name, timeZone }) => {
    const today = dayIn(now.toISOString(), timeZone);
    return { siteId: id, code, name, timeZone, today, mayDelegate: can(actor, "delegation.sign", { siteId: id }), people: peopleOf(rolesOf.get(id) ?? [], rowsOf.get(id) ?? [], today) };
  });
}

function peopleOf(roles: readonly RoleRow[], rows: readonly DelegationRow[], today: CalendarDate): readonly DelegatedPerson[] {
  const delegated = groupBy(rows, ({ accountId }) => accountId);
  return [...groupBy(roles, ({ account_id }) => account_id)].map(([accountId, own]): DelegatedPerson => {
    const held = own.map(({ role, trained_on, active_from, active_to, ended_on, stands }): SiteRole => ({
      role, trainedOn: trained_on, from: active_from, to: [active_to, ended_on].filter((day) => day !== null).toSorted()[0] ?? null, stands,
    }));
    const delegations = delegated.get(accountId) ?? [];
    return { accountId, fullName: own[0]!.full_name, roles: held, delegations, concerns: delegationConcerns(held, delegations[0], today) };
  });
}

/** What does not fit together between a person's roles here and what is delegated to them; an investigator who holds the role needs no delegation. */
export function delegationConcerns(roles: readonly SiteRole[], current: Pick<DelegationView, "tasks" | "startsOn" | "endsOn"> | undefined, today: CalendarDate): readonly string[] {
  const holds = roles.some(({ stands }) => stands);
  const isRunning = current !== undefined && current.tasks.length > 0 && current.startsOn <= today && (current.endsOn === null || current.endsOn >= today);
  const enters = roles.some(({ role, stands }) => stands && role === "coordinator");
  return [
    ...(enters && !(isRunning && current.tasks.includes("data")) ? ["may enter data here, and no investigator has delegated it"] : []),
    ...(isRunning && !holds ? ["has tasks delegated and no role in force here"] : []),
  ];
}
