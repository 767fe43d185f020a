import { readDiscrepancyMetrics, type DiscrepancyMetrics } from "@/lib/discrepancies/read-discrepancy-metrics";
import { csv } from "@/lib/exports/csv-files";
import { asDownload } from "@/lib/server/page";

const HEADER = ["BY", "OF", "RAISED", "OPEN", "ANSWERED", "CLOSED", "DAYS_TO_ANSWER_MEDIAN", "DAYS_TO_ANSWER_P90", "DAYS_TO_CLOSE_MEDIAN", "DAYS_TO_CLOSE_P90", "DATA_CHANGED", "CLOSED_UNCHANGED", "NOISE", "NOISE_LOWER_95", "NOISE_UPPER_95", "CANDIDATE_FOR_RETIREMENT"];

const PEOPLE = "asked by a person";

/** The tables of the page, one row a site and one a check; days and fractions with three decimals. */
export async function GET(): Promise<Response> {
  return asDownload("monitoring.read", async (tx) => {
    const { all, sites, checks } = await readDiscrepancyMetrics(tx);
    const rows = [...sites.map((metrics) => rowOf("site", metrics.site, metrics)), ...checks.map((metrics) => rowOf("check", metrics.check ?? PEOPLE, metrics)), rowOf("all", "", all)];
    return new Response(csv([HEADER, ...rows]), { headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": 'attachment; filename="query-metrics.csv"', "cache-control": "private, no-store" } });
  });
}

const number = (value: number | null | undefined): string => (value === null || value === undefined ? "" : value.toFixed(3));

function rowOf(by: string, of: string, { raised, open, answered, closed, toAnswer, toClose, changed, closedUnchanged, noise }: DiscrepancyMetrics): readonly string[] {
  return [
    by, of, ...[raised, open, answered, closed].map(String), number(toAnswer.median), number(toAnswer.ninetieth), number(toClose.median), number(toClose.ninetieth), String(changed), String(closedUnchanged),
    number(noise?.share), number(noise?.interval.lower), number(noise?.interval.upper), by !== "check" || of === PEOPLE ? "" : noise?.isCandidate ? "Y" : "N",
  ];
}
