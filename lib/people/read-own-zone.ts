import "server-only";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";

/** The site of whoever works at one alone; null for those of several sites, or of the study. */
export function ownSite({ grants }: Actor): string | null {
  const [site, ...more] = new Set(grants.map(({ siteId }) => siteId));
  return site === undefined || site === "all" || more.length > 0 ? null : site;
}

/** The zone in which a person reads the times of their own account: their site's, or UTC. */
export async function readOwnZone(tx: Tx, actor: Actor): Promise<string> {
  const id = ownSite(actor);
  const site = id === null ? null : await tx.site.findUnique({ where: { id }, select: { timeZone: true } });
  return site?.timeZone ?? "UTC";
}
