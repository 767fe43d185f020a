import { useEffect, useRef, useState } from "react";
import type { FiredCheck } from "@/lib/crf/fired-checks";

const PAUSE_MS = 700; // nobody is asked about half a number

interface Rested {
  /** What asked when the hand last paused or left a field. */
  readonly checks: readonly FiredCheck[];
  /** To be said aloud, once: what was not asked before. */
  readonly voice: string;
  /** The hand has left a field: what asks now is shown now. */
  readonly rest: () => void;
}

/** Checks run at every letter; what they ask comes, changes and goes only when the hand pauses, so that nothing flickers. */
export function useRestedChecks(fired: readonly FiredCheck[]): Rested {
  const [checks, setChecks] = useState(fired);
  const [voice, setVoice] = useState("");
  const latest = useRef(fired);
  const shown = useRef(fired);
  const rest = () => {
    if (shown.current === latest.current) return;
    const fresh = latest.current.filter(({ message }) => !shown.current.some((before) => before.message === message));
    shown.current = latest.current;
    setChecks(latest.current);
    if (fresh.length > 0) setVoice(fresh.map(({ message }) => message).join(" "));
  };
  useEffect(() => {
    latest.current = fired;
    const later = setTimeout(rest, PAUSE_MS);
    return () => clearTimeout(later);
  }, [fired]);
  return { checks, voice, rest };
}
