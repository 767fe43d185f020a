import { useEffect, type RefObject } from "react";
import { fieldAround, fieldsIn, focusNamed } from "./form-focus";

interface Kept { readonly element: HTMLElement; readonly name: string; readonly order: readonly string[] }

const orderOf = (form: ParentNode) => fieldsIn(form).map((field) => fieldAround(field) ?? "");

/**
 * Keeps the hand where it was when the control under it goes: to what stands in its row now (a reason for a missing value, or the box
 * again), else to the next field of the form as it was. Whoever clicked elsewhere is left there.
 */
export function useKeptFocus(form: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const within = form.current;
    if (within === null) return;
    let kept: Kept | null = null;
    const remember = ({ target }: FocusEvent) => {
      const name = target instanceof HTMLElement ? fieldAround(target) : null;
      kept = name === null ? null : { element: target as HTMLElement, name, order: orderOf(within) };
    };
    const forget = () => { kept = null; };
    const keep = () => {
      if (kept === null || kept.element.isConnected || document.activeElement !== document.body) return;
      const { name, order } = kept;
      const at = order.indexOf(name);
      [name, ...order.slice(at + 1), ...order.slice(0, Math.max(at, 0)).toReversed()].some((one) => focusNamed(within, one));
    };
    const observer = new MutationObserver(keep);
    observer.observe(within, { childList: true, subtree: true });
    within.addEventListener("focusin", remember);
    document.addEventListener("pointerdown", forget, true);
    return () => { observer.disconnect(); within.removeEventListener("focusin", remember); document.removeEventListener("pointerdown", forget, true); };
  }, [form]);
}
