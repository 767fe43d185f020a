"use client";

import { useCallback, useMemo, useState, type ReactNode } from "react";
import { HintsContext, type HintsNow } from "@/app/_crf/hint-line";
import { useAct } from "@/app/_ui/use-act.client";
import type { Hint } from "@/lib/kernel/guidance";
import { noteGuidanceAction } from "./help/actions";

/** The first-time hints of whoever is signed in: each once, remembered with the account. A note that did not arrive is made the next time. */
export function Hints({ unread, children }: { readonly unread: readonly Hint[]; readonly children: ReactNode }) {
  const [gone, setGone] = useState<readonly Hint[]>([]);
  const [places, setPlaces] = useState<HintsNow["places"]>({});
  const { send } = useAct();
  const claim = useCallback((hint: Hint, place: string) => setPlaces((now) => (now[hint] === undefined ? { ...now, [hint]: place } : now)), []);
  const leave = useCallback((hint: Hint, place: string) => setPlaces((now) => (now[hint] === place ? { ...now, [hint]: undefined } as HintsNow["places"] : now)), []);
  const value = useMemo<HintsNow>(() => ({
    unread: unread.filter((hint) => !gone.includes(hint)), places, claim, leave,
    read: (hint) => { setGone((before) => [...before, hint]); void send(noteGuidanceAction, hint, { notice: hint, reason: null }); },
  }), [unread, gone, places, claim, leave, send]);
  return <HintsContext value={value}>{children}</HintsContext>;
}
