import { csv } from "@/lib/exports/csv-files";
import { asDownload } from "@/lib/server/page";
import { loadReport, ReportAsked } from "../../load-report";
import { exactOf, type ReportTable } from "../../report";

/** One table of the page, the first one unless another is named: every row with its source, the moment and the rules. */
export async function GET(request: Request, { params }: { readonly params: Promise<{ readonly report: string }> }): Promise<Response> {
  const [{ report }, asked] = [await params, ReportAsked.parse(Object.fromEntries(new URL(request.url).searchParams))];
  return asDownload("report.read", async (tx, actor) => {
    const loaded = await loadReport(tx, actor, report, asked);
    if (!loaded?.source || !loaded.content) return null;
    const { source, kind, content: { tables } } = loaded;
    const table = tables.find(({ id }) => id === asked.table) ?? tables[0] ?? EMPTY;
    const origin = [source.kind === "live" ? `live records, ${source.isWhole ? "all sites" : "sites of the reader"}` : `${source.name} ${source.contentHash}`, source.at.toISOString(), source.ruleVersion];
    const rows = table.rows.map((row) => [...table.columns.map((_, at) => exactOf(row[at] ?? null)), ...origin]);
    return new Response(csv([[...table.columns.map(({ name }) => name), "SOURCE", "DATA_AT_UTC", "RULE_VERSION"], ...rows]), {
      headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": `attachment; filename="${kind.id}-${table.id}.csv"`, "cache-control": "private, no-store" },
    });
  });
}

/** Of a report without any figure yet: only where it would come from. */
const EMPTY: ReportTable = { id: "empty", title: "", columns: [], rows: [[]] };
