import type { Form } from "@/lib/crf/define-form";
import { visitByCode } from "@/lib/study/visits";

/** Where a form stands, for a list that links to it: "Haematology · Day 28 to 42", with the row of a log. */
export function sayPlace(form: Form, visit: string | null, rowNo: number): string {
  const parts = [form.title, visit === null ? null : (visitByCode(visit)?.title ?? visit), form.repeats ? `row ${rowNo}` : null];
  return parts.filter((part) => part !== null).join(" · ");
}
