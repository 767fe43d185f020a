import "server-only";
import type { Tx } from "@/lib/server/db";
import { sql, type Sql } from "@/lib/server/sql";

/** A line for each site of the reader's with somebody randomised or treated: 1 where somebody was treated, a digest of what the summaries of its patients say, and its code last. */
const MARKS = sql`(SELECT string_agg(concat_ws(' ', m.treated::int, encode(m.mark, 'hex'), s.code), E'\n' ORDER BY s.code) FROM app.site s
  JOIN (SELECT y.site_id, bool_or(y.treated) AS treated, sha256(string_agg(y.mark, '' ORDER BY y.patient_id)) AS mark FROM app.patient_summary y WHERE y.treated OR y.arm IS NOT NULL GROUP BY y.site_id) m ON m.site_id = s.id)`;

const treatedSitesIn = (marks: string): readonly string[] => marks.split("\n").flatMap((line) => { const [treated, , ...code] = line.split(" "); return treated === "1" ? [code.join(" ")] : []; });

/** What some who see different sites look at in turns. */
const KEPT = 4;

/**
 * What `work` makes of the lines that `lines` reads from the summaries of the patients whom the reader may see (and of the codes of their sites with somebody treated): worked out once for as long
 * as none of these summaries changes, for whoever sees the same. Whether one did is asked at every look, by the digests that the reader's own row security returns. Digest and lines are of one
 * statement: read one after the other, a change between them that is later taken back would leave its lines under the digest of those before. `lines`: a scalar text of `app.patient_summary`.
 */
export function rememberedSummaries<Value>(lines: Sql, work: (lines: string, treatedSites: readonly string[]) => Value): (tx: Tx) => Promise<Value> {
  const known = new Map<string, { readonly value: Value }>();
  return async (tx) => {
    const [now] = await tx.$queryRaw<{ marks: string | null }[]>`SELECT ${MARKS} AS marks`;
    const before = known.get(now?.marks ?? "");
    if (before !== undefined) return before.value;
    const [read] = await tx.$queryRaw<{ marks: string | null; lines: string | null }[]>`SELECT ${MARKS} AS marks, (${lines}) AS lines`;
    const marks = read?.marks ?? "";
    const value = work(read?.lines ?? "", treatedSitesIn(marks));
    if (known.size >= KEPT) known.clear();
    known.set(marks, { value });
    return value;
  };
}
