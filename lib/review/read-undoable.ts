import "server-only";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";

/** An act of the reader's own that can still be taken back, with what of it stands. Times are instants, UTC. */
export interface Undoable {
  readonly act: string;
  readonly values: number;
  readonly forms: number;
  readonly patients: readonly string[];
  readonly at: string;
  readonly until: string;
  readonly timeZone: string;
}

/** One's own verifications of the last five minutes, the newest act first; of one patient where it is named. */
export async function readUndoable(tx: Tx, actor: Actor, patientId: string | null = null): Promise<readonly Undoable[]> {
  const rows = await tx.$queryRaw<(Omit<Undoable, "at" | "until"> & { at: Date; until: Date })[]>`
    SELECT v.act, count(*)::int AS values, count(DISTINCT v.entry_id)::int AS forms, array_agg(DISTINCT p.number) AS patients, min(v.at) AS at, min(v.at) + interval '5 minutes' AS until, min(s.time_zone) AS "timeZone"
    FROM app.verification v JOIN app.patient p ON p.id = v.patient_id JOIN app.site s ON s.id = v.site_id
    WHERE v.by_id = ${actor.id}::uuid AND v.at > clock_timestamp() - interval '5 minutes' AND v.fallen_at IS NULL AND v.act IS NOT NULL AND (${patientId}::uuid IS NULL OR v.patient_id = ${patientId}::uuid)
    GROUP BY v.act ORDER BY min(v.at) DESC LIMIT 5`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString(), until: row.until.toISOString() }));
}
