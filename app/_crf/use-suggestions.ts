import { useEffect, useState } from "react";
import type { TextField } from "@/lib/crf/fields/text";

type Source = NonNullable<TextField["suggests"]>;
const PLACES: Readonly<Record<Source, string>> = { drug_register: "/medications/search" };

export interface Suggested {
  readonly suggestions: readonly { readonly name: string; readonly ingredients: readonly string[] }[];
  readonly compositions: readonly string[];
}

const PAUSE_MS = 200;
const FEWEST_LETTERS = 2;
const KEPT_ANSWERS = 50;

/** The field and the panel beside it ask for the same text: one request serves both. */
const asked = new Map<string, Promise<Suggested>>();

function ask(source: Source, sought: string): Promise<Suggested> {
  const address = `${PLACES[source]}?${new URLSearchParams({ typed: sought })}`;
  const before = asked.get(address);
  if (before !== undefined) return before;
  const answer = fetch(address).then(async (response) => {
    if (!response.ok) throw new Error(`No suggestions: ${response.status}`);
    return (await response.json()) as Suggested; // of this application's own route, which writes this type
  });
  asked.set(address, answer);
  answer.catch(() => asked.delete(address));
  if (asked.size > KEPT_ANSWERS) asked.delete([...asked.keys()][0]!);
  return answer;
}

/** What is offered for the text as it stands, once the hand rests; null until the answer for this text is there. Without an answer nothing is offered. */
export function useSuggestions(source: Source, typed: string, wanted: boolean): Suggested | null {
  const [answered, setAnswered] = useState<{ readonly to: string; readonly given: Suggested } | null>(null);
  const sought = typed.trim();
  const asks = wanted && sought.length >= FEWEST_LETTERS && answered?.to !== sought;
  useEffect(() => {
    if (!asks) return;
    let stillWanted = true;
    const later = setTimeout(() => {
      ask(source, sought).then((given) => { if (stillWanted) setAnswered({ to: sought, given }); }, () => undefined);
    }, PAUSE_MS);
    return () => { stillWanted = false; clearTimeout(later); };
  }, [asks, source, sought]);
  return answered?.to === sought ? answered.given : null;
}
