import type { AnyField } from "@/lib/crf/any-field";
import { readAnswers } from "@/lib/crf/read-answers";
import type { Form } from "@/lib/crf/define-form";
import { isMissingAnswer } from "@/lib/crf/missing";
import type { TypingContext } from "@/lib/kernel/partial-date";

/** What the controls of a form hold: text as typed, the parts of a quantity, or a reason why there is no value. */
export type TypedAnswers = Record<string, unknown>;

const SHOWN_AS_WORDS: ReadonlySet<AnyField["kind"]> = new Set(["date", "partialDate", "time", "dateTime"]);

/** A stored answer as its control shows it for editing; the control's kind decides between code, digits and words. */
export function typedOf(field: AnyField, stored: unknown): unknown {
  if (stored === null || stored === undefined) return field.kind === "quantity" ? { value: "", unit: defaultUnit(field) } : "";
  if (isMissingAnswer(stored) || typeof stored === "object") return stored;
  return SHOWN_AS_WORDS.has(field.kind) ? field.show(stored) : String(stored);
}

/** The first unit is the one that most laboratories report; it stands ready and stores nothing until a number is typed. */
const defaultUnit = (field: Extract<AnyField, { kind: "quantity" }>): string => Object.keys(field.units)[0] ?? "";

export const typedAnswers = (form: Form, stored: Readonly<Record<string, unknown>>): TypedAnswers =>
  Object.fromEntries(Object.entries(form.fields).map(([name, field]) => [name, typedOf(field, stored[name])]));

/** Whether a text says a day by another one, as "t" and "v+3" do: written out when the hand leaves, it means the same tomorrow. */
export const isRelative = (form: Form, name: string, typed: unknown, answer: unknown): boolean =>
  typeof typed === "string" && SHOWN_AS_WORDS.has(form.fields[name]?.kind ?? "text") && (answer ?? null) !== null && readAnswers(form, { [name]: typed })[name] !== answer;

/** The typed form as answers; what cannot be read stays as typed, for the schema to refuse in words. */
export const answersOf = (form: Form, typed: TypedAnswers, context: TypingContext): Readonly<Record<string, unknown>> => readAnswers(form, typed, context);
