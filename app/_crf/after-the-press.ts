let isPressed = false;
if (typeof window !== "undefined") {
  addEventListener("pointerdown", () => { isPressed = true; }, true);
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => { isPressed = false; }, true);
}

/**
 * Does what may move the page. Leaving a field by pressing a button elsewhere is one movement of the hand: what opens under the field waits
 * until the hand has let go, or the button would have moved away from under it and the press would be lost.
 */
export function afterThePress(work: () => void): void {
  if (!isPressed) { work(); return; }
  const go = () => { removeEventListener("pointerup", go); removeEventListener("pointercancel", go); setTimeout(work); };
  addEventListener("pointerup", go);
  addEventListener("pointercancel", go);
}
