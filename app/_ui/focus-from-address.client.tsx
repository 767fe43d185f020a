"use client";

import { useEffect } from "react";

const TAKES_HAND = "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex]:not([tabindex='-1'])";

/** A link with a # opens the page with the hand already there: on that element, or on the first thing in it that a hand can use. */
export function useFocusFromAddress(): void {
  useEffect(() => {
    focusAddressed();
    addEventListener("hashchange", focusAddressed);
    return () => removeEventListener("hashchange", focusAddressed);
  }, []);
}

/** The same for a page that the server draws. */
export function FocusFromAddress(): null {
  useFocusFromAddress();
  return null;
}

function focusAddressed(): void {
  const found = document.getElementById(location.hash.slice(1));
  if (!found) return;
  if (found instanceof HTMLDetailsElement) { // what is folded up opens, and the hand is on its own line
    found.open = true;
    found.querySelector("summary")?.focus({ preventScroll: true });
    return found.scrollIntoView({ block: "start" });
  }
  const usable = found.matches(TAKES_HAND) ? found : found.querySelector<HTMLElement>(TAKES_HAND);
  const target = usable ?? found.closest<HTMLElement>(".form-row") ?? found; // a field that takes no hand is read: its row is shown
  if (!usable && target.tabIndex < 0) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  found.scrollIntoView({ block: "center" });
}
