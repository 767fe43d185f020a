import "server-only";
import { can, MAY, type Verb } from "@/lib/access/permissions";
import { ROLE_LABELS, type Actor } from "@/lib/kernel/actor";
import { sayInstant } from "@/lib/kernel/instant";
import type { Tx } from "@/lib/server/db";

/** What stands around every page: who is here, where they may go, what waits. */
export interface Surroundings {
  readonly name: string;
  readonly roles: string;
  readonly isDemonstration: boolean;
  readonly openVersion: string;
  readonly profile: string;
  readonly now: string;
  readonly patients: readonly string[];
  readonly openQueries: number;
  /** Without use, until a session ends. */
  readonly idleMinutes: number;
  readonly may: readonly Verb[];
  /** Signs in at a provider of single sign-on, and confirms there. */
  readonly elsewhere: boolean;
}

interface Row { is_demonstration: boolean; idle_minutes: number; open_version: string; response_profile: string; patients: string[] | null; queries: number; codes: Record<string, string> | null; elsewhere: boolean }

/** One statement for the whole header: it is on the way of every page. */
export async function readSurroundings(tx: Tx, actor: Actor): Promise<Surroundings> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT s.is_demonstration, s.idle_minutes, s.open_version, s.response_profile, (SELECT array_agg(p.number ORDER BY p.number) FROM app.patient p WHERE ${can(actor, "patient.read")}) AS patients,
      (SELECT count(*)::int FROM app.discrepancy d WHERE d.state = 'open' AND ${can(actor, "discrepancy.read")}) AS queries, (SELECT jsonb_object_agg(t.id, t.code) FROM app.site t) AS codes, ctx.signs_in_elsewhere() AS elsewhere FROM app.study s`;
  const verbs = [...new Set(actor.grants.flatMap(({ role }) => MAY[role] as readonly Verb[]))];
  const where = (siteId: string) => (siteId === "all" ? "all sites" : `site ${row?.codes?.[siteId] ?? ""}`);
  return {
    name: actor.name,
    roles: actor.grants.map(({ role, siteId }) => `${ROLE_LABELS[role]} · ${where(siteId)}`).join(", ") || "No active role",
    isDemonstration: row?.is_demonstration ?? false, openVersion: row?.open_version ?? "", profile: row?.response_profile ?? "",
    now: sayInstant(new Date().toISOString(), "UTC"),
    patients: row?.patients ?? [], openQueries: row?.queries ?? 0, idleMinutes: row?.idle_minutes ?? 30, may: verbs.filter((verb) => can(actor, verb)), elsewhere: row?.elsewhere ?? false,
  };
}
