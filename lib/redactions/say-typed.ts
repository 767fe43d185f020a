import type { Form } from "@/lib/crf/define-form";
import { sayPlace } from "@/lib/signatures/say-place";

/** Something that somebody typed, as the trail holds it. */
export interface TypedRow {
  readonly eventId: string;
  readonly field: string;
  readonly table: string;
  readonly patientNumber: string;
  readonly entryId: string | null;
  readonly formId: string | null;
  readonly formVersion: number | null;
  readonly rowNo: number | null;
  readonly visit: string | null;
  readonly typedAt: Date;
  readonly typedBy: string;
  readonly value: unknown;
}

const COLUMN_WORDS: Readonly<Record<string, string>> = {
  question: "question of a query", body: "message in a query", text: "explanation of a value", reason: "reason", not_done_reason: "why it was not done", removed_reason: "why the row was removed",
  release_reason: "why a lock was released", release_approved_by: "who approved a release", decision_reason: "why a redaction was decided", "": "reason of a change",
};

/** Where it was typed and what it says, in the words of the form. */
export function sayTyped({ field, patientNumber, rowNo, visit, value }: Pick<TypedRow, "field" | "patientNumber" | "rowNo" | "visit" | "value">, form: Form | null): { readonly where: string; readonly shown: string } {
  const asked = field.startsWith("answers.") ? form?.fields[field.slice("answers.".length)] : undefined;
  const place = form === null ? `casebook ${patientNumber}` : sayPlace(form, visit, rowNo ?? 1);
  const shown = asked?.show(value) ?? (typeof value === "string" ? value : value === null || value === undefined ? "" : JSON.stringify(value));
  return { where: `${place}: ${asked?.label ?? COLUMN_WORDS[field] ?? field}`, shown };
}
