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
