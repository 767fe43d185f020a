/** One thing to do, one click from the exact place. */
export interface Task {
  readonly key: string;
  readonly kind: "serious" | "query_open" | "query_answered" | "in_progress" | "overdue" | "due" | "coming" | "exposure" | "adjudication" | "changed" | "sign" | "eligible";
  readonly patient: string;
  readonly what: string;
  readonly detail: string;
  /** Whole days since it began to wait. */
  readonly days: number;
  /** Said instead of the days where hours matter: "overdue, 31 h". */
  readonly waits?: string;
  readonly href: string;
}

export interface TaskGroup {
  readonly title: string;
  readonly count: number;
  readonly tasks: readonly Task[];
}
