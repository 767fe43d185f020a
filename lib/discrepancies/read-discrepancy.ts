import "server-only";
import { z } from "zod";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import { sql } from "@/lib/server/sql";
import { readDiscrepancyRows, type DiscrepancyView } from "./discrepancy-rows";

/** One query with its thread; null when there is none that the reader may see. `id` comes from an address and may be anything. */
export async function readDiscrepancy(tx: Tx, actor: Actor, id: string): Promise<DiscrepancyView | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const [found] = await readDiscrepancyRows(tx, actor, { where: [sql`d.id = ${id}::uuid`], most: 1 });
  return found ?? null;
}
