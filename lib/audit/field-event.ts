/** One event in the life of a field's value. Times are instants, UTC; `reason` is null for a first entry. */
export interface FieldEvent {
  readonly at: string;
  readonly byName: string;
  readonly byRole: string | null;
  readonly kind: "entered" | "changed" | "removed" | FieldWord;
  readonly from: unknown;
  readonly to: unknown;
  readonly reason: string | null;
  /** Of a value that was pasted or imported: the file's name (null of a paste), the line, and what stood there. */
  readonly source?: { readonly name: string | null; readonly line: number; readonly said: string } | null;
  /** What was written: a question, an answer, an explanation. Null for values and marks. */
  readonly text: string | null;
}

/** What is said of a value and leaves it as it is. */
export type FieldWord = "verified" | "withdrawn" | "signed" | "explained" | "raised" | "answered" | "closed" | "reopened";
