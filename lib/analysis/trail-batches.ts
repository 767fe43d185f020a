import "server-only";
import { randomUUID } from "node:crypto";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import { refuse } from "@/lib/kernel/refusal";
import type { Tx } from "@/lib/server/db";
import { withActor } from "@/lib/server/transaction";
import { confine } from "@/lib/server/within";
import type { TrailFilters } from "./trail-filters";
import { chooseTrailEvents, readTrailRecords, readTrailZone, type TrailRecord } from "./trail-rows";

/** Events in memory at once while a download runs. */
export const BATCH = 1_000;

/** One step of a download, read as the person who asks: a session that ended meanwhile breaks it off visibly instead of ending it early. */
export const asTrailReader = <Value>(token: string | null, read: (tx: Tx, actor: Actor) => Promise<Value>): Promise<Value> =>
  withActor(token, { name: "trail.read", requestId: randomUUID() }, async (tx, actor) => {
    if (!can(actor, "trail.read")) throw refuse("not_permitted", { verb: "trail.read" });
    await confine(tx, actor, "trail.read");
    return read(tx, actor);
  });

/** The filtered trail, newest first, batch by batch. New events come in front of the first batch and so never disturb the rest. */
export async function* trailBatches(token: string | null, filters: TrailFilters): AsyncGenerator<readonly TrailRecord[]> {
  const zone = await asTrailReader(token, (tx) => readTrailZone(tx, filters));
  for (let before = filters.before; ; ) {
    const batch = await asTrailReader(token, async (tx) => readTrailRecords(tx, await chooseTrailEvents(tx, { ...filters, before }, zone, BATCH)));
    if (batch.length > 0) yield batch;
    if (batch.length < BATCH) return;
    before = batch.at(-1)?.id;
  }
}
