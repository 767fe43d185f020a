import { Button } from "@mantine/core";
import { createContext, use, useEffect, useId } from "react";
import { HINTS, type Hint } from "@/lib/kernel/guidance";

export interface HintsNow {
  /** What this person has not read yet, on any device. */
  readonly unread: readonly Hint[];
  /** At which place each hint stands: once on a page, wherever it came up first. */
  readonly places: Readonly<Partial<Record<Hint, string>>>;
  readonly claim: (hint: Hint, place: string) => void;
  readonly leave: (hint: Hint, place: string) => void;
  readonly read: (hint: Hint) => void;
}

/** Without a provider there are no hints. */
export const HintsContext = createContext<HintsNow | null>(null);

/** What a newcomer wants to know here, until they say that they have read it. */
export function HintLine({ of }: { readonly of: Hint }) {
  const hints = use(HintsContext);
  const place = useId();
  const isUnread = hints?.unread.includes(of) ?? false;
  const [claim, leave] = [hints?.claim, hints?.leave];
  useEffect(() => {
    if (!isUnread) return;
    claim?.(of, place);
    return () => leave?.(of, place);
  }, [claim, leave, isUnread, of, place]);
  if (hints === null || !isUnread || hints.places[of] !== place) return null;
  return <p className="hint-line"><span>{HINTS[of]}</span><Button size="compact-xs" variant="subtle" onClick={() => hints.read(of)}>Got it</Button></p>;
}
