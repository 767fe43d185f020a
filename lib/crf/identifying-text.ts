/** What a piece of free text may say of who somebody is. */
export type Identifying = "email" | "phone" | "number" | "name" | "birth_date";

export const IDENTIFYING_WORDS: Readonly<Record<Identifying, string>> = {
  email: "an e-mail address", phone: "a telephone number", number: "a personal number", name: "somebody's name", birth_date: "a date of birth",
};

const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*";
const DAY = `(?:\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[ -]?${MONTH}[ -]?\\d{2,4}|(?:19|20)\\d{2})`;

/** In the order in which they are said; a text may be several. Titles and the words before a number are asked for: laboratory values, doses and ISCN karyotypes are full of digits and capitals. */
const PATTERNS: readonly (readonly [Identifying, RegExp])[] = [
  ["email", /[^\s@]+@[^\s@]+\.[a-z]{2,}/i],
  ["birth_date", new RegExp(`\\b(?:born|dob|d\\.o\\.b\\.?|date of birth|birth ?date|birthday)\\b[^.;]{0,12}?${DAY}`, "i")],
  ["phone", /\b(?:tel|telephone|phone|mobile|fax)\b\.?:?\s*\+?\d(?:[ ()./-]?\d){4,}/i],
  ["number", /\b(?:mrn|ssn|nhs|hospital (?:no|number)|patient (?:no|number|id)|medical record|insurance|passport)\b[^\d]{0,12}\d(?:[ -]?\d){3,}/i],
  ["phone", /(?:^|[^\d.])(?:\+\d{1,3}[ .-]?|\(0\d{1,5}\)[ ]?|0)\d(?:[ ./-]?\d){6,13}(?![\d.])/],
  ["number", /(?:^|[^\d.,/^×-])\d{7,}(?![\d.,]|\s*(?:cells|copies|\/|×|x10))/],
  ["name", /\b(?:Mr|Mrs|Ms|Miss|Mister|Herr|Frau|Madame|Mme|Sig|Sra?)\b\.? ?\p{Lu}[\p{L}'-]+/u],
  ["name", /\b(?:patient'?s? name|surname|called|initials)\b(?: is|:)? +(?:\p{Lu}[\p{L}'-]+ \p{Lu}[\p{L}'-]+|\p{Lu}\.? ?\p{Lu}\.)/u],
];

/** What free text looks like that says who the patient is. It guesses, and only ever asks: nothing is refused for it. */
export function identifyingIn(text: string): readonly Identifying[] {
  const found = new Set<Identifying>();
  for (const [kind, pattern] of PATTERNS) {
    const isTold = (kind === "phone" && found.has("number")) || (kind === "number" && found.has("phone")); // one run of digits is one thing
    if (!isTold && pattern.test(text)) found.add(kind);
  }
  return [...found];
}

/** "This looks like a telephone number." Null for text that looks harmless. */
export function sayIdentifying(text: string): string | null {
  const found = identifyingIn(text).map((kind) => IDENTIFYING_WORDS[kind]);
  return found.length === 0 ? null : `This looks like ${found.length === 1 ? found[0] : `${found.slice(0, -1).join(", ")} and ${found.at(-1)}`}. Nothing here may say who the patient is.`;
}
