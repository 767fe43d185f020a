import { describeField, ownColumn, type Field, type FieldSpec } from "../field";

interface TextSpec extends FieldSpec {
  /** Up to 2,000 characters instead of 500, and more than one line. */
  readonly long?: boolean;
  /** Names are offered while typing, from what is loaded; any other text stays as good. */
  readonly suggests?: "drug_register";
  /** Set by the act that begins the row; screens show what it names, and no hand changes it. */
  readonly given?: true;
}

export interface TextField extends Field<string>, TextSpec {
  readonly kind: "text";
}

const LENGTH = { short: 500, long: 2000 } as const;
/** A database cannot store these as text: NUL, and half of a surrogate pair. */
const UNSTORABLE = /\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

export function text(spec: TextSpec): TextField {
  const limit = spec.long ? LENGTH.long : LENGTH.short;
  return describeField(spec, {
    kind: "text",
    fault: (answer) => {
      if (typeof answer !== "string") return "Type text.";
      if (answer.trim() === "") return "Type text, or leave the field blank.";
      if (answer.length > limit) return `The text has ${answer.length} characters and ${limit} are accepted. Shorten it; nothing is cut off.`;
      return UNSTORABLE.test(answer) ? "The text contains a character that cannot be stored. Type it again instead of pasting it." : null;
    },
    says: `Text, up to ${limit} characters`,
    fromText: (typed) => typed,
    toText: (value) => value,
    cells: ownColumn(),
  });
}
