import { readFilters } from "@/lib/discrepancies/discrepancy-filters";
import type { DiscrepancyView } from "@/lib/discrepancies/discrepancy-rows";
import { readAllDiscrepancies } from "@/lib/discrepancies/read-discrepancies";
import { csv } from "@/lib/exports/csv-files";
import { asDownload } from "@/lib/server/page";

const HEADER = ["SITE", "PATIENT", "VISIT", "FORM", "ROW", "FIELD", "LABEL", "VALUE_NOW", "ORIGIN", "CHECK", "STATE", "AGE_DAYS", "QUESTION", "ASSIGNED_TO", "ASSIGNED_BY", "ASSIGNED_AT_UTC", "MESSAGES", "LAST_STEP", "LAST_BY", "LAST_AT_UTC", "LAST_WORD"];

/** The list of the page under its filters, in its order, one row a query. */
export async function GET(request: Request): Promise<Response> {
  const { filters } = readFilters(Object.fromEntries(new URL(request.url).searchParams));
  return asDownload("discrepancy.read", async (tx, actor) => new Response(csv([HEADER, ...(await readAllDiscrepancies(tx, actor, filters)).map(rowOf)]), {
    headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": 'attachment; filename="queries.csv"', "cache-control": "private, no-store" },
  }));
}

function rowOf(query: DiscrepancyView): readonly string[] {
  const last = query.thread.at(-1);
  return [
    query.siteCode, query.patientNumber, query.visitCode ?? "", query.formTitle, query.rowNo === null ? "" : String(query.rowNo), query.field, query.fieldLabel, query.value, query.origin, query.ruleId ?? "", query.standing,
    String(query.ageDays), query.question, query.assignedName ?? "", query.assignedBy ?? "", query.assignedAt?.toISOString() ?? "", String(query.thread.length), last?.step ?? "", last?.byName ?? "", last ? new Date(last.at).toISOString() : "", last?.body ?? "",
  ];
}
