import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { faultOf } from "@/lib/crf/read-answers";
import { changesBetween, sameAnswer } from "@/lib/crf/changes";
import type { Form } from "@/lib/crf/define-form";
import type { TypingContext } from "@/lib/kernel/partial-date";
import { answersOf, typedAnswers, type TypedAnswers } from "./typed-answers";
import { rebase, respelled, sayRespelled, type Recorded } from "./typing-merge";
import type { Disputed, Posting, Saved } from "./use-saving";

interface Stored { readonly form: Form; readonly stored: Recorded; readonly version?: number; readonly mayEdit: boolean; readonly typing: TypingContext }

/** What stands in the controls, beside what is stored: the base moves on under the typing and takes nothing of it away. */
export function useScreen({ form, stored, version = 0, mayEdit, typing }: Stored) {
  const [seen, setSeen] = useState(stored);
  const seenVersion = useRef(version);
  const [disputed, setDisputed] = useState<Disputed>({ stored: {} });
  const [screen, setScreen] = useState(() => readAll(form, typedAnswers(form, stored), typing));
  if (screen.typing !== typing) setScreen(readAll(form, screen.typed, typing));
  const { typed, answers, errors } = screen;
  const setValue = useCallback((name: string, value: unknown) => setScreen((before) => retyped(form, before, name, value)), [form]);
  const now = useRef({ typed, answers, seen });
  useEffect(() => { now.current = { typed, answers, seen }; });

  const dispute = (more: Disputed) => {
    setDisputed((before) => ({ stored: { ...before.stored, ...more.stored }, by: { ...before.by, ...more.by } }));
    setSeen((before) => ({ ...before, ...more.stored })); // saving again replaces theirs knowingly, with a reason
  };
  const moveTo = (next: Recorded, isTouched: (field: string) => boolean) => {
    const moved = rebase(form, now.current, next, isTouched);
    setScreen(readAll(form, moved.typed, typing));
    setSeen(next);
    return moved;
  };
  const moveOn = useEffectEvent(() => {
    if (version <= seenVersion.current) return;
    const { answers: onScreen, seen: before } = now.current;
    seenVersion.current = version;
    setDisputed({ stored: moveTo(stored, (field) => !sameAnswer(onScreen[field], before[field])).disputed });
  });
  useEffect(() => { queueMicrotask(moveOn); }, [version]);
  return {
    typed, answers, errors, seen, setValue, dispute,
    changes: useMemo(() => changesBetween(seen, answers), [seen, answers]),
    /** Fields where both typed: what is stored, and by whom. */
    disputes: Object.keys(disputed.stored).filter((name) => mayEdit && !sameAnswer(answers[name], seen[name])).map((field) => ({ field, stored: disputed.stored[field], by: disputed.by?.[field] })),
    /** After a save: what was typed since it was sent stays, everything else shows what is stored. */
    settle: (posting: Posting, saved: Saved) => {
      const { answers: onScreen, typed: asTyped, seen: before } = now.current;
      const isSince = (field: string) => { const sent = posting.changes[field]; return !sameAnswer(onScreen[field], sent ? sent.to : before[field]); };
      const echo = sayRespelled(respelled(form, asTyped, Object.keys(posting.changes).filter((field) => !isSince(field)), saved.answers));
      moveTo(saved.answers, isSince);
      seenVersion.current = saved.version;
      setDisputed({ stored: {} });
      return { since: Object.keys(form.fields).filter(isSince).length, echo };
    },
    putBack: (back: TypedAnswers, theirs: Disputed) => {
      Object.entries(back).forEach(([name, value]) => { if (sameAnswer(now.current.answers[name], now.current.seen[name])) setValue(name, value); });
      dispute(theirs);
    },
    toStored: () => void moveTo(stored, () => false),
  };
}

/** What the controls hold, read: answers, and one sentence per impossible value, by field. */
interface Screen { readonly typed: TypedAnswers; readonly answers: Recorded; readonly errors: Readonly<Record<string, string>>; readonly typing: TypingContext }

function readAll(form: Form, typed: TypedAnswers, typing: TypingContext): Screen {
  const answers = answersOf(form, typed, typing);
  return { typed, answers, errors: Object.keys(typed).reduce((errors, name) => judged(form, errors, name, answers[name]), {}), typing };
}

/** A key changes one field: only that one is read and judged again. */
function retyped(form: Form, { typed, answers, errors, typing }: Screen, name: string, value: unknown): Screen {
  const answer = answersOf(form, { [name]: value }, typing)[name];
  return { typed: { ...typed, [name]: value }, answers: { ...answers, [name]: answer }, errors: judged(form, errors, name, answer), typing };
}

function judged(form: Form, errors: Screen["errors"], name: string, answer: unknown): Screen["errors"] {
  const field = form.fields[name];
  const fault = field ? faultOf(field, answer) : null;
  if (fault === (errors[name] ?? null)) return errors;
  const { [name]: _, ...others } = errors;
  return fault === null ? others : { ...others, [name]: fault };
}
