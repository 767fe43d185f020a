import * as z from "zod/mini";
import type { AnyField, Fields } from "./any-field";
import type { Answers, Form, Today } from "./define-form";
import { faultOf } from "./read-answers";

/**
 * Guards what may be stored: the kinds' types and physical bounds, reasons for missing values exactly where the field
 * allows them, no unknown fields. Every message stands at the field itself. Completeness and plausibility are not its business.
 */
export function answerSchema<F extends Fields, Context extends Today>(form: Form<F, Context>): z.ZodMiniType<Answers<F>, Answers<F>> {
  const guard = (field: AnyField) =>
    z.unknown().check(z.superRefine((answer, issues) => { const message = faultOf(field, answer); if (message !== null) issues.addIssue({ code: "custom", message }); }));
  const shape = Object.fromEntries(Object.entries(form.fields).map(([name, field]) => [name, z.optional(guard(field))]));
  return z.strictObject(shape, { error: ({ code, keys }) => (code === "unrecognized_keys" ? `The form has no field ${String(keys)}.` : undefined) }) as unknown as z.ZodMiniType<Answers<F>, Answers<F>>;
}
