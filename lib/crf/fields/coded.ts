import { knownValue } from "../missing";
import { isCodedTerm, needsWords, type CodedTerm } from "../coded-term";
import type { Condition } from "../condition";
import type { Dictionary } from "../dictionary";
import { describeField, type Field, type FieldSpec } from "../field";

interface CodedSpec extends FieldSpec {
  readonly dictionary: string;
  /** Fetched by whoever needs it, so that other forms do not carry the list. */
  readonly load: () => Promise<Dictionary>;
  /** The text field whose words are being coded; the search starts with them. */
  readonly verbatim: string;
}

export interface CodedField extends Field<CodedTerm>, CodedSpec {
  readonly kind: "coded";
}

const isText = (value: unknown, longest: number): boolean => typeof value === "string" && value.length <= longest;
const isName = (value: unknown): boolean => isText(value, 200) && value !== "";

/** Exactly what is stored of a term of this dictionary, and nothing beside it. */
function isTermOf(dictionary: string, value: unknown): boolean {
  if (!isCodedTerm(value)) return false;
  const { term, group, levels, dictionary: named, ...more } = value;
  return isName(term) && isName(group) && named === dictionary && levels.length <= 20 && levels.every((level) => isText(level, 4)) && Object.keys(more).length === 0;
}

/**
 * A term chosen from a dictionary, beside the words that were typed. Typed text alone is no term and is refused.
 * The shape is judged here; whether the dictionary has the term is known to whoever has loaded it.
 */
export function coded(spec: CodedSpec): CodedField {
  return describeField(spec, {
    kind: "coded",
    fault: (answer) => (isTermOf(spec.dictionary, answer) ? null : sayUnknown(spec.dictionary, answer)),
    says: `Term of ${spec.dictionary}`,
    fromText: (): CodedTerm | null => null,
    fromParts: (parts) => parts,
    toText: ({ term }) => term,
    cells: (name, label) => [
      { header: name, label, cell: ({ term }) => term },
      { header: `${name}_group`, label: `${label} (group)`, cell: ({ group }) => group },
      { header: `${name}_dictionary`, label: `${label} (dictionary)`, cell: ({ dictionary }) => dictionary },
    ],
  });
}

const sayUnknown = (dictionary: string, input: unknown) =>
  `${typeof input === "string" ? `"${input}"` : "This"} is no term of ${dictionary}. Choose one from the list, or leave the field blank.`;

/** Holds when the term chosen in a coded field asks for words of its own. */
export const asksForWords = (field: string): Condition => ({
  reads: [field],
  compares: [],
  says: (wording) => `${wording?.label(field) ?? field} is an "Other, specify" term`,
  holds: (answers) => {
    const value = knownValue(answers[field]);
    return isCodedTerm(value) ? (needsWords(value) ? "yes" : "no") : "unknown";
  },
});
