import type { TypingContext } from "@/lib/kernel/partial-date";
import type { AnyField, Fields } from "./any-field";
import { fieldOf, type Answers, type Form, type Today } from "./define-form";
import { isMissingAnswer, REDACTED, sayMissing } from "./missing";

/** The sentence for an answer that may not be stored; null for one that may, and for a blank. Reasons for missing values stand exactly where the field allows them. */
export function faultOf(field: AnyField, answer: unknown): string | null {
  if (answer === null || answer === undefined) return null;
  if (isMissingAnswer(answer)) {
    return answer.missing === REDACTED || field.missing?.includes(answer.missing) ? null : `"${sayMissing(answer)}" is not accepted here. Give the value, or leave the field blank.`;
  }
  return field.fault(answer);
}

/** Every field blank, so that a new form has one answer per field. */
export function blankAnswers<F extends Fields, Context extends Today>(form: Form<F, Context>): Answers<F> {
  return Object.fromEntries(Object.keys(form.fields).map((name) => [name, null])) as Answers<F>;
}

/** Typed values → what the schema can judge, field by field. Names that the form does not have are passed on, for the schema to refuse. */
export function readAnswers(form: Form, typed: Readonly<Record<string, unknown>>, context?: TypingContext): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(typed).map(([name, value]) => [name, Object.hasOwn(form.fields, name) ? fieldOf(form, name).read(value, context) : value]),
  );
}
