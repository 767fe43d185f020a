import { comparisonCsv } from "@/lib/exports/comparison-csv";
import { ComparisonAddress } from "@/lib/exports/comparison-address";
import { readPair } from "@/lib/exports/read-comparison";
import { asDownload } from "@/lib/server/page";
import { sessionToken } from "@/lib/server/session";

/** Every field that differs between two cuts, as a stream: who may not read them is told so before it begins. */
export async function GET(request: Request): Promise<Response> {
  const names = ComparisonAddress.parse(Object.fromEntries(new URL(request.url).searchParams));
  const token = await sessionToken();
  return asDownload("cut.read", async (tx) => {
    const { pair } = await readPair(tx, names);
    if (!pair) return null;
    return new Response(comparisonCsv(token, { fromId: pair.from.id, toId: pair.to.id }), {
      headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": `attachment; filename="${pair.from.name} to ${pair.to.name}.csv"`, "cache-control": "private, no-store" },
    });
  });
}
