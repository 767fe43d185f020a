import * as z from "zod/mini";
import type { TypingContext } from "@/lib/kernel/partial-date";
import type { AnyField, Fields } from "./any-field";
import { fieldOf, type Answers, type Form, type Today } from "./define-form";
import { isMissingAnswer, REDACTED, sayMissing } from "./missing";

/** The sentences for an answer that may not be stored; none for a blank. */
function faultsOf(field: AnyField, answer: unknown): readonly string[] {
  if (answer === null || answer === undefined) return [];
  if (isMissingAnswer(answer)) {
    return answer.missing === REDACTED || field.missing?.includes(answer.missing) ? [] : [`"${sayMissing(answer)}" is not accepted here. Give the value, or leave the field blank.`];
  }
  const parsed = field.schema.safeParse(answer);
  return parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
}

/** The first sentence for an answer that may not be stored; null for one that may, and for a blank. */
export const faultOf = (field: AnyField, answer: unknown): string | null => faultsOf(field, answer)[0] ?? null;

/**
 * Guards what may be stored: the kinds' types and physical bounds, reasons for missing values exactly where the field
 * allows them, no unknown fields. Every message stands at the field itself. Completeness and plausibility are not its business.
 */
export function answerSchema<F extends Fields, Context extends Today>(form: Form<F, Context>): z.ZodMiniType<Answers<F>, Answers<F>> {
  const guard = (field: AnyField) =>
    z.unknown().check(z.superRefine((answer, issues) => faultsOf(field, answer).forEach((message) => issues.addIssue({ code: "custom", message }))));
  const shape = Object.fromEntries(Object.entries(form.fields).map(([name, field]) => [name, z.optional(guard(field))]));
  return z.strictObject(shape, { error: ({ code, keys }) => (code === "unrecognized_keys" ? `The form has no field ${String(keys)}.` : undefined) }) as unknown as z.ZodMiniType<Answers<F>, Answers<F>>;
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
