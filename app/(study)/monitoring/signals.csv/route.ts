import { arrangeSignals, readFormSignals, readMeasuredSignals } from "@/lib/analysis/read-signals";
import { SIGNAL_WORDS } from "@/lib/analysis/signals";
import { csv } from "@/lib/exports/csv-files";
import { asDownload } from "@/lib/server/page";
import { binomialLimits } from "@/lib/stats/binomial-limits";
import { NAMED_OUTSIDE } from "@/lib/stats/funnel";

const HEADER = ["SIGNAL", "COUNTED", "OF", "SITE", "NUMERATOR", "DENOMINATOR", "SHARE", "LOWER_95_EXACT", "UPPER_95_EXACT", "OTHERS_NUMERATOR", "OTHERS_DENOMINATOR", "SHARE_OF_ALL", "LIMIT_LOWER_COUNT", "LIMIT_UPPER_COUNT", "STANDING"];

/** Every signal of every site within reach: one row each; shares as fractions with four decimals, limits as counts that are inside. */
export async function GET(): Promise<Response> {
  return asDownload("monitoring.read", async (tx) => {
    const rows = arrangeSignals([await readFormSignals(tx, null), await readMeasuredSignals(tx, null)]).flatMap(({ signal, funnel: { target, sites } }) => sites.map(({ site, hits, total, rate, interval, others, standing }) => {
      const limits = binomialLimits(total, target ?? 0, NAMED_OUTSIDE);
      return [
        SIGNAL_WORDS[signal].title, SIGNAL_WORDS[signal].hits, SIGNAL_WORDS[signal].of, site, String(hits), String(total), rate.toFixed(4), interval.lower.toFixed(4), interval.upper.toFixed(4), String(others.hits), String(others.total), (target ?? 0).toFixed(4),
        String(limits.lower), String(limits.upper), standing,
      ];
    }));
    return new Response(csv([HEADER, ...rows]), { headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": 'attachment; filename="signals.csv"', "cache-control": "private, no-store" } });
  });
}
