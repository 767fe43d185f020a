import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Sql, sql } from "@/lib/server/sql";

/** A field of a patient that one cut has otherwise than the other. */
export interface FieldDifference {
  readonly patient: string;
  readonly visit: string;
  /** The form; of what belongs to no form "patient", "visit" or the kind of a result. */
  readonly of: string;
  readonly row: number;
  readonly field: string;
  /** JSON of the value; null where the cut has none. */
  readonly from: string | null;
  readonly to: string | null;
}

export interface CutPair { readonly fromId: string; readonly toId: string }

const PATIENTS_AT_ONCE = 50;

/** Records that stand in one of the cuts and not in the other, taken apart into fields and laid side by side. */
const differences = ({ fromId, toId }: CutPair, which: Sql) => sql`
  WITH record AS (
    SELECT r.cut_id = ${toId}::uuid AS later, r.kind, r.patient, r.payload FROM app.data_cut_record r
    WHERE r.cut_id IN (${fromId}::uuid, ${toId}::uuid) AND r.kind IN ('patient', 'visit', 'entry', 'finding') AND ${which}),
  other AS (SELECT bool_or(later) AS later, kind, patient, payload FROM record GROUP BY kind, patient, payload HAVING count(*) = 1),
  field AS (
    SELECT o.later, o.patient, coalesce(o.payload ->> 'visit', CASE WHEN o.kind = 'finding' THEN o.payload ->> 'subject' END, '') AS visit,
      CASE o.kind WHEN 'entry' THEN o.payload ->> 'form' WHEN 'finding' THEN concat_ws(' ', o.payload ->> 'kind', o.payload ->> 'form') ELSE o.kind END AS of, coalesce((o.payload ->> 'row')::int, 0) AS row, f.key AS field, f.value
    FROM other o CROSS JOIN LATERAL jsonb_each(CASE o.kind
      WHEN 'entry' THEN coalesce(o.payload -> 'answers', '{}') || jsonb_build_object('(not done)', o.payload -> 'notDoneReason', '(removed)', o.payload -> 'removedReason', '(form version)', o.payload -> 'formVersion')
      WHEN 'finding' THEN jsonb_build_object('value', o.payload -> 'value') ELSE o.payload - 'patient' - 'site' - 'visit' END) f WHERE f.value <> 'null'),
  difference AS (
    SELECT coalesce(a.patient, b.patient) AS patient, coalesce(a.visit, b.visit) AS visit, coalesce(a.of, b.of) AS of, coalesce(a.row, b.row) AS row, coalesce(a.field, b.field) AS field, a.value::text AS "from", b.value::text AS "to"
    FROM (SELECT * FROM field WHERE NOT later) a FULL JOIN (SELECT * FROM field WHERE later) b ON (a.patient, a.visit, a.of, a.row, a.field) = (b.patient, b.visit, b.of, b.row, b.field) WHERE a.value IS DISTINCT FROM b.value)`;

export interface DifferenceCount { readonly of: string; readonly patients: number; readonly added: number; readonly changed: number; readonly gone: number }

/** How many fields differ, by form. */
export async function countDifferences(tx: Tx, pair: CutPair): Promise<readonly DifferenceCount[]> {
  return tx.$queryRaw<DifferenceCount[]>`${differences(pair, sql`true`)}
    SELECT of, count(DISTINCT patient)::int AS patients, count(*) FILTER (WHERE "from" IS NULL)::int AS added, count(*) FILTER (WHERE "from" IS NOT NULL AND "to" IS NOT NULL)::int AS changed, count(*) FILTER (WHERE "to" IS NULL)::int AS gone
    FROM difference GROUP BY of ORDER BY of COLLATE "C"`;
}

/** The first of them, in the order of patient, visit, form, row and field. */
export async function firstDifferences(tx: Tx, pair: CutPair, most: number): Promise<readonly FieldDifference[]> {
  return tx.$queryRaw<FieldDifference[]>`${differences(pair, sql`true`)} SELECT * FROM difference ORDER BY patient COLLATE "C", visit COLLATE "C", of COLLATE "C", row, field COLLATE "C" LIMIT ${most}`;
}

/** All of them, some patients at a time, each in a transaction that `reading` opens. */
export async function* allDifferences(reading: <Value>(work: (tx: Tx) => Promise<Value>) => Promise<Value>, pair: CutPair): AsyncGenerator<readonly FieldDifference[]> {
  const numbers = await reading((tx) => tx.$queryRaw<{ patient: string }[]>`
    SELECT DISTINCT patient COLLATE "C" AS patient FROM app.data_cut_record WHERE cut_id IN (${pair.fromId}::uuid, ${pair.toId}::uuid) AND kind = 'patient' ORDER BY 1`);
  for (let at = 0; at < numbers.length; at += PATIENTS_AT_ONCE) {
    const some = numbers.slice(at, at + PATIENTS_AT_ONCE).map(({ patient }) => patient);
    yield await reading((tx) => tx.$queryRaw<FieldDifference[]>`${differences(pair, sql`r.patient = ANY(${some})`)}
      SELECT * FROM difference ORDER BY patient COLLATE "C", visit COLLATE "C", of COLLATE "C", row, field COLLATE "C"`);
  }
}
