import { sameAnswer } from "@/lib/crf/changes";
import { readAnswers } from "@/lib/crf/read-answers";
import type { Form } from "@/lib/crf/define-form";
import { isMissingAnswer, sayMissing } from "@/lib/crf/missing";
import type { TypingContext } from "@/lib/kernel/partial-date";
import { typedOf, type TypedAnswers } from "./typed-answers";

export type Recorded = Readonly<Record<string, unknown>>;

/** What of a form is kept on the device: only what was changed, each with the value that was seen. */
export interface KeptTyping {
  readonly typed: TypedAnswers;
  readonly from: Recorded;
  /** As they were called then, for a form that has changed since. */
  readonly labels: Readonly<Record<string, string>>;
}

/** What was written beside the values: by check, and by query. */
export interface KeptWords { readonly explanations: Readonly<Record<string, string>>; readonly replies?: Readonly<Record<string, string>> }

/** Typing that the form as it is now has no place for. */
export interface LeftOver { readonly field: string; readonly label: string; readonly typed: string }

export interface PutBack {
  readonly typed: TypedAnswers;
  /** Fields where somebody else stored something else since it was typed, with what is stored. */
  readonly disputed: Recorded;
  readonly leftOver: readonly LeftOver[];
}

/** What becomes of kept typing when the form is opened again: it goes back into its fields, asks where both changed the same one, or stands beside a form that takes it no longer. */
export function putBack(form: Form, kept: KeptTyping, stored: Recorded, takesTyping: boolean, context?: TypingContext): PutBack {
  const back: { typed: TypedAnswers; disputed: Record<string, unknown>; leftOver: LeftOver[] } = { typed: {}, disputed: {}, leftOver: [] };
  for (const [name, typed] of Object.entries(kept.typed)) {
    const field = form.fields[name];
    const answer = field ? readAnswers(form, { [name]: typed }, context)[name] : typed;
    if (field && sameAnswer(answer, stored[name])) continue; // it was saved after all
    if (!field || !takesTyping) { back.leftOver.push({ field: name, label: field?.label ?? kept.labels[name] ?? name, typed: field?.fault(answer) === null ? field.show(answer) : sayTyped(typed) }); continue; }
    back.typed[name] = typed;
    if (!sameAnswer(stored[name], kept.from[name])) back.disputed[name] = stored[name] ?? null;
  }
  return back;
}

/** All that is kept of a form that takes no typing, values and words, to stand beside it. */
export function besideForm(form: Form, kept: KeptTyping & KeptWords & { readonly leftOver: readonly LeftOver[] }, stored: Recorded, context?: TypingContext): readonly LeftOver[] {
  const words = (label: string, texts: KeptWords["replies"]) => Object.entries(texts ?? {}).filter(([, text]) => text.trim() !== "").map(([field, typed]) => ({ field, label, typed }));
  return [...kept.leftOver, ...putBack(form, kept, stored, false, context).leftOver, ...words("Explanation", kept.explanations), ...words("Answer to a query", kept.replies)];
}

/** Typing of several tabs as one, oldest first: where two hold the same field, the later one is put back and the earlier stands beside the form. */
export function mergeKept<Kept extends KeptTyping & KeptWords & { readonly leftOver: readonly LeftOver[] }>(found: readonly Kept[]): Kept {
  return found.reduce((earlier, later) => {
    const overtaken = Object.keys(later.typed).filter((field) => field in earlier.typed && !sameAnswer(earlier.typed[field], later.typed[field]));
    return {
      ...later,
      typed: { ...earlier.typed, ...later.typed }, from: { ...earlier.from, ...later.from }, labels: { ...earlier.labels, ...later.labels },
      explanations: { ...earlier.explanations, ...later.explanations }, replies: { ...earlier.replies, ...later.replies },
      leftOver: [...earlier.leftOver, ...later.leftOver, ...overtaken.map((field) => ({ field, label: later.labels[field] ?? field, typed: sayTyped(earlier.typed[field]) }))],
    };
  });
}

/** Typing as words, whatever its control holds. */
export function sayTyped(typed: unknown): string {
  if (isMissingAnswer(typed)) return sayMissing(typed);
  if (typeof typed === "object" && typed !== null) return Object.values(typed).map(String).join(" ").trim() || "blank";
  return String(typed ?? "").trim() || "blank";
}

/**
 * The screen after the stored answers moved on under it, by a save of one's own or of somebody else: what no hand touched shows
 * what is stored now, what was touched stays as typed, and is disputed where the stored value is neither the seen nor the typed one.
 */
export function rebase(form: Form, screen: { readonly typed: TypedAnswers; readonly answers: Recorded; readonly seen: Recorded }, stored: Recorded, isTouched: (field: string) => boolean): { readonly typed: TypedAnswers; readonly disputed: Recorded } {
  const touched = Object.keys(form.fields).filter(isTouched);
  const typed = Object.fromEntries(Object.entries(form.fields).map(([name, field]) => [name, isTouched(name) ? screen.typed[name] : typedOf(field, stored[name])]));
  const disputed = touched.filter((name) => !sameAnswer(stored[name], screen.seen[name]) && !sameAnswer(stored[name], screen.answers[name]));
  return { typed, disputed: Object.fromEntries(disputed.map((name) => [name, stored[name] ?? null])) };
}

/** The values that are stored in another spelling than they were typed in, as stored. A save says so. */
export function respelled(form: Form, typed: TypedAnswers, fields: readonly string[], stored: Recorded): readonly { readonly label: string; readonly stored: string }[] {
  return fields.flatMap((name) => {
    const field = form.fields[name];
    if (!field || (stored[name] ?? null) === null || isMissingAnswer(stored[name])) return [];
    const [before, after] = [textIn(typed[name]), textIn(typedOf(field, stored[name]))];
    return before === null || after === null || before === after ? [] : [{ label: field.label, stored: field.show(stored[name]) }];
  });
}

/** The text in a control: of a quantity its number. */
function textIn(typed: unknown): string | null {
  if (typeof typed === "string") return typed;
  const value = typeof typed === "object" && typed !== null && "value" in typed ? typed.value : null;
  return value === null || value === undefined ? null : String(value);
}

const FEW = 3;

/** "; stored as Date of sample 02-Jun-2025 and White blood cells 3.1 ×10⁹/L" */
export function sayRespelled(values: ReturnType<typeof respelled>): string {
  if (values.length === 0) return "";
  const said = values.slice(0, FEW).map(({ label, stored }) => `${label} ${stored}`).join(", ");
  const more = values.length - FEW;
  return ` · stored as ${said}${more > 0 ? ` and ${more} more` : ""}`;
}
