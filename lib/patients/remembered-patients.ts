import "server-only";
import type { Tx } from "@/lib/server/db";
import { nothing, ONE_PLAN, sql, type Sql } from "@/lib/server/sql";

/** How a patient stands: another text after anything was written about the patient, or is held otherwise, or another day began at the site. */
interface Standing { readonly id: string; readonly stamp: string | null; readonly isWriting: boolean }

/**
 * Whatever is written of a patient moves the head of the patient's chain, and every save of a form its version, also one that the trail has no event of because no answer changed.
 * Locks of sites and of the study stand in the chain of the study: they are counted, the released ones too, so that no count ever comes back.
 */
const readStandings = (tx: Tx, patientIds: readonly string[], also: Sql): Promise<readonly Standing[]> => tx.$queryRaw<Standing[]>`
  ${ONE_PLAN} WITH wide AS MATERIALIZED (SELECT count(*) AS placed, count(l.released_at) AS released FROM app.lock l WHERE l.patient_id IS NULL)
  SELECT p.id, encode(h.last_hash, 'hex') || concat_ws(' ', '', (SELECT sum(e.version) FROM app.entry e WHERE e.patient_id = p.id), (SELECT concat_ws(' ', w.placed, w.released) FROM wide w)${also},
      to_char(now() AT TIME ZONE s.time_zone, 'YYYY-MM-DD'), s.code, s.time_zone) AS stamp, pg_current_xact_id_if_assigned() IS NOT NULL AS "isWriting"
  FROM unnest(${[...patientIds]}::uuid[]) i CROSS JOIN LATERAL (SELECT id, site_id FROM app.patient WHERE id = i LIMIT 1) p CROSS JOIN LATERAL (SELECT code, time_zone FROM app.site WHERE id = p.site_id LIMIT 1) s
    LEFT JOIN LATERAL (SELECT last_hash FROM audit.chain_head WHERE chain_id = p.id LIMIT 1) h ON true`;

/**
 * The same as `read`, which is asked only for patients of whom something was written since anybody asked. Only for what depends on nothing but what stands in the records of each patient, the
 * locks over them, and code, time zone and calendar day of the site; and whoever may see a patient must be shown the same. What stands is asked before it is read: a change in between is then kept
 * under a stamp that nobody is told of any more. A transaction that writes is read for itself, and nothing of it kept: it may yet come to nothing.
 * Patients whom the reader may not see are left out. The last `most` patients are kept. `also`: what else tells one standing from another, as a text of the patient `p`, of what the trail is not told.
 */
export function rememberedPatients<const Rest extends readonly (string | null)[], Value>(read: (tx: Tx, patientIds: readonly string[], ...rest: Rest) => Promise<ReadonlyMap<string, Value>>, most: number, also?: Sql) {
  const told = also ? sql`, ${also}` : nothing;
  const known = new Map<string, { readonly stamp: string; readonly value: Value }>();
  return async (tx: Tx, patientIds: readonly string[], ...rest: Rest): Promise<ReadonlyMap<string, Value>> => {
    const standings = await readStandings(tx, patientIds, told);
    const keyOf = (id: string) => JSON.stringify([id, ...rest]);
    const before = new Map(standings.flatMap(({ id, stamp, isWriting }) => { const one = known.get(keyOf(id)); return one && !isWriting && one.stamp === stamp ? [[id, one.value] as const] : []; }));
    const changed = standings.filter(({ id }) => !before.has(id));
    if (changed.length === 0) return before;
    const now = await read(tx, changed.map(({ id }) => id), ...rest);
    if (known.size + changed.length > most) known.clear();
    for (const { id, stamp, isWriting } of changed) {
      const value = now.get(id);
      if (value !== undefined && stamp !== null && !isWriting) known.set(keyOf(id), { stamp, value });
    }
    return new Map([...before, ...now]);
  };
}
