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

/**
 * Records that stand in one of the cuts and not in the other, taken apart into fields and laid side by side. They are told apart by a hash of their
 * content, so that what is the same in both, nearly all of it, is sorted and kept as a few bytes and never as a whole.
 */
const differences = ({ fromId, toId }: CutPair, which: Sql) => sql`
  WITH record AS (
    SELECT r.cut_id = ${toId}::uuid AS later, r.seq, r.kind, r.patient, md5(r.payload::text)::uuid AS content FROM app.data_cut_record r
    WHERE r.cut_id IN (${fromId}::uuid, ${toId}::uuid) AND r.kind IN ('patient', 'visit', 'entry', 'finding') AND ${which}),
  alone AS MATERIALIZED (SELECT bool_or(later) AS later, min(seq) AS seq FROM record GROUP BY kind, patient, content HAVING count(*) = 1),
  other AS (SELECT o.later, r.kind, r.patient, r.payload FROM alone o JOIN app.data_cut_record r ON r.cut_id = CASE WHEN o.later THEN ${toId}::uuid ELSE ${fromId}::uuid END AND r.seq = o.seq),
  field AS (
    SELECT o.later, o.patient, coalesce(o.payload ->> 'visit', CASE WHEN o.kind = 'finding' THEN o.payload ->> 'subject' END, '') AS visit,
      CASE o.kind WHEN 'entry' THEN o.payload ->> 'form' WHEN 'finding' THEN concat_ws(' ', o.payload ->> 'kind', o.payload ->> 'form') ELSE o.kind END AS of, coalesce((o.payload ->> 'row')::int, 0) AS row, f.key AS field, f.value
    FROM other o CROSS JOIN LATERAL jsonb_each(CASE o.kind
      WHEN 'entry' THEN coalesce(o.payload -> 'answers', '{}') || jsonb_build_object('(not done)', o.payload -> 'notDoneReason', '(removed)', o.payload -> 'removedReason', '(form version)', o.payload -> 'formVersion')
      WHEN 'finding' THEN jsonb_build_object('value', o.payload -> 'value') ELSE o.payload - 'patient' - 'site' - 'visit' END) f WHERE f.value <> 'null'),
  difference AS MATERIALIZED (
    SELECT coalesce(a.patient, b.patient) AS patient, coalesce(a.visit, b.visit) AS visit, coalesce(a.of, b.of) AS of, coalesce(a.row, b.row) AS row, coalesce(a.field, b.field) AS field, a.value::text AS "from", b.value::text AS "to"
    FROM (SELECT * FROM field WHERE NOT later) a FULL JOIN (SELECT * FROM field WHERE later) b ON (a.patient, a.visit, a.of, a.row, a.field) = (b.patient, b.visit, b.of, b.row, b.field) WHERE a.value IS DISTINCT FROM b.value)`;

export interface DifferenceCount { readonly of: string; readonly patients: number; readonly added: number; readonly changed: number; readonly gone: number }

/** How many fields differ, by form, and the first of them in the order of patient, visit, form, row and field: both cuts are gone through once for both. */
export async function readDifferences(tx: Tx, pair: CutPair, most: number): Promise<{ readonly counts: readonly DifferenceCount[]; readonly shown: readonly FieldDifference[] }> {
  const [read] = await tx.$queryRaw<{ counts: readonly DifferenceCount[] | null; shown: readonly FieldDifference[] | null }[]>`${differences(pair, sql`true`)},
    counted AS (SELECT of, count(DISTINCT patient)::int AS patients, count(*) FILTER (WHERE "from" IS NULL)::int AS added, count(*) FILTER (WHERE "from" IS NOT NULL AND "to" IS NOT NULL)::int AS changed, count(*) FILTER (WHERE "to" IS NULL)::int AS gone
      FROM difference GROUP BY of),
    first AS (SELECT row_number() OVER place AS place, d.* FROM difference d WINDOW place AS (ORDER BY patient COLLATE "C", visit COLLATE "C", of COLLATE "C", row, field COLLATE "C") ORDER BY 1 LIMIT ${most})
    SELECT (SELECT jsonb_agg(to_jsonb(c) ORDER BY of COLLATE "C") FROM counted c) AS counts, (SELECT jsonb_agg(to_jsonb(f) - 'place' ORDER BY f.place) FROM first f) AS shown`;
  return { counts: read?.counts ?? [], shown: read?.shown ?? [] };
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
