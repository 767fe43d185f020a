import { useState } from "react";
import type { Words } from "./use-saving";

type Texts = Readonly<Record<string, string>>;
/** As typed: explanations by check, answers by query. */
export interface TypedWords { readonly explanations: Texts; readonly replies?: Texts }

/** What is written beside the values: explanations at checks, answers to queries. */
export function useWords() {
  const [explanations, setExplanations] = useState<Texts>({});
  const [replies, setReplies] = useState<Texts>({});
  const words: Words = {
    explanations: written(explanations).map(([ruleId, text]) => ({ ruleId, text })),
    replies: written(replies).map(([discrepancyId, body]) => ({ discrepancyId, body })),
  };
  return {
    explanations, replies, words,
    count: words.explanations.length + words.replies.length,
    explain: (ruleId: string, text: string) => setExplanations((before) => ({ ...before, [ruleId]: text })),
    reply: (id: string, text: string) => setReplies((before) => ({ ...before, [id]: text })),
    /** From the device; what was written meanwhile stays. */
    putBack: (kept: TypedWords) => {
      setExplanations((now) => ({ ...kept.explanations, ...now }));
      setReplies((now) => ({ ...kept.replies, ...now }));
    },
    /** What was sent is stored; what was written since stays. */
    settle: (sent: Words) => {
      setExplanations((now) => without(now, sent.explanations.map(({ ruleId, text }) => [ruleId, text])));
      setReplies((now) => without(now, sent.replies.map(({ discrepancyId, body }) => [discrepancyId, body])));
    },
  };
}

const written = (texts: Texts) => Object.entries(texts).filter(([, text]) => text.trim() !== "");
const without = (texts: Texts, sent: readonly (readonly [string, string])[]): Texts => Object.fromEntries(Object.entries(texts).filter(([id, text]) => !sent.some(([sentId, sentText]) => sentId === id && sentText === text)));
