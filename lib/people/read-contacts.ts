import "server-only";
import { ROLE_LABELS, type Role } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";

export interface Contact { readonly role: string; readonly name: string; readonly where: string }

/** Whom the reader asks: who monitors, manages data and looks after accounts where they work. */
export async function readContacts(tx: Tx): Promise<readonly Contact[]> {
  const rows = await tx.$queryRaw<{ role: Role; name: string; site: string | null }[]>`SELECT role, name, site FROM ctx.contacts() ORDER BY array_position(ARRAY['monitor', 'data_manager', 'administrator'], role), name, site`;
  return rows.map(({ role, name, site }) => ({ role: ROLE_LABELS[role], name, where: site === null ? "all sites" : `site ${site}` }));
}
