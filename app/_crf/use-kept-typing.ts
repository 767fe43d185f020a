import { useState } from "react";
import type { Correction } from "@/lib/crf/correction";
import type { Form } from "@/lib/crf/define-form";
import type { TypingContext } from "@/lib/kernel/partial-date";
import { mergeKept, putBack, type KeptTyping, type LeftOver, type PutBack, type Recorded } from "./typing-merge";
import { useDraft, type DraftPlace, type DraftState } from "./use-draft";
import type { Posting } from "./use-saving";
import type { TypedWords } from "./use-words";

/** Everything of a form that is kept on the device until it is saved. */
export interface KeptForm extends KeptTyping, TypedWords {
  /** What was said of why values change, before it was saved. */
  readonly said?: Correction;
  /** Sent, and not known to be carried out: the same request after a reload. */
  readonly pending: Posting | null;
  /** What the form has no place for, until a hand takes it away. */
  readonly leftOver: readonly LeftOver[];
  /** The row that is being added: the same over a reload, so that a repeat finds its own. */
  readonly entryId: string | null;
}

interface Surroundings {
  readonly place: DraftPlace;
  readonly form: Form;
  readonly stored: Recorded;
  readonly mayEdit: boolean;
  readonly typing: TypingContext;
}

interface KeptFormState extends DraftState {
  readonly leftOver: readonly LeftOver[];
  /** The form takes no typing any more: what stood on the screen is kept beside it. */
  readonly setAside: (kept: KeptForm) => void;
  readonly discard: () => void;
}

/**
 * Between a form and what this device keeps of it. `unsaved` is what is new on the screen, null for nothing; `onBack` puts typing
 * into its fields. A form that is locked, removed or renewed meanwhile shows what was typed beside it, and destroys nothing.
 */
export function useKeptTyping({ place, form, stored, mayEdit, typing }: Surroundings, unsaved: KeptForm | null, onBack: (back: PutBack, kept: KeptForm) => void): KeptFormState {
  const [aside, setAside] = useState<KeptForm | null>(null);
  const [homeless, setHomeless] = useState<readonly LeftOver[]>([]);
  const content = mayEdit ? (unsaved || homeless.length > 0 ? { ...NOTHING, ...unsaved, leftOver: homeless } : null) : aside;
  const draft = useDraft<KeptForm>(place, content, (found) => {
    const kept = mergeKept(found);
    if (!mayEdit) return setAside(kept);
    const back = putBack(form, kept, stored, true, typing);
    setHomeless([...kept.leftOver, ...back.leftOver]);
    onBack(back, kept);
  });
  const leftOver = mayEdit ? homeless : aside === null ? [] : [...aside.leftOver, ...putBack(form, aside, stored, false, typing).leftOver];
  return { ...draft, leftOver, setAside, discard: () => { setHomeless([]); setAside(null); } };
}

const NOTHING: KeptForm = { typed: {}, from: {}, labels: {}, explanations: {}, pending: null, leftOver: [], entryId: null };
