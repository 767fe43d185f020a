import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { answerSchema } from "@/lib/crf/answer-schema";
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
  const { control, reset, setValue } = useForm({ defaultValues: typedAnswers(form, stored) });
  const typed = useWatch({ control }) as TypedAnswers;
  const answers = useMemo(() => answersOf(form, typed, typing), [form, typed, typing]);
  const errors = useMemo(() => errorsOf(form, answers), [form, answers]);
  const now = useRef({ typed, answers, seen });
  useEffect(() => { now.current = { typed, answers, seen }; });

  const dispute = (more: Disputed) => {
    setDisputed((before) => ({ stored: { ...before.stored, ...more.stored }, by: { ...before.by, ...more.by } }));
    setSeen((before) => ({ ...before, ...more.stored })); // saving again replaces theirs knowingly, with a reason
  };
  const moveTo = (next: Recorded, isTouched: (field: string) => boolean) => {
    const moved = rebase(form, now.current, next, isTouched);
    reset(moved.typed);
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
    changes: changesBetween(seen, answers),
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

/** One sentence per impossible value, by field. */
function errorsOf(form: Form, answers: Recorded): Readonly<Record<string, string>> {
  const parsed = answerSchema(form).safeParse(answers);
  return parsed.success ? {} : Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0]), message]).reverse());
}
