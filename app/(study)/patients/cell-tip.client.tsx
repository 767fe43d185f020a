"use client";

import { type FocusEvent, type PointerEvent, useEffect, useRef, useState } from "react";

interface ShownTip { readonly says: string; readonly left: number; readonly top: number }

const DELAY_MS = 150;

/** The name of the cell under the pointer or the focus, for the eye: one hint for the whole grid, since the frame would cut one of each cell's own. */
export function useCellTip() {
  const [shown, setShown] = useState<ShownTip | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const hide = () => { clearTimeout(timer.current); setShown(null); };
  const show = (target: EventTarget) => {
    const cell = (target as Element).closest<HTMLElement>(".matrix-cell[aria-label]");
    hide();
    if (!cell) return;
    timer.current = setTimeout(() => {
      const box = cell.getBoundingClientRect();
      setShown({ says: cell.getAttribute("aria-label") ?? "", left: box.left + box.width / 2, top: box.bottom + 6 });
    }, DELAY_MS);
  };
  const listen = {
    onPointerOver: ({ target, pointerType }: PointerEvent) => { if (pointerType === "mouse") show(target); },
    onPointerLeave: hide,
    onFocus: ({ target }: FocusEvent) => { if (target.matches(":focus-visible")) show(target); },
    onBlur: hide,
  };
  return { shown, hide, listen };
}

/** The cell has the same words as its name. */
export function CellTip({ shown }: { readonly shown: ShownTip | null }) {
  if (shown === null) return null;
  const [where, ...rest] = shown.says.split(", ");
  return <div className="matrix-tip" aria-hidden="true" style={{ left: shown.left, top: shown.top }}><b>{where}</b>{rest.length > 0 && <span>{rest.join(", ")}</span>}</div>;
}
