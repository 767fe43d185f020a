import type { FieldDifference } from "@/lib/exports/compare-cuts";

/** A difference as the table shows it: what is no text as its JSON, nothing as a dash. */
export function sayDifference({ patient, visit, of, row, field, from, to }: FieldDifference) {
  const where = [visit, of.replaceAll("_", " "), row > 1 ? `row ${row}` : ""].filter((part) => part !== "").join(", ");
  return { patient, where, field, before: sayValue(from), after: sayValue(to) };
}

function sayValue(json: string | null): string {
  if (json === null) return "–";
  const value: unknown = JSON.parse(json);
  return typeof value === "string" ? value : json;
}
