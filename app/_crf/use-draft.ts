import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useMe, type Person } from "@/app/_ui/me.client";
import { sameAnswer } from "@/lib/crf/changes";
import { openKeeper, type DraftPlace, type KeptState } from "./drafts/draft-keeper";

export type { DraftPlace } from "./drafts/draft-keeper";

export interface DraftState {
  readonly kept: KeptState;
  /** When what was put back was typed, in ms; null when nothing was. */
  readonly restoredFrom: number | null;
  /** Another tab of this browser has typing at the same place, which is not saved. */
  readonly elsewhere: boolean;
  /** For the moment of a confirmed save. */
  readonly forget: () => void;
}

/**
 * Keeps what is typed and not saved on this device, sealed under the session's key, so that a closed tab or a killed browser
 * loses nothing. Two tabs each keep their own. `unsaved` is the same object for as long as it holds the same. `putBack` gets what was found, oldest first, once; until then nothing of it is
 * overwritten, and what is typed meanwhile is kept beside it.
 */
export function useDraft<Kept>(place: DraftPlace, unsaved: Kept | null, putBack: (found: readonly Kept[]) => void): DraftState {
  const me = useMe();
  const person = useRef(me);
  const [kept, setKept] = useState<KeptState>({ is: "nothing" });
  const [found, setFound] = useState<{ readonly restoredFrom: number | null; readonly elsewhere: boolean } | null>(null);
  const keeper = useRef<ReturnType<typeof openKeeper<Kept>> | null>(null);
  const restore = useRef(putBack);
  const at = useRef(place);
  const secret = me?.draftSecret;
  useEffect(() => { person.current = me; restore.current = putBack; at.current = place; });

  useEffect(() => {
    if (person.current === null) return;
    const own = openKeeper<Kept>(at.current, () => person.current as Person, (state) => setKept((before) => (sameAnswer(before, state) ? before : state)));
    keeper.current = own;
    let gone = false;
    void own.look().catch(() => ({ found: [], elsewhere: false })).then(({ found, elsewhere }) => {
      if (gone) return;
      if (found.length > 0) restore.current(found.map((each) => each.kept));
      setFound({ restoredFrom: found.length > 0 ? Math.min(...found.map(({ since }) => since)) : null, elsewhere });
    });
    return () => { gone = true; keeper.current = null; own.close(); };
  }, [place.name]);
  const looked = found !== null;
  useEffect(() => { if (looked || unsaved !== null) keeper.current?.keep(unsaved, looked); }, [looked, unsaved, secret]);
  const forget = useCallback(() => keeper.current?.keep(null, looked), [looked]);
  return useMemo(() => ({ kept, restoredFrom: found?.restoredFrom ?? null, elsewhere: found?.elsewhere ?? false, forget }), [kept, found, forget]);
}
