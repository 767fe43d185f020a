import { useEffect, useEffectEvent, type RefObject } from "react";
import { commandOf } from "./command-of";
import { fieldAround, fieldsIn, focusBeside, focusField, focusFirstBlank, focusQuestion, isOnlyRead } from "./form-focus";
import type { Command } from "./keys";

export interface FormKeys {
  readonly form: RefObject<HTMLElement | null>;
  /** Where Enter goes from the last field. */
  readonly bar: RefObject<HTMLElement | null>;
  /** Commands that are not moves of the hand. The name is of the field that has the focus; null outside of all. */
  readonly run: Partial<Readonly<Record<Command, (field: string | null) => void>>>;
  /** "=" in a blank box: true when something was proposed there. */
  readonly takeProposed: (field: string) => boolean;
}

const TOOLS = { query: "query", history: "history", help: "help" } as const;

/** All keys of a form, listened for on the page, so that they work from the save bar and with the focus nowhere. A dialog has its own. */
export function useFormKeys(keys: FormKeys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target instanceof Element ? event.target : document.body;
    const form = keys.form.current;
    if (form === null || event.isComposing || document.querySelector('[role="dialog"][aria-modal="true"]') || target.closest('[role="dialog"]')) return;
    const command = commandOf(pressOf(event, target));
    const done = command === null ? plainKey(event, target, form, keys) : runCommand(command, target, form, keys);
    if (done) event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}

function pressOf(event: KeyboardEvent, target: Element) {
  const { key, code, altKey, ctrlKey, metaKey, shiftKey } = event;
  return { key, code, altKey, ctrlKey, metaKey, shiftKey, altGraph: event.getModifierState("AltGraph"), mac: /^Mac/.test(navigator.platform), inText: isText(target) };
}

const isText = (target: Element): boolean => target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== "radio" && target.type !== "checkbox");

function runCommand(command: Command, target: Element, form: HTMLElement, { run }: FormKeys): boolean {
  if (command === "explain") return focusQuestion(form, target);
  if (command === "verify" && verifyAt(target, form)) return true;
  if (command === "query" || command === "history" || command === "help") {
    const tool = target.closest(".form-row")?.querySelector<HTMLButtonElement>(`[data-tool="${TOOLS[command]}"]:not([disabled])`);
    tool?.click();
    if (tool) return true;
  }
  run[command]?.(fieldAround(target));
  return run[command] !== undefined;
}

/** Says that the value in hand is as in the source, and goes on: what was pressed can be pressed no more. */
function verifyAt(target: Element, form: HTMLElement): boolean {
  const tool = target.closest(".form-row")?.querySelector<HTMLButtonElement>('[data-tool="verify"]:not([disabled])');
  tool?.click();
  if (tool && !focusBeside(form, tool, 1)) tool.closest(".form-row")?.querySelector<HTMLElement>('[data-tool="history"]')?.focus();
  return tool !== null && tool !== undefined;
}

/** Keys without a command; true when the browser is to leave it at that. */
function plainKey(event: KeyboardEvent, target: Element, form: HTMLElement, keys: FormKeys): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  const field = form.contains(target) ? fieldAround(target) : null;
  if (event.key === "=" && field !== null && isEmptyControl(target)) return keys.takeProposed(field);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] as 1 | -1 | undefined;
  if (step !== undefined && field !== null && isOnlyRead(form)) return focusBeside(form, target, step);
  return event.key === "Enter" && moveByEnter(target, event.shiftKey ? -1 : 1, form, keys.bar.current);
}

/** The control of a row, not the answer to a question below it, with nothing written in it. */
const isEmptyControl = (target: Element): boolean =>
  target.matches("[data-field], .form-segments input, .graded input") && !(isText(target) && (target as HTMLInputElement).value !== "");

function moveByEnter(target: Element, step: 1 | -1, form: HTMLElement, bar: HTMLElement | null): boolean {
  if (target === document.body && step === 1) { focusFirstBlank(form); return true; }
  if (bar?.contains(target) && step === -1) { const last = fieldsIn(form).at(-1); if (last) focusField(last); return true; }
  if (!form.contains(target) || target.matches("button, a, summary")) return false;
  // A long text takes lines by Shift Enter.
  if (target instanceof HTMLTextAreaElement && step === -1) return false;
  if (!focusBeside(form, target, step) && step === 1) bar?.querySelector<HTMLElement>("[data-save]")?.focus();
  return true;
}
