/** What was typed that says who somebody is. Said instead of repeating it. */
export const IDENTIFIERS = {
  name: "Name or initials of the patient",
  contact: "Address, telephone number or e-mail",
  number: "Hospital, insurance or identity number",
  birth_date: "Date of birth",
  other_person: "Somebody else than the patient",
  other: "Anything else that says who the patient is",
} as const;
export type Identifier = keyof typeof IDENTIFIERS;
export const IDENTIFIER_CODES = Object.keys(IDENTIFIERS) as readonly Identifier[] as readonly [Identifier, ...Identifier[]];

export const REDACTION_STATES = ["open", "done", "declined"] as const;
export type RedactionState = (typeof REDACTION_STATES)[number];

/** Columns in which people write prose, as `ctx.prose` in the database lists them; beside them every answer of a form, and the reason of an act (""). */
export const PROSE_COLUMNS = ["question", "body", "text", "reason", "not_done_reason", "removed_reason", "release_reason", "release_approved_by", "decision_reason"] as const;

/** Where a value was typed: an event of the trail, and the answer or column in it; "" is the reason of the act. */
export interface TypedAt {
  readonly eventId: string;
  readonly field: string;
}
