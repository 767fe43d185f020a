"use client";
import { type ReactNode, useEffect, useRef, useState } from "react";

/** A part of folded `<details>` that is drawn when they are opened for the first time: a list has one on every row, and most are never opened. */
export function OnceOpened({ children }: { readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const [isDrawn, setDrawn] = useState(false);
  useEffect(() => {
    const details = place.current?.closest("details");
    if (!details || isDrawn) return;
    const look = () => { if (details.open) setDrawn(true); };
    look(); // opened before this page's scripts ran
    details.addEventListener("toggle", look);
    return () => details.removeEventListener("toggle", look);
  }, [isDrawn]);
  return <div ref={place}>{isDrawn && children}</div>;
}
