import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { dayIn } from "@/lib/kernel/instant";
import type { Tx } from "@/lib/server/db";
import type { ProtocolVersionId } from "@/lib/study/patient-record";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";

export interface SiteOfVersion {
  readonly siteId: string;
  readonly code: string;
  readonly name: string;
  /** The calendar day at the site. */
  readonly today: CalendarDate;
  readonly activatedOn: CalendarDate | null;
}

/** One line of the history: a version was opened, or activated at a site. */
export interface VersionDeed {
  readonly at: string;
  readonly byName: string;
  readonly version: string;
  readonly says: "opened" | "activated";
  /** Of an activation. */
  readonly siteCode: string | null;
  readonly activatedOn: CalendarDate | null;
  readonly reason: string | null;
}

export interface VersionsView {
  readonly open: string;
  readonly versions: readonly { readonly id: ProtocolVersionId; readonly title: string; readonly sites: readonly SiteOfVersion[] }[];
  /** Newest first. Openings are read from the trail, and so are seen only by those who read the study's own. */
  readonly history: readonly VersionDeed[];
  readonly mayOpen: boolean;
  readonly mayActivate: boolean;
}

interface Activation { readonly siteId: string; readonly code: string; readonly version: string; readonly activatedOn: CalendarDate; readonly reason: string; readonly byName: string; readonly at: Date }

/** Which version is open, from when each site works under it, and who decided so. */
export async function readVersions(tx: Tx, actor: Actor, now: Date): Promise<VersionsView> {
  const [study, sites, activations, openings] = await Promise.all([
    tx.study.findUniqueOrThrow({ where: { id: 1 }, select: { openVersion: true } }),
    tx.site.findMany({ orderBy: { code: "asc" } }),
    tx.$queryRaw<Activation[]>`
      SELECT v.site_id AS "siteId", t.code, v.version, to_char(v.activated_on, 'YYYY-MM-DD') AS "activatedOn", v.reason, v.by_name AS "byName", v.at
      FROM app.site_version v JOIN app.site t ON t.id = v.site_id ORDER BY v.at DESC`,
    tx.$queryRaw<{ version: string; reason: string | null; byName: string; at: Date }[]>`
      SELECT p.changes -> 'open_version' ->> 'new' AS version, e.reason, e.full_name AS "byName", e.occurred_at AS at FROM audit.event e JOIN audit.payload p ON p.event_id = e.id
      WHERE e.table_name = 'app.study' AND p.changes ? 'open_version' ORDER BY e.id DESC`,
  ]);
  const dayOf = (siteId: string, version: string) => activations.find((row) => row.siteId === siteId && row.version === version)?.activatedOn ?? null;
  return {
    open: study.openVersion,
    versions: Object.values(protocolVersions).map(({ id, title }) => ({
      id, title, sites: sites.map((site) => ({ siteId: site.id, code: site.code, name: site.name, today: dayIn(now.toISOString(), site.timeZone), activatedOn: dayOf(site.id, id) })),
    })),
    history: [
      ...activations.map(({ at, byName, version, code, activatedOn, reason }) => ({ at: at.toISOString(), byName, version, says: "activated" as const, siteCode: code, activatedOn, reason })),
      ...openings.map(({ at, byName, version, reason }) => ({ at: at.toISOString(), byName, version, says: "opened" as const, siteCode: null, activatedOn: null, reason })),
    ].toSorted((one, other) => (one.at < other.at ? 1 : -1)),
    mayOpen: can(actor, "version.open"),
    mayActivate: can(actor, "version.activate"),
  };
}
