import { useMemo, useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { changesBetween, sameAnswer, type Change } from "@/lib/crf/changes";
import { answerSchema } from "@/lib/crf/answer-schema";
import { NOTHING_SAID, type Correction, type Why } from "@/lib/crf/correction";
import type { Form } from "@/lib/crf/define-form";
import type { FiredCheck } from "@/lib/crf/fired-checks";
import type { TypingContext } from "@/lib/kernel/partial-date";
import { answersOf, typedAnswers, typedOf, type TypedAnswers } from "./typed-answers";
import { useDraft, type DraftPlace } from "./use-draft";
import { useRestedChecks } from "./use-rested-checks";
import { useSaving, type Post, type Saved } from "./use-saving";

export type Recorded = Readonly<Record<string, unknown>>;

export interface CrfFormState {
  readonly form: Form;
  /** As stored when the page was made; {} for a new row. */
  readonly stored: Recorded;
  readonly mayEdit: boolean;
  readonly typing: TypingContext;
  /** The checks of the study, run while typing: the same code that the server runs. */
  readonly checksFor: (answers: Recorded) => readonly FiredCheck[];
  readonly post: Post;
  readonly onSaved: (saved: Saved) => void;
  readonly draft: DraftPlace;
}

interface Kept {
  readonly typed: TypedAnswers;
  readonly explanations: Readonly<Record<string, string>>;
  /** By query. */
  readonly replies?: Readonly<Record<string, string>>;
  /** What was said of why values change, before it was saved. */
  readonly said?: Correction;
}

/** What is on the screen, what of it is new, impossible or asked about, and how it is saved. */
export function useCrfForm({ form, stored, mayEdit, typing, checksFor, post, onSaved, draft: place }: CrfFormState) {
  const [seen, setSeen] = useState(stored);
  const { control, reset, setValue } = useForm({ defaultValues: typedAnswers(form, stored) });
  const typed = useWatch({ control }) as TypedAnswers;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [explanations, setExplanations] = useState<Kept["explanations"]>({});
  const [replies, setReplies] = useState<Readonly<Record<string, string>>>({});
  const [asking, setAsking] = useState<readonly Change[] | null>(null);
  const [said, setSaid] = useState(NOTHING_SAID);
  const saving = useSaving(post);

  const answers = useMemo(() => answersOf(form, typed, typing), [form, typed, typing]);
  const errors = useMemo(() => errorsOf(form, answers), [form, answers]);
  const fired = useMemo(() => checksFor(answers), [answers, checksFor]);
  const rested = useRestedChecks(fired);
  // After a dispute the base is what is stored now: saving again replaces it knowingly, with a reason.
  const changes = changesBetween({ ...seen, ...saving.disputed }, answers);
  const given = Object.entries(explanations).filter(([, text]) => text.trim() !== "").map(([ruleId, text]) => ({ ruleId, text }));
  const replied = Object.entries(replies).filter(([, text]) => text.trim() !== "").map(([discrepancyId, body]) => ({ discrepancyId, body }));
  const words = { explanations: given, replies: replied };
  const unsaved = mayEdit && changes.length + given.length + replied.length > 0;
  const draft = useDraft<Kept>(place, unsaved ? { typed: Object.fromEntries(changes.map(({ field }) => [field, typed[field]])), explanations, replies, said } : null, (kept) => {
    Object.entries(kept.typed).forEach(([name, value]) => form.fields[name] && setValue(name, value));
    setExplanations(kept.explanations);
    setReplies(kept.replies ?? {});
    setSaid(kept.said ?? NOTHING_SAID);
  });

  const finish = (saved: Saved | null) => {
    if (!saved) return;
    draft.forget();
    const kept = Object.keys(errors);
    setSeen(saved.answers);
    reset({ ...typedAnswers(form, saved.answers), ...Object.fromEntries(kept.map((name) => [name, typed[name]])) });
    setExplanations({});
    setReplies({});
    setSaid(NOTHING_SAID);
    saving.say(`Saved ${new Date().toTimeString().slice(0, 8)}${kept.length > 0 ? `, ${kept.length} ${kept.length === 1 ? "value" : "values"} not saved` : ""}`);
    onSaved(saved);
  };
  const savable = changes.filter(({ field }) => errors[field] === undefined);
  const send = async (why: Why) => { setAsking(null); finish(await saving.send(savable, why, words)); };
  const save = () => {
    setLeft(new Set(Object.keys(form.fields)));
    rested.rest();
    if (savable.length + given.length + replied.length === 0) { saving.say(changes.length > 0 ? "Nothing saved: correct the value marked above." : "Nothing to save"); return; }
    if (savable.some(({ from }) => from !== null)) setAsking(savable);
    else void send({ reason: null, reasons: {} });
  };
  const disputed = Object.keys(saving.disputed).filter((name) => !sameAnswer(answers[name], saving.disputed[name]));
  return {
    typed, answers, errors, fired: rested.checks, voice: rested.voice, explanations, replies, asking, said, unsaved, disputed, saving, restored: draft.restored, save, send, setAsking, setSaid,
    again: () => void saving.again().then(finish),
    errorOf: (name: string) => (left.has(name) ? errors[name] : undefined),
    change: (name: string, value: unknown) => {
      setValue(name, value);
      setLeft((before) => new Set([...before].filter((each) => each !== name))); // half a number is nobody's mistake yet
    },
    leave: (name: string) => { setLeft((before) => new Set([...before, name])); rested.rest(); },
    explain: (ruleId: string, text: string) => setExplanations((before) => ({ ...before, [ruleId]: text })),
    reply: (id: string, text: string) => setReplies((before) => ({ ...before, [id]: text })),
    take: (name: string) => setValue(name, typedOf(form.fields[name]!, saving.disputed[name] ?? null)),
  };
}

/** One sentence per impossible value, by field. */
function errorsOf(form: Form, answers: Recorded): Readonly<Record<string, string>> {
  const parsed = answerSchema(form).safeParse(answers);
  return parsed.success ? {} : Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0]), message]).reverse());
}
