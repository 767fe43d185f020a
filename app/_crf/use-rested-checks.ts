import { startTransition, useCallback, useEffect, useRef, useState } from "react";
import { sameAnswer } from "@/lib/crf/changes";
import type { FiredCheck } from "@/lib/crf/fired-checks";
import type { Recorded } from "./typing-merge";

const PAUSE_MS = 700; // nobody is asked about half a number

interface Rested {
  /** What asked when the hand last paused or left a field. */
  readonly checks: readonly FiredCheck[];
  /** To be said aloud, once: what was not asked before. */
  readonly voice: string;
  /** The hand has left a field: what asks now is shown now. */
  readonly rest: () => void;
}

/** Checks run when the hand pauses or leaves a field, so that no letter waits for them and nothing flickers. The same checks give the same list. */
export function useRestedChecks(checksFor: (answers: Recorded) => readonly FiredCheck[], answers: Recorded): Rested {
  const [checks, setChecks] = useState(() => checksFor(answers));
  const [voice, setVoice] = useState("");
  const now = useRef({ checksFor, answers });
  const judged = useRef({ checksFor, answers });
  const shown = useRef(checks);
  const rest = useCallback(() => {
    const { checksFor: check, answers: typed } = now.current;
    if (judged.current.checksFor === check && judged.current.answers === typed) return;
    judged.current = now.current;
    const asked = check(typed);
    if (sameAnswer(asked, shown.current)) return;
    const fresh = asked.filter(({ message }) => !shown.current.some((before) => before.message === message));
    shown.current = asked;
    startTransition(() => {
      setChecks(asked);
      if (fresh.length > 0) setVoice(fresh.map(({ message }) => message).join(" "));
    });
  }, []);
  useEffect(() => {
    now.current = { checksFor, answers };
    const later = setTimeout(rest, PAUSE_MS);
    return () => clearTimeout(later);
  }, [checksFor, answers, rest]);
  return { checks, voice, rest };
}
