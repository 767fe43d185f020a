import { readEfficacy } from "@/lib/analysis/read-efficacy";
import { csv } from "@/lib/exports/csv-files";
import { asDownload } from "@/lib/server/page";
import { efficacyTable } from "@/lib/study/efficacy";
import { profileIn } from "../profiles";

const HEADER = ["SECTION", "GROUP", "RESPONDERS", "PATIENTS", "PERCENT", "CI95_LOWER", "CI95_UPPER", "PUBLISHED_RESPONDERS", "PUBLISHED_PATIENTS", "PUBLISHED_PERCENT", "AGREES", "NOTE", "PROFILE", "RULE_VERSION", "SOURCE"];

/** The table of the page, with the profile, the rules and the source of the data in every row. */
export async function GET(request: Request): Promise<Response> {
  const asked = profileIn(new URL(request.url).searchParams.get("profile"));
  return asDownload("efficacy.read", async (tx, actor) => {
    const { source, patients, profile } = await readEfficacy(tx, actor, asked);
    if (!source) return null;
    const from = source.kind === "live" ? "live records" : `${source.name} ${source.contentHash}`;
    const rows = efficacyTable(patients, profile).flatMap(({ title, note, rows: inSection }) => inSection.map(({ label, responders, total, percent, interval, published, agrees }) => [
      title, label, String(responders), String(total), percent ?? "", interval?.lower.toFixed(1) ?? "", interval?.upper.toFixed(1) ?? "",
      String(published?.responders ?? ""), String(published?.total ?? ""), published?.percent ?? "", agrees === null ? "" : agrees ? "Y" : "N", note ?? "", profile, source.ruleVersion, from,
    ]));
    return new Response(csv([HEADER, ...rows]), { headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": `attachment; filename="efficacy-${profile}.csv"`, "cache-control": "private, no-store" } });
  });
}
