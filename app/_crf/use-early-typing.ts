import { useEffect, type RefObject } from "react";

/**
 * What is typed before the scripts of the page run stands in the controls only: nobody was told, and the next drawing would wipe it.
 * So each control that differs from how it was sent says so once, when the form begins to listen, as if it were typed then.
 */
export function useEarlyTyping(form: RefObject<HTMLElement | null>): void {
  useEffect(() => { for (const control of form.current?.querySelectorAll("input, textarea, select") ?? []) tell(control); }, [form]);
}

function tell(control: Element): void {
  if (control instanceof HTMLSelectElement) {
    if ([...control.options].some((option) => option.selected !== option.defaultSelected)) control.dispatchEvent(new Event("change", { bubbles: true }));
  } else if (control instanceof HTMLInputElement && (control.type === "radio" || control.type === "checkbox")) {
    if (control.checked === control.defaultChecked || (control.type === "radio" && !control.checked)) return;
    control.checked = control.defaultChecked;
    control.click();
  } else if ((control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement) && control.value !== control.defaultValue) {
    retype(control, control.value);
  }
}

/** An event tells of a text only where it differs from the last one that React saw set: so the sent one is set past nobody, and the typed one past React. */
function retype(control: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  control.value = control.defaultValue;
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), "value")?.set?.call(control, text);
  control.dispatchEvent(new Event("input", { bubbles: true }));
}
