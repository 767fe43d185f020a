import type { Form } from "./define-form";

export interface Completeness {
  readonly expected: number;
  readonly answered: number;
  /** The names of the expected fields that are blank, in form order. */
  readonly missing: readonly string[];
}

/** Counts the expected fields that apply. A reason why a value is missing counts as an answer; a field whose condition is not yet known is not expected yet. */
export function completeness(form: Pick<Form, "fields">, answers: Readonly<Record<string, unknown>>): Completeness {
  const expected = Object.entries(form.fields)
    .filter(([, field]) => field.required && (field.when?.holds(answers) ?? "yes") === "yes")
    .map(([name]) => name);
  const missing = expected.filter((name) => answers[name] === null || answers[name] === undefined);
  return { expected: expected.length, answered: expected.length - missing.length, missing };
}

/** True when the field's condition holds, or it has none. A field that does not apply is still shown while it holds an answer. */
export const applies = (form: Form, name: string, answers: Readonly<Record<string, unknown>>): boolean =>
  (form.fields[name]?.when?.holds(answers) ?? "yes") === "yes";
