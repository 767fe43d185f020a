"use client";

import { type RefObject, useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { extentOf, WHOLE_UP_TO, type Extent } from "./drawn-rows";

/** Before anything is measured: a tall screen, so that the server draws what a first look sees. */
const FIRST = { top: 0, height: 812, rowHeight: 28 };
const FIRST_ROWS = Math.ceil(FIRST.height / FIRST.rowHeight);

/** Which rows lie in view of a scrolling frame, and how many rows a page of it has. All of them while the page is printed. */
export function useExtent(frame: RefObject<HTMLElement | null>, rows: number): readonly [extent: Extent, page: number] {
  const [seen, setSeen] = useState(FIRST);
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    let waits = 0;
    const look = () => {
      waits = 0;
      const rowHeight = Number.parseFloat(getComputedStyle(element).getPropertyValue("--matrix-row")) || FIRST.rowHeight;
      setSeen({ top: element.scrollTop, height: element.clientHeight, rowHeight });
    };
    const later = () => { waits ||= requestAnimationFrame(look); };
    const size = new ResizeObserver(later);
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    size.observe(element);
    element.addEventListener("scroll", later, { passive: true });
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      cancelAnimationFrame(waits);
      size.disconnect();
      element.removeEventListener("scroll", later);
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, [frame]);
  const page = Math.max(1, Math.floor(seen.height / seen.rowHeight) - 4);
  if (seen === FIRST && rows > WHOLE_UP_TO) return [{ from: 0, to: FIRST_ROWS }, page];
  return [printing ? { from: 0, to: rows } : extentOf({ ...seen, rows }), page];
}
