import { readEfficacy } from "@/lib/analysis/read-efficacy";
import { csv } from "@/lib/exports/csv-files";
import { asDownload } from "@/lib/server/page";
import { profileIn, setIn } from "../profiles";
import { COLUMNS, tableRows } from "../table-rows";

/** The figures of the page, with the population, the profile, the rules and the source of the data in every row. */
export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const [asked, set] = [profileIn(searchParams.get("profile")), setIn(searchParams.get("population"))];
  return asDownload("efficacy.read", async (tx, actor) => {
    const { source, patients, profile } = await readEfficacy(tx, actor, asked);
    if (!source) return null;
    const origin = { PROFILE: profile, RULE_VERSION: source.ruleVersion, SOURCE: source.kind === "live" ? "live records" : `${source.name} ${source.contentHash}` };
    const rows = tableRows(patients, profile, set).map((row) => ({ ...row, ...origin })).map((row) => COLUMNS.map((column) => row[column] ?? ""));
    return new Response(csv([COLUMNS, ...rows]), { headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": `attachment; filename="efficacy-${profile}.csv"`, "cache-control": "private, no-store" } });
  });
}
