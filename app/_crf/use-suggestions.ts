import { useEffect, useState } from "react";
import { z } from "zod";
import type { TextField } from "@/lib/crf/fields/text";

const PLACES: Readonly<Record<NonNullable<TextField["suggests"]>, string>> = { drug_register: "/medications/search" };

const Answer = z.object({ suggestions: z.array(z.object({ name: z.string(), ingredients: z.array(z.string()) })), compositions: z.array(z.string()) });
export type Suggested = z.infer<typeof Answer>;
const NOTHING: Suggested = { suggestions: [], compositions: [] };

const PAUSE_MS = 200;
const FEWEST_LETTERS = 2;

/** What is offered for the text as it stands, once the hand rests; null until the answer for this text is there. Without an answer nothing is offered. */
export function useSuggestions(source: NonNullable<TextField["suggests"]>, typed: string, wanted: boolean): Suggested | null {
  const [answered, setAnswered] = useState<{ readonly to: string; readonly given: Suggested } | null>(null);
  const sought = typed.trim();
  const asks = wanted && sought.length >= FEWEST_LETTERS && answered?.to !== sought;
  useEffect(() => {
    if (!asks) return;
    const leaving = new AbortController();
    const later = setTimeout(() => {
      fetch(`${PLACES[source]}?${new URLSearchParams({ typed: sought })}`, { signal: leaving.signal })
        .then(async (response) => (response.ok ? Answer.parse(await response.json()) : NOTHING))
        .then((given) => setAnswered({ to: sought, given }), () => undefined);
    }, PAUSE_MS);
    return () => { clearTimeout(later); leaving.abort(); };
  }, [asks, source, sought]);
  return answered?.to === sought ? answered.given : null;
}
