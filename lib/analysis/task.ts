/** What can wait for somebody, in the order of a day: the most urgent first. */
export const TASK_KINDS = [
  "serious", "assigned", "asked", "overdue", "confirm", "due", "amended", "mine", "blank", "sign", "exposure", "adjudicate", "answered", "changed", "verify", "lock", "redaction", "closed", "access", "training", "invitation", "factor", "trail", "cut",
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** As the groups of My day and the lines of the digest are called. No title says anything of a patient. */
export const TASK_TITLES: Readonly<Record<TaskKind, string>> = {
  serious: "Serious, first", assigned: "Assigned to me", asked: "Asked of me", overdue: "Missing or overdue", confirm: "Eligible: confirm or randomise", due: "Due now", amended: "New questions of an amendment", mine: "Begun by me, not finished", blank: "Expected values missing",
  sign: "Ready for my signature", exposure: "Exposure to decide", adjudicate: "Responses to adjudicate", answered: "Answered by the site", changed: "Changed since verified", verify: "To verify against source",
  lock: "Ready to freeze or lock", redaction: "Redactions to decide", closed: "Accounts closed by wrong tries", access: "Review of access", training: "Roles waiting for training", invitation: "Invitations not taken up",
  factor: "Second factor taken away, none set up since", trail: "Trail to look at", cut: "New data cuts",
};

/** One thing to do, one click from the exact place. */
export interface Task {
  readonly key: string;
  readonly kind: TaskKind;
  readonly siteCode: string | null;
  /** The number; null for what is about no patient. */
  readonly patient: string | null;
  readonly what: string;
  readonly detail: string;
  /** "3 d", "window to 24-Oct-2026", "9 h left". */
  readonly when: string;
  /** How long it takes somebody who has the papers at hand; null where nobody can say. */
  readonly minutes: number | null;
  readonly href: string;
}

/** Transcribing by hand goes at about 600 values in an hour (measured at Memorial Sloan Kettering: 605); nothing takes less than a minute. */
export const minutesFor = (values: number): number => Math.max(1, Math.ceil(values / 10));
