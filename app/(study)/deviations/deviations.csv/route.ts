import { DeviationFilters } from "@/lib/analysis/deviation-filters";
import { importanceOf, readDeviations, type ListedDeviation } from "@/lib/analysis/read-deviations";
import { csv } from "@/lib/exports/csv-files";
import { asDownload } from "@/lib/server/page";

const HEADER = ["SITE", "PATIENT", "ARM", "CATEGORY", "DATE", "WHAT", "PROTOCOL", "REASON", "DERIVED_AS", "RECORDED_ROW", "DESCRIPTION", "IMPORTANT", "AFFECTS_SAFETY", "AFFECTS_DATA", "CORRECTIVE_ACTION", "REPORTED_ON"];
const IMPORTANT = { yes: "Y", no: "N", open: "" } as const;

/** The list of the page under its filters, one row a deviation. */
export async function GET(request: Request): Promise<Response> {
  const filters = DeviationFilters.parse(Object.fromEntries(new URL(request.url).searchParams));
  return asDownload("deviation.read", async (tx, actor) => {
    const { shown } = await readDeviations(tx, actor, filters);
    return new Response(csv([HEADER, ...shown.map(rowOf)]), {
      headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": 'attachment; filename="deviations.csv"', "cache-control": "private, no-store" },
    });
  });
}

function rowOf(deviation: ListedDeviation): readonly string[] {
  const { site, patient, arm, category, on, says, protocol, reason, subject, recorded } = deviation;
  return [
    site, patient, arm ?? "", category, on ?? "", says, protocol ?? "", reason ?? "", subject ?? "",
    ...(recorded === null ? ["", "", "", "", "", "", ""] : [String(recorded.rowNo), recorded.description ?? "", IMPORTANT[importanceOf(deviation)], recorded.affectsSafety ?? "", recorded.affectsData ?? "", recorded.correctiveAction ?? "", recorded.reportedOn ?? ""]),
  ];
}
