import { sayDate } from "@/lib/kernel/calendar-date";
import { rememberedOf } from "@/lib/kernel/remembered-of";
import type { Fields } from "./any-field";
import { wordingOf, type Check, type Form, type Known, type Today } from "./define-form";
import { isHidden } from "./why-hidden";
import { knownValue } from "./missing";

/** A question to ask, at a field, in a sentence. */
export interface FiredCheck {
  readonly id: string;
  readonly field: string;
  readonly message: string;
  /** What it looked at: an explanation stands while this stands. */
  readonly checked: Readonly<Record<string, unknown>>;
}

type AnyCheck = Check<Fields, Today>;

/** Dates that lie ahead, for every field that holds one. */
function futureChecks(form: Form): readonly AnyCheck[] {
  return Object.entries(form.fields).flatMap(([name, { label, earliest, show }]) => {
    if (earliest === undefined) return [];
    const firstDay = earliest as (value: unknown) => string;
    return {
      id: `${form.id}.${name}.future`,
      on: [name],
      says: `${label} is not in the future`,
      protocol: "Any date",
      holds: (answers, { today }) => (answers[name] === null || answers[name] === undefined ? "unknown" : firstDay(answers[name]) <= today ? "yes" : "no"),
      asks: (answers, { today }) => `${label} is ${show(answers[name])}, after today (${sayDate(today)}). Correct the date.`,
    } satisfies AnyCheck;
  });
}

const strayId = (form: Form, name: string): string => `${form.id}.${name}.applies`;

/** Answers left behind in a field that no longer applies. */
function strayChecks(form: Form): readonly AnyCheck[] {
  const wording = wordingOf(form);
  return Object.entries(form.fields).flatMap(([name, { label, when, show }]) => {
    if (when === undefined) return [];
    const condition = when.says(wording);
    return {
      id: strayId(form, name),
      on: [name],
      says: `${label} is answered only when ${condition}`,
      protocol: "Form definition",
      holds: (answers) => (when.holds(answers) === "no" && (answers[name] ?? null) !== null ? "no" : "yes"),
      asks: (answers) => `${label} is ${show(answers[name])}, but it applies only when ${condition}. Clear it, or correct what it depends on.`,
    } satisfies AnyCheck;
  });
}

/** All checks of a form: its own, then those that follow from its fields. */
export const checksOf = rememberedOf((form: Form): readonly AnyCheck[] => [...form.checks, ...futureChecks(form), ...strayChecks(form)]);

/** What checks see. Only what the field could store counts as known: an impossible value is refused elsewhere and asks nothing here. */
export function knownAnswers(form: Form, answers: Readonly<Record<string, unknown>>): Known<Fields> {
  return Object.fromEntries(
    Object.entries(form.fields).map(([name, field]) => {
      const value = knownValue(answers[name]);
      return [name, value !== null && field.fault(value) === null ? value : null];
    }),
  ) as Known<Fields>;
}

/** The questions that these answers raise now, in the order of the checks: none at a field that is not asked, but that it still holds an answer. Pure: the same answers ask the same. */
export function firedChecks<F extends Fields, Context extends Today>(
  form: Form<F, Context>,
  answers: Readonly<Record<string, unknown>>,
  context: Context,
): readonly FiredCheck[] {
  const anyForm = form as unknown as Form;
  const known = knownAnswers(anyForm, answers);
  return checksOf(anyForm)
    .filter((check) => check.holds(known, context) === "no" && (check.id === strayId(anyForm, check.on[0]) || !isHidden(anyForm, check.on[0], answers)))
    .map((check) => ({ id: check.id, field: check.on[0], message: check.asks(known, context), checked: checkedBy(anyForm, check.id, answers, context) }));
}

/** The values that a check looks at, whether it asks now or not. */
export function checkedBy(form: Form, checkId: string, answers: Readonly<Record<string, unknown>>, context: Today): Readonly<Record<string, unknown>> {
  const check = checksOf(form).find(({ id }) => id === checkId);
  return { ...Object.fromEntries((check?.on ?? []).map((field) => [field, answers[field] ?? null])), ...check?.restsOn?.(knownAnswers(form, answers), context) };
}
