import { Decimal } from "decimal.js";
import { knownValue } from "./missing";
import { isCanonicalNumber } from "./number-text";

/** A missing input makes an answer unknown, never a silent no. */
export type Truth = "yes" | "no" | "unknown";

/** How a condition names fields and values; a form supplies its labels, the default is the code itself. */
export interface Wording {
  label(field: string): string;
  show(field: string, value: unknown): string;
}

const PLAIN: Wording = { label: (field) => field, show: (_field, value) => String(value) };

/** A condition is data: it evaluates, lists what it reads and compares with, and prints itself from the one definition. */
export interface Condition {
  readonly reads: readonly string[];
  /** Each value that a field is compared with, so that a form can refuse a code that the field does not know. */
  readonly compares: readonly { readonly field: string; readonly value: unknown }[];
  says(wording?: Wording): string;
  holds(answers: Readonly<Record<string, unknown>>): Truth;
}

const truthOf = (holds: boolean): Truth => (holds ? "yes" : "no");

export const not = (part: Condition): Condition => ({
  ...part,
  says: (wording) => `not (${part.says(wording)})`,
  holds: (answers) => ({ yes: "no", no: "yes", unknown: "unknown" } as const)[part.holds(answers)],
});

export const equals = (field: string, value: string | number): Condition => ({
  reads: [field],
  compares: [{ field, value }],
  says: (wording = PLAIN) => `${wording.label(field)} is ${wording.show(field, value)}`,
  holds: (answers) => {
    const known = knownValue(answers[field]);
    return known === null ? "unknown" : truthOf(known === value);
  },
});

export const isOneOf = (field: string, values: readonly (string | number)[]): Condition => ({
  reads: [field],
  compares: values.map((value) => ({ field, value })),
  says: (wording = PLAIN) => `${wording.label(field)} is ${values.map((value) => wording.show(field, value)).join(" or ")}`,
  holds: (answers) => {
    const known = knownValue(answers[field]);
    return known === null ? "unknown" : truthOf(values.some((value) => value === known));
  },
});

/** For whole numbers and decimals; exact, whatever the number of digits. */
export const atLeast = (field: string, limit: number | string): Condition => ({
  reads: [field],
  compares: [],
  says: (wording = PLAIN) => `${wording.label(field)} ≥ ${limit}`,
  holds: (answers) => {
    const known = String(knownValue(answers[field]));
    return isCanonicalNumber(known) ? truthOf(new Decimal(known).gte(limit)) : "unknown";
  },
});

/** A reason why a value is missing does not count as the value. */
export const answered = (field: string): Condition => ({
  reads: [field],
  compares: [],
  says: (wording = PLAIN) => `${wording.label(field)} is answered`,
  holds: (answers) => truthOf(knownValue(answers[field]) !== null),
});

function join(parts: readonly Condition[], word: string, decisive: Truth, otherwise: Truth): Condition {
  const sayPart = (part: Condition, wording?: Wording) => (part.reads.length > 1 ? `(${part.says(wording)})` : part.says(wording));
  return {
    reads: [...new Set(parts.flatMap((part) => part.reads))],
    compares: parts.flatMap((part) => part.compares),
    says: (wording) => parts.map((part) => sayPart(part, wording)).join(` ${word} `),
    holds: (answers) => {
      const truths = parts.map((part) => part.holds(answers));
      if (truths.includes(decisive)) return decisive;
      return truths.includes("unknown") ? "unknown" : otherwise;
    },
  };
}

/** One yes suffices, whatever else is unknown. */
export const anyOf = (...parts: readonly Condition[]): Condition => join(parts, "or", "yes", "no");

/** One no suffices, whatever else is unknown. */
export const allOf = (...parts: readonly Condition[]): Condition => join(parts, "and", "no", "yes");
