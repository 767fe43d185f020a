import { z } from "zod";
import { answerSchema } from "@/lib/crf/answer-schema";
import { completeness } from "@/lib/crf/completeness";
import type { Form } from "@/lib/crf/define-form";
import { refuse } from "@/lib/kernel/refusal";
import { formById } from "@/lib/study/study";
import type { Progress, StoredAnswers } from "./entry";

/** The definition an entry was filled under. An entry whose form is not in this build is a deployment fault, shown as absent. */
export function formOf(entry: { readonly formId: string; readonly formVersion: number }): Form {
  const form = formById(entry.formId, entry.formVersion);
  if (!form) throw refuse("not_found", { what: `Form ${entry.formId} version ${entry.formVersion}` });
  return form;
}

/** A form that the system fills takes nothing from anybody's hand. */
export function assertTyped({ source, title }: Pick<Form, "source" | "title">): void {
  if (source === "system") throw refuse("filled_by_system", { form: title });
}

/** Throws a ZodError with one sentence per impossible value; otherwise the answers are storable. */
export function assertStorable(form: Form, answers: StoredAnswers): void {
  const parsed = answerSchema(form).safeParse(answers);
  if (!parsed.success) throw new z.ZodError(parsed.error.issues);
}

export function progressOf(form: Form, answers: StoredAnswers): Progress {
  if (Object.values(answers).every((value) => value === null || value === undefined)) return "not_started";
  return completeness(form, answers).missing.length === 0 ? "complete" : "in_progress";
}

/** Screen labels of fields, for a sentence to a person. */
export const labelsOf = (form: Form, fields: readonly string[]): readonly string[] => fields.map((field) => form.fields[field]?.label ?? field);
