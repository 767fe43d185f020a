import { readMedicalReview } from "@/lib/analysis/medical-review/read-medical-review";
import { ReviewFilters } from "@/lib/analysis/medical-review/review-filters";
import { LISTS, REVIEW_LISTS } from "@/lib/analysis/medical-review/review-line";
import { csv } from "@/lib/exports/csv-files";
import { asDownload } from "@/lib/server/page";

const HEADER = ["LIST", "SITE", "PATIENT", "DATE", "WHAT", "DETAIL", "STATE", "STATE_TEXT", "ADDRESS", "REVIEWED", "REVIEWED_BY", "REVIEWED_AT"];

/** The lists of the page under its filters, a row for each line. */
export async function GET(request: Request): Promise<Response> {
  const filters = ReviewFilters.parse(Object.fromEntries(new URL(request.url).searchParams));
  return asDownload("medical_review.read", async (tx, actor) => {
    const { lists } = await readMedicalReview(tx, actor, filters, new Date());
    const lines = LISTS.filter((list) => filters.list === undefined || filters.list === list).flatMap((list) => lists[list]);
    return new Response(csv([HEADER, ...lines.map(({ list, site, patient, on, what, detail, tone, state, href, mark }) => [REVIEW_LISTS[list].title, site, patient, on ?? "", what, detail, tone, state, href, mark === null ? "no" : mark.stands ? "yes" : "changed since", mark?.byName ?? "", mark?.at ?? ""])]), {
      headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": 'attachment; filename="medical-review.csv"', "cache-control": "private, no-store" },
    });
  });
}
