import { TrailFilters } from "@/lib/analysis/trail-filters";
import { trailJsonl } from "@/lib/analysis/trail-jsonl";
import { asDownload } from "@/lib/server/page";
import { sessionToken } from "@/lib/server/session";

/** The trail with all that is needed to verify it elsewhere, as a stream: who may not read it is told so before it begins. */
export async function GET(request: Request): Promise<Response> {
  const filters = TrailFilters.parse(Object.fromEntries(new URL(request.url).searchParams));
  const token = await sessionToken();
  return asDownload("trail.read", async () => {
    const name = ["trail", filters.patient, filters.kind, filters.from, filters.to].filter(Boolean).join("-");
    return new Response(trailJsonl(token, filters, new Date()), {
      headers: { "content-type": "application/x-ndjson; charset=utf-8", "content-disposition": `attachment; filename="${name}.jsonl"`, "cache-control": "private, no-store" },
    });
  });
}
