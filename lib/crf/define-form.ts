import type { CalendarDate } from "@/lib/kernel/calendar-date";
import type { AnyField, Fields } from "./any-field";
import type { Truth, Wording } from "./condition";
import type { ValueOf } from "./field";
import type { MissingAnswer } from "./missing";

/** As stored: a value, a reason why there is none, or null for a blank. A form may always be saved half filled. */
export type Answers<F extends Fields> = { readonly [Name in keyof F]: ValueOf<F[Name]> | MissingAnswer | null };

/** As checks see them: a reason why a value is missing is no value. */
export type Known<F extends Fields> = { readonly [Name in keyof F]: ValueOf<F[Name]> | null };

/** What every check may know beyond its own form; a study adds to it. */
export interface Today {
  readonly today: CalendarDate;
}

/** A question that an unlikely answer raises. It never refuses anything, and "unknown" never asks. */
export interface Check<F extends Fields, Context extends Today> {
  readonly id: string;
  /** The fields that it questions; the first one carries the question. */
  readonly on: readonly [keyof F & string, ...(keyof F & string)[]];
  /** What must hold, in words, for the list of checks. */
  readonly says: string;
  /** Where the protocol or a standard gives the rule. */
  readonly protocol: string;
  holds(answers: Known<F>, context: Context): Truth;
  asks(answers: Known<F>, context: Context): string;
  /** What it read beyond its fields, where an explanation must not outlive it: by a name that is no field's. */
  restsOn?(answers: Known<F>, context: Context): Readonly<Record<string, unknown>>;
}

export interface Form<F extends Fields = Fields, Context extends Today = Today> {
  readonly id: string;
  readonly title: string;
  /** At most five characters, for a column of the matrix. */
  readonly shortTitle: string;
  readonly version: number;
  readonly repeats: boolean;
  /** Filled by an act, never typed: shown, exported and signed like any other form. Without it people fill the form. */
  readonly source?: "system";
  readonly fields: F;
  readonly checks: readonly Check<F, Context>[];
}

export type AnswersOf<T> = T extends Form<infer F, infer _> ? Answers<F> : never;
export type KnownOf<T> = T extends Form<infer F, infer _> ? Known<F> : never;

export const SHORT_TITLE_LENGTH = 5;

/** A condition that reads or compares with what the form does not have could never hold; the definition is wrong. */
function assertConditionsMeanSomething(form: Form): void {
  for (const [name, field] of Object.entries(form.fields)) {
    const unread = (field.when?.reads ?? []).filter((read) => read === name || form.fields[read] === undefined);
    const unheard = (field.when?.compares ?? []).filter(({ field: read, value }) => form.fields[read]?.fault(value) !== null);
    if (unread.length + unheard.length > 0) {
      throw new Error(`${form.id}.${name} depends on ${[...unread, ...unheard.map(({ field: read, value }) => `${read} = ${value}`)].join(", ")}, which the form cannot answer.`);
    }
  }
}

/**
 * Gives `defineForm` for a study whose checks see `Context`. Defining throws an Error when a definition contradicts
 * itself: a condition on a field or code that is not there, a check id used twice, a short title over five characters.
 */
export function formDefiner<Context extends Today>() {
  return <const F extends Fields>(form: Form<F, Context>): Form<F, Context> => {
    assertConditionsMeanSomething(form as unknown as Form);
    const ids = form.checks.map(({ id }) => id);
    if (new Set(ids).size < ids.length) throw new Error(`${form.id} uses a check id twice.`);
    if (form.shortTitle.length > SHORT_TITLE_LENGTH) throw new Error(`${form.id} needs a short title of at most ${SHORT_TITLE_LENGTH} characters.`);
    return form;
  };
}

/** A field by its name; an Error when the form has none, because only a programming mistake asks for it. */
export function fieldOf(form: Form, name: string): AnyField {
  const field = form.fields[name];
  if (field === undefined) throw new Error(`${form.id} has no field ${name}.`);
  return field;
}

/** Lets conditions speak in the form's own labels. */
export const wordingOf = (form: Form): Wording => ({
  label: (name) => form.fields[name]?.label ?? name,
  show: (name, value) => form.fields[name]?.show(value) ?? String(value),
});

export interface Section {
  readonly title: string;
  readonly fields: readonly string[];
}

/** The fields under their headings, in the order in which they are defined. */
export function sectionsOf(form: Form): readonly Section[] {
  const titles = new Map<string, string[]>();
  for (const [name, field] of Object.entries(form.fields)) {
    const title = field.section ?? form.title;
    titles.set(title, [...(titles.get(title) ?? []), name]);
  }
  return [...titles].map(([title, fields]) => ({ title, fields }));
}
