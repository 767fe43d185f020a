import type { Form } from "@/lib/crf/define-form";
import type { FieldDifference } from "@/lib/exports/compare-cuts";
import { formById } from "@/lib/study/study";
import { visitByCode } from "@/lib/study/visits";

/** A difference as the table shows it: form, field and value in the words of the form, of anything else as it is stored; nothing as a dash. */
export function sayDifference({ patient, visit, of, row, field, from, to }: FieldDifference) {
  const form = formById(of) as unknown as Form | undefined;
  const known = form?.fields[field];
  const where = [visitByCode(visit)?.title ?? visit, form?.title ?? of.replaceAll("_", " "), row > 1 || form?.repeats ? `row ${row}` : ""].filter((part) => part !== "").join(", ");
  const say = (json: string | null) => (json === null ? "–" : known ? known.show(JSON.parse(json)) : sayValue(json));
  return { patient, where, field: known?.label ?? field, before: say(from), after: say(to) };
}

function sayValue(json: string): string {
  const value: unknown = JSON.parse(json);
  return typeof value === "string" ? value : json;
}
