import { refuse } from "@/lib/kernel/refusal";

export type Progress = "not_started" | "in_progress" | "complete" | "not_done";
export type StoredAnswers = Readonly<Record<string, unknown>>;

/** One form instance: a form of a visit, or one row of a log. */
export interface Entry {
  readonly id: string;
  readonly siteId: string;
  readonly patientId: string;
  readonly visitId: string | null;
  readonly formId: string;
  readonly formVersion: number;
  readonly rowNo: number;
  readonly progress: Progress;
  readonly version: number;
  readonly answers: StoredAnswers;
  readonly removedAt: Date | null;
}

/** Locks and freezes are the database's to refuse; this is what only the application knows. */
export function assertEditable(entry: Entry): void {
  if (entry.removedAt) throw refuse("row_removed");
}
