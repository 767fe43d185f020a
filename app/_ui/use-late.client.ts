"use client";

import { useEffect, useState, type ComponentType } from "react";

/**
 * A component whose code is fetched at the first touch of the page, or when it is wanted, whichever comes first: reading a page does not pay for
 * what only a hand needs. `failed` while the server could not be reached for it; wanting it again asks again.
 */
export function useLate<Props>(load: () => Promise<ComponentType<Props>>, wanted: boolean): { readonly Part: ComponentType<Props> | null; readonly failed: boolean } {
  const [Part, setPart] = useState<ComponentType<Props> | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (Part !== null) return;
    const fetch = () => load().then((loaded) => setPart(() => loaded), () => setFailed(true));
    if (wanted) { void fetch(); return; }
    const warm = () => void load().catch(() => undefined); // asked again, and said, when it is wanted
    addEventListener("focusin", warm, { once: true });
    return () => removeEventListener("focusin", warm);
  }, [Part, load, wanted]);
  return { Part, failed: wanted && failed && Part === null };
}

/** Shown where something asked for could not be fetched. */
export const UNREACHED_PART = "The server cannot be reached just now. What you typed is kept; try again.";

/** False for the first drawing: what opens a dialog then finds the focus where it was. */
export function useDrawn(): boolean {
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    const next = setTimeout(() => setDrawn(true));
    return () => clearTimeout(next);
  }, []);
  return drawn;
}
