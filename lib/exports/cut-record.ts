/** A line of a cut as it is kept: what the study held, in the words of the export. Every kind has its own keys; see write-records.ts. */
export type CutPayload = Readonly<Record<string, unknown>>;

export interface CutRecord {
  readonly seq: number;
  readonly kind: string;
  readonly payload: CutPayload;
}

/** A value of a record as the cell of a table: nothing is "", what is no text is JSON with its keys in order. */
export function cellOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(inOrder(value)) : String(value);
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([key, inner]) => [key, inOrder(inner)]));
}
