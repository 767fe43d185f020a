import "server-only";
import type { Actor } from "@/lib/kernel/actor";
import { groupBy } from "@/lib/kernel/group-by";
import type { Tx } from "@/lib/server/db";
import { sql } from "@/lib/server/sql";
import { readDiscrepancyRows, type DiscrepancyView } from "./discrepancy-rows";

/** More than this on one form are not shown beside its fields; the list of queries has them. */
const MOST_ON_A_FORM = 200;

/** For a form's page: by field, its open and answered queries with their threads, oldest first. */
export async function readEntryDiscrepancies(tx: Tx, actor: Actor, entryId: string): Promise<Readonly<Record<string, readonly DiscrepancyView[]>>> {
  const found = await readDiscrepancyRows(tx, actor, { where: [sql`d.entry_id = ${entryId}::uuid AND d.state <> 'closed'`], most: MOST_ON_A_FORM });
  return Object.fromEntries(groupBy(found, ({ field }) => field));
}
