import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import { readLastAnchor } from "./trail-links";

/** One verification of the whole trail. Times are instants, UTC. */
export interface Verification {
  readonly id: string;
  /** Who asked for it; null for that of a night. */
  readonly askedBy: string | null;
  readonly askedAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly links: number; readonly ofLinks: number | null; readonly chains: number | null; readonly checkpoints: number | null; readonly anchors: number | null;
  readonly found: number;
  /** In sentences; empty for those who do not answer for the whole. */
  readonly findings: readonly string[];
}

/** A change of the database's own structure. `switchedOff`: guards of the trail that did not stand after it. */
export interface StructureChange { readonly at: string; readonly by: string; readonly application: string; readonly tag: string; readonly object: string | null; readonly switchedOff: readonly string[] }

export interface TrailState {
  readonly last: Verification | null;
  readonly running: Verification | null;
  readonly anchor: { readonly shortHash: string; readonly at: string; readonly publicKey: string } | null;
  /** Null for those who do not answer for the whole. */
  readonly structure: { readonly count: number; readonly newest: readonly StructureChange[]; readonly switchedOff: readonly StructureChange[] } | null;
  readonly mayVerify: boolean;
}

/** Whether the trail is intact, since when that is known, and what can be compared with a copy kept elsewhere. */
export async function readTrailState(tx: Tx, actor: Actor): Promise<TrailState> {
  const rows = await tx.$queryRaw<Verification[]>`
    SELECT id::text, asked_by AS "askedBy", to_char(asked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "askedAt", to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "startedAt",
      to_char(ended_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "endedAt", links::int, of_links::int AS "ofLinks", chains::int, checkpoints::int, anchors::int, found, findings
    FROM audit.verifications(20)`;
  const anchor = await readLastAnchor(tx);
  const about = anchor && (JSON.parse(anchor.line) as { time: string; key: string });
  return {
    last: rows.filter(({ endedAt }) => endedAt !== null).toSorted((one, other) => other.endedAt!.localeCompare(one.endedAt!))[0] ?? null,
    running: rows.find(({ endedAt }) => endedAt === null) ?? null,
    anchor: anchor && about && { shortHash: anchor.shortHash, at: about.time, publicKey: about.key },
    structure: actor.grants.some(({ role }) => ["data_manager", "administrator", "inspector"].includes(role)) ? await readStructure(tx) : null,
    mayVerify: can(actor, "trail.verify"),
  };
}

async function readStructure(tx: Tx): Promise<NonNullable<TrailState["structure"]>> {
  const rows = await tx.$queryRaw<(StructureChange & { count: number })[]>`
    SELECT to_char(d.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, d.db_user AS by, d.application, d.tag, d.object, d.switched_off AS "switchedOff", (SELECT count(*)::int FROM audit.ddl) AS count
    FROM audit.ddl d WHERE d.switched_off <> '{}' OR d.id > (SELECT max(n.id) - 10 FROM audit.ddl n) ORDER BY d.id DESC LIMIT 30`;
  const plain = rows.map(({ count: _count, ...change }) => change);
  return { count: rows[0]?.count ?? 0, newest: plain.slice(0, 10), switchedOff: plain.filter(({ switchedOff }) => switchedOff.length > 0) };
}
