"use client";

import { useEffect, useState, type ComponentType } from "react";

/** Fetches code in the background once a hand touches the page, so that it is there before it is asked for. A fetch that fails is repeated, and said, when it is. */
export function fetchAtTouch(load: () => Promise<unknown>): void {
  if (typeof window !== "undefined") addEventListener("focusin", () => void load().catch(() => undefined), { once: true });
}

/**
 * A component whose code is fetched at the first touch of the page, or when it is wanted, whichever comes first: reading a page does not pay for
 * what only a hand needs. Until it has arrived nothing is drawn; where the server cannot be reached for it, that is said.
 */
export function late<Props extends object>(load: () => Promise<ComponentType<Props>>, isWanted: (props: Props) => boolean = () => true): ComponentType<Props> {
  let arrived: ComponentType<Props> | null = null;
  const fetch = () => load().then((Part) => (arrived = Part));
  fetchAtTouch(fetch);
  return function Late(props: Props) {
    const { Part, failed } = useLate(fetch, isWanted(props), arrived); // what has arrived is drawn at once, so that a dialog finds its first field
    return failed ? <p role="alert" className="late-failed">{UNREACHED_PART}</p> : Part && <Part {...props} />;
  };
}

/** The component that `load` fetches when it is wanted. `failed` while the server could not be reached for it; wanting it again asks again. */
export function useLate<Props>(load: () => Promise<ComponentType<Props>>, wanted: boolean, arrived: ComponentType<Props> | null = null): { readonly Part: ComponentType<Props> | null; readonly failed: boolean } {
  const [Part, setPart] = useState<ComponentType<Props> | null>(() => (wanted ? arrived : null));
  const [failed, setFailed] = useState(false);
  const fetches = wanted && Part === null;
  useEffect(() => { if (fetches) load().then((loaded) => setPart(() => loaded), () => setFailed(true)); }, [fetches, load]);
  return { Part, failed: fetches && failed };
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
