import { readSafety } from "@/lib/analysis/read-safety";
import { SafetyFilters, safetyHref } from "@/lib/analysis/safety-filters";
import { csv } from "@/lib/exports/csv-files";
import { asDownload } from "@/lib/server/page";
import { percentOfTreated, SAFETY_COLUMNS, type CountByColumn, type SafetyTable } from "@/lib/study/adverse-events/count-by-worst-grade";
import { CTCAE_5 } from "@/lib/study/adverse-events/ctcae-version";
import { GRADES } from "@/lib/study/adverse-events/safety-event";

const HEADER = ["LEVEL", "CLASS", "TERM", "ARM", "TREATED", "PATIENTS", "PERCENT", "GRADE3_OR_MORE", "RELATED", "SERIOUS", ...GRADES.map((grade) => `WORST_GRADE_${grade}`), "GRADE_UNKNOWN", "DICTIONARY", "CHOICE"];

/** The table of the page, one row for each arm, with the dictionary and the choice in every row. */
export async function GET(request: Request): Promise<Response> {
  const filters = SafetyFilters.parse(Object.fromEntries(new URL(request.url).searchParams));
  return asDownload("safety.read", async (tx) => {
    const { table } = await readSafety(tx, filters, new Date());
    const choice = safetyHref(filters, { view: undefined, rows: undefined }).replace(/^\/safety\??/, "") || "from the first cenersen on";
    return new Response(csv([HEADER, ...rowsOf(table).map((row) => [...row, CTCAE_5, choice])]), {
      headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": 'attachment; filename="adverse-events.csv"', "cache-control": "private, no-store" },
    });
  });
}

function rowsOf(table: SafetyTable): readonly (readonly string[])[] {
  const lines = (level: string, group: string, term: string, counts: CountByColumn) => SAFETY_COLUMNS.map((column) => {
    const { any, severe, related, serious, worst } = counts[column];
    const treated = table.treated[column];
    return [level, group, term, column, String(treated), String(any), treated === 0 ? "" : percentOfTreated(any, treated), ...[severe, related, serious, ...GRADES.map((grade) => worst[grade]), worst.unknown].map(String)];
  });
  return [...lines("all", "", "", table.all), ...table.groups.flatMap(({ group, counts, terms }) => [...lines("class", group, "", counts), ...terms.flatMap(({ term, counts: ofTerm }) => lines("term", group, term, ofTerm))])];
}
