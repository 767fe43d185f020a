import { trailCsv } from "@/lib/analysis/trail-csv";
import { TrailFilters } from "@/lib/analysis/trail-filters";
import { asDownload } from "@/lib/server/page";
import { sessionToken } from "@/lib/server/session";

/** The whole trail under the filters of the page, as a stream: who may not read it is told so before it begins. */
export async function GET(request: Request): Promise<Response> {
  const filters = TrailFilters.parse(Object.fromEntries(new URL(request.url).searchParams));
  const token = await sessionToken();
  return asDownload("trail.read", async () => {
    const name = ["trail", filters.patient, filters.kind, filters.from, filters.to].filter(Boolean).join("-");
    return new Response(trailCsv(token, filters), {
      headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": `attachment; filename="${name}.csv"`, "cache-control": "private, no-store" },
    });
  });
}
