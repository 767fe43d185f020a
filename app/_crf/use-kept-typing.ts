import { useEffect, useEffectEvent, useMemo, useState } from "react";
import type { Correction } from "@/lib/crf/correction";
import type { Form } from "@/lib/crf/define-form";
import type { TypingContext } from "@/lib/kernel/partial-date";
import { besideForm, mergeKept, putBack, type KeptTyping, type LeftOver, type PutBack, type Recorded } from "./typing-merge";
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
  /** The form stopped taking typing while this page was open. */
  readonly wasSetAside: boolean;
  /** The form takes no typing any more: what stood on the screen is kept beside it. */
  readonly setAside: (kept: KeptForm | null) => void;
  readonly discard: () => void;
}

/**
 * Between a form and what this device keeps of it. `unsaved` is what is new on the screen, null for nothing; `onBack` puts typing
 * into its fields. A form that is locked, removed or renewed meanwhile shows what was typed beside it, and destroys nothing; one that
 * takes typing again has it back in its fields.
 */
export function useKeptTyping({ place, form, stored, mayEdit, typing }: Surroundings, unsaved: KeptForm | null, onBack: (back: PutBack, kept: KeptForm) => void): KeptFormState {
  const [aside, setAside] = useState<KeptForm | null>(null);
  const [wasSetAside, setWas] = useState(false);
  const [homeless, setHomeless] = useState<readonly LeftOver[]>([]);
  const content = useMemo(() => aside ?? (unsaved || homeless.length > 0 ? { ...NOTHING, ...unsaved, leftOver: homeless } : null), [unsaved, homeless, aside]);
  const intoFields = (kept: KeptForm) => {
    const back = putBack(form, kept, stored, true, typing);
    setHomeless([...kept.leftOver, ...back.leftOver]);
    onBack(back, kept);
  };
  const draft = useDraft<KeptForm>(place, mayEdit ? content : aside, (found) => (mayEdit ? intoFields(mergeKept(found)) : setAside(mergeKept(found))));
  const takeBack = useEffectEvent(() => {
    if (!mayEdit || aside === null) return;
    intoFields(aside);
    setAside(null);
    setWas(false);
  });
  useEffect(() => { queueMicrotask(takeBack); }, [mayEdit]);
  return {
    ...draft, wasSetAside,
    leftOver: mayEdit ? homeless : aside === null ? [] : besideForm(form, aside, stored, typing),
    setAside: (kept) => { setAside(kept === null && homeless.length === 0 ? null : { ...NOTHING, ...kept, leftOver: homeless }); setWas(kept !== null); },
    discard: () => { setHomeless([]); setAside(null); },
  };
}

const NOTHING: KeptForm = { typed: {}, from: {}, labels: {}, explanations: {}, pending: null, leftOver: [], entryId: null };
