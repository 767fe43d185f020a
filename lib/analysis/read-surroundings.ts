import "server-only";
import { can, EVERYBODY, MAY, type Verb } from "@/lib/access/permissions";
import { MOST_COUNTED } from "@/lib/kernel/say-count";
import { HINTS, type Hint } from "@/lib/kernel/guidance";
import { ROLE_LABELS, type Actor } from "@/lib/kernel/actor";
import { sayDay, sayClock, sayZone } from "@/lib/kernel/instant";
import { ownSite } from "@/lib/people/read-own-zone";
import type { Tx } from "@/lib/server/db";

/** What stands around every page: who is here, where they may go, what waits. */
export interface Surroundings {
  readonly accountId: string;
  readonly name: string;
  readonly roles: string;
  readonly isDemonstration: boolean;
  readonly isTraining: boolean;
  readonly openVersion: string;
  readonly profile: string;
  readonly now: string;
  /** In which zone times are shown. */
  readonly times: string;
  /** Counted to one more than MOST_COUNTED. */
  readonly openQueries: number;
  /** Without use, until a session ends. */
  readonly idleMinutes: number;
  readonly may: readonly Verb[];
  /** Signs in at a provider of single sign-on, and confirms there. */
  readonly elsewhere: boolean;
  /** Hints for newcomers that this person has not read; none for whoever enters nothing. */
  readonly unreadHints: readonly Hint[];
}

interface Row { is_demonstration: boolean; is_training: boolean; idle_minutes: number; open_version: string; response_profile: string; queries: number; sites: Record<string, { readonly code: string; readonly zone: string }> | null; elsewhere: boolean; read: string[] | null }

/** One statement for the whole header: it is on the way of every page. */
export async function readSurroundings(tx: Tx, actor: Actor): Promise<Surroundings> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT s.is_demonstration, s.is_training, s.idle_minutes, s.open_version, s.response_profile,
      (SELECT count(*)::int FROM (SELECT FROM app.discrepancy d WHERE d.state = 'open' AND ${can(actor, "discrepancy.read")} LIMIT ${MOST_COUNTED + 1}) c) AS queries, (SELECT jsonb_object_agg(t.id, jsonb_build_object('code', t.code, 'zone', t.time_zone)) FROM app.site t WHERE t.id = ANY (${actor.grants.map(({ siteId }) => siteId).filter((id) => id !== "all")}::uuid[])) AS sites, ctx.signs_in_elsewhere() AS elsewhere,
      (SELECT array_agg(DISTINCT g.notice) FROM app.guidance g WHERE g.by_id = ${actor.id}::uuid) AS read FROM app.study s`;
  const own = row?.sites?.[ownSite(actor) ?? ""];
  const [now, zone] = [new Date().toISOString(), own?.zone ?? "UTC"];
  const verbs = [...new Set(actor.grants.flatMap(({ role }) => MAY[role] as readonly Verb[]))];
  const where = (siteId: string) => (siteId === "all" ? "all sites" : `site ${row?.sites?.[siteId]?.code ?? ""}`);
  return {
    accountId: actor.id, name: actor.name,
    roles: actor.grants.map(({ role, siteId }) => `${ROLE_LABELS[role]} · ${where(siteId)}`).join(", ") || "No active role",
    isDemonstration: row?.is_demonstration ?? false, isTraining: row?.is_training ?? false, openVersion: row?.open_version ?? "", profile: row?.response_profile ?? "",
    now: `${sayDay(now, zone)} ${sayClock(now, zone)}`, times: own ? `Study times: site ${own.code}, ${sayZone(own.zone, now)}` : "Times of a patient in the zone of the site, all others in UTC",
    openQueries: row?.queries ?? 0, idleMinutes: row?.idle_minutes ?? 30, may: [...verbs, ...EVERYBODY].filter((verb) => can(actor, verb)), elsewhere: row?.elsewhere ?? false,
    unreadHints: can(actor, "entry.save") ? (Object.keys(HINTS) as Hint[]).filter((hint) => !row?.read?.includes(hint)) : [],
  };
}
