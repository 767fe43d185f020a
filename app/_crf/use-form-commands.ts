import { useEffect, useRef, useState, type RefObject } from "react";
import type { AnyField } from "@/lib/crf/any-field";
import type { Form } from "@/lib/crf/define-form";
import { isMissingAnswer, isRedacted } from "@/lib/crf/missing";
import { withUnknownPart, type TypingContext } from "@/lib/kernel/partial-date";
import { focusFirstBlank, focusFirstImpossible } from "./form-focus";
import { FIRST_BLANK, type Onwards, type Place } from "./onwards";
import type { Proposals } from "@/lib/crf/proposal";
import { useFormKeys } from "./use-form-keys";
import type { GoingOn } from "./use-going-on";
import { useKeptFocus } from "./use-kept-focus";
import type { useCrfForm } from "./use-crf-form";

interface Commanded {
  readonly body: RefObject<HTMLElement | null>;
  readonly bar: RefObject<HTMLElement | null>;
  readonly form: Form;
  readonly mayEdit: boolean;
  readonly state: ReturnType<typeof useCrfForm>;
  readonly typing: TypingContext;
  readonly onwards: Onwards;
  readonly proposals: Proposals;
  readonly going: GoingOn;
  /** The row before was saved: its successor stands ready. */
  readonly startsHere: boolean;
}

/** What the keys and the buttons of a form do, and what they have to say. */
export function useFormCommands({ body, bar, form, mayEdit, state, typing, onwards, proposals, going, startsHere }: Commanded) {
  const [keysShown, showKeys] = useState(false);
  const { typed, answers, saving, unsaved } = state;
  const [hint, setHint] = useHint(typed);

  useKeptFocus(body);
  useFirstField(body, startsHere);
  useFocusAfterSave(saving.busy, bar);

  const save = () => { setHint(null); going.intend(false); state.save(); };
  const saveAndNext = () => {
    if (!mayEdit || onwards.due === null) { if (mayEdit) save(); return; }
    if (!unsaved) { going.leaveForDue(); return; }
    const stays = Object.keys(state.errors).length > 0;
    setHint(stays ? "Not gone on: correct the value marked above." : null);
    going.intend(!stays);
    state.save();
    if (stays && body.current) requestAnimationFrame(() => { if (body.current) focusFirstImpossible(body.current); });
  };
  const go = (place: Place | null, says: string) => {
    if (place === null) setHint(`There is no form ${says} this one.`);
    else if (unsaved && hint !== LEAVING) setHint(LEAVING);
    else going.leave(place.href);
  };
  const change = (name: string | null, value: unknown) => { if (name !== null && value !== undefined && value !== null) state.acts.change(name, value); };
  const beside = (what: string) => (name: string | null) => setHint(name === null ? `Go to a field first; its ${what} opens from there.` : `There is no ${what} for this field yet.`);

  useFormKeys({
    form: body, bar,
    run: {
      next: () => go(onwards.next, "after"), previous: () => go(onwards.previous, "before"), keys: () => showKeys(true),
      query: beside("query"), history: beside("history"), verify: (name) => setHint(mayEdit ? "Values are verified by the monitor." : name === null ? "Go to a value first: Enter, then the arrows." : "Nothing waits to be verified here."), help: (name) => setHint(name === null ? "Go to a field first; its help opens from there." : sayHelp(form.fields[name])),
      ...(mayEdit ? {
        save, saveAndNext,
        missing: (name) => change(name, name === null ? null : nextMissing(form.fields[name], typed[name], answers[name])),
        unknownPart: (name) => change(name, name === null ? null : lessOf(form.fields[name], typed[name], typing)),
      } : {}),
    },
    takeProposed: (name) => { const found = mayEdit && (answers[name] ?? null) === null ? proposals[name] : undefined; change(name, found?.typed); return found !== undefined; },
  });
  return { hint, keysShown, showKeys, save, saveAndNext };
}

/** What a key had to say stands until something else is typed. */
function useHint(typed: unknown): readonly [string | null, (text: string | null) => void] {
  const [said, setSaid] = useState<{ readonly text: string | null; readonly at: unknown }>({ text: null, at: null });
  return [said.at === typed ? said.text : null, (text) => setSaid({ text, at: typed })];
}

const LEAVING = "Not saved yet. Alt S saves; the same key again leaves, and what you typed stays on this device.";

const sayHelp = (field: AnyField | undefined): string | null => (field === undefined ? null : `${field.label}: ${field.help ?? field.says}`);

/** The first reason for a blank, then each further one, then the box again. A value that stands is not replaced. */
function nextMissing(field: AnyField | undefined, typed: unknown, answer: unknown): unknown {
  const reasons = field?.missing ?? [];
  if (isMissingAnswer(typed)) {
    const next = isRedacted(typed) ? undefined : reasons[reasons.findIndex((reason) => reason === typed.missing) + 1];
    return next === undefined ? "" : { missing: next };
  }
  return reasons[0] !== undefined && (answer ?? null) === null ? { missing: reasons[0] } : null;
}

const lessOf = (field: AnyField | undefined, typed: unknown, typing: TypingContext): string | null =>
  field?.kind === "partialDate" && typeof typed === "string" ? withUnknownPart(typed, typing) : null;

/** Begins in the first blank field where the address, or the row that was just saved, says so. */
function useFirstField(body: RefObject<HTMLElement | null>, startsHere: boolean): void {
  useEffect(() => {
    if (body.current && (startsHere || location.hash === `#${FIRST_BLANK}`)) focusFirstBlank(body.current);
  }, [body, startsHere]);
}

/** A button that waits for the save cannot keep the focus; it has it back afterwards. */
function useFocusAfterSave(busy: boolean, bar: RefObject<HTMLElement | null>): void {
  const was = useRef(false);
  useEffect(() => {
    if (was.current && !busy && document.activeElement === document.body) bar.current?.querySelector<HTMLElement>("[data-save]")?.focus();
    was.current = busy;
  }, [busy, bar]);
}
