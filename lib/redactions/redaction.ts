export const REDACTION_STATES = ["open", "done", "declined"] as const;
export type RedactionState = (typeof REDACTION_STATES)[number];

/** Columns in which people write prose, as `ctx.prose` in the database lists them; beside them every answer of a form, and the reason of an act (""). */
export const PROSE_COLUMNS = ["question", "body", "text", "reason", "not_done_reason", "removed_reason", "release_reason", "release_approved_by", "decision_reason"] as const;

/** Where a value was typed: an event of the trail, and the answer or column in it; "" is the reason of the act. */
export interface TypedAt {
  readonly eventId: string;
  readonly field: string;
}
