import { useEffect, useMemo, useRef, useState } from "react";
import type { Change } from "@/lib/crf/changes";
import { NOTHING_SAID, type Why } from "@/lib/crf/correction";
import type { Form } from "@/lib/crf/define-form";
import type { FiredCheck } from "@/lib/crf/fired-checks";
import type { TypingContext } from "@/lib/kernel/partial-date";
import { deviceClock } from "./device-clock";
import { isRelative, typedOf } from "./typed-answers";
import type { Recorded } from "./typing-merge";
import { useConnection } from "./use-connection";
import type { DraftPlace } from "./use-draft";
import { afterThePress } from "./after-the-press";
import { useKeptTyping, type KeptForm } from "./use-kept-typing";
import { useRestedChecks } from "./use-rested-checks";
import { useSaving, type Post, type Saved, type SaveOutcome } from "./use-saving";
import { useScreen } from "./use-screen";
import { useSteady } from "./use-steady";
import { useWords } from "./use-words";

export type { Recorded } from "./typing-merge";

export interface CrfFormState {
  readonly form: Form;
  /** As stored when the page was made; {} for a new row. */
  readonly stored: Recorded;
  /** Of `stored`: a later one that arrives while somebody types is taken in field by field. */
  readonly version?: number;
  readonly mayEdit: boolean;
  readonly typing: TypingContext;
  /** The checks of the study, run while typing: the same code that the server runs. */
  readonly checksFor: (answers: Recorded) => readonly FiredCheck[];
  readonly post: Post;
  /** `isDone`: nothing was typed since it was sent. */
  readonly onSaved: (saved: Saved, isDone: boolean) => void;
  /** The save was refused because the form takes none: time to look at it again. */
  readonly onHeld: () => void;
  readonly draft: DraftPlace & {
    /** The row that is being added. */
    readonly entryId?: string;
    /** The row that was being added before a reload goes on under its own id; "moved" when it is stored already and opened as such, "saved" when nothing of it waits. */
    readonly onRow?: (kept: KeptForm) => "go on" | "moved" | "saved";
  };
  /** Who stored the present value of a field, and when, where the page knows. */
  readonly storedBy?: (field: string) => { readonly name: string; readonly at: string } | undefined;
}

/** What is on the screen, what of it is new, impossible or asked about, and how it is saved. */
export function useCrfForm(props: CrfFormState) {
  const { form, mayEdit, typing, checksFor, onSaved, draft: place, storedBy } = props;
  const screen = useScreen(props);
  const { typed, answers, errors, changes, setValue } = screen;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const words = useWords();
  const [asking, setAsking] = useState<readonly Change[] | null>(null);
  const [said, setSaid] = useState(NOTHING_SAID);
  const saving = useSaving(props.post);
  const connection = useConnection(saving.unreached);

  const rested = useRestedChecks(checksFor, answers);
  const isWaiting = changes.length + words.count > 0;
  const unsaved = mayEdit && isWaiting;
  const entryId = place.entryId ?? null;
  const { explanations, replies } = words;
  const kept = useMemo<KeptForm | null>(() => (!isWaiting && saving.pending === null ? null : {
    typed: pick(typed, changes), from: pick(screen.seen, changes), labels: Object.fromEntries(changes.map(({ field }) => [field, form.fields[field]?.label ?? field])),
    explanations, replies, said, pending: saving.pending, leftOver: [], entryId,
  }), [isWaiting, typed, changes, screen.seen, form, explanations, replies, said, saving.pending, entryId]);
  const draft = useKeptTyping({ place, form, stored: screen.seen, mayEdit, typing }, kept, (back, before) => {
    if (before.entryId && (place.onRow?.(before) ?? "go on") !== "go on") return;
    if (Object.keys(back.typed).length > 0) saving.resume(before.pending);
    words.putBack(before);
    setSaid(before.said ?? NOTHING_SAID);
    screen.putBack(back.typed, { stored: back.disputed, by: Object.fromEntries(Object.keys(back.disputed).flatMap((field) => { const by = storedBy?.(field); return by ? [[field, by]] : []; })) });
  });
  useSetAside(mayEdit, kept, draft.setAside, screen.toStored);

  const finish = (outcome: SaveOutcome | null) => {
    if (outcome?.disputed) screen.dispute(outcome.disputed);
    if (outcome?.held) props.onHeld();
    if (!outcome?.saved) return;
    const { since, echo } = screen.settle(outcome.posting, outcome.saved);
    if (since === 0) draft.forget();
    words.settle(outcome.posting);
    setSaid(NOTHING_SAID);
    saving.say(`Saved ${deviceClock(Date.now())}${echo}${since > 0 ? `, ${since} ${since === 1 ? "value" : "values"} not saved` : ""}`);
    onSaved(outcome.saved, since === 0);
  };
  const savable = changes.filter(({ field }) => errors[field] === undefined);
  const send = async (why: Why) => { setAsking(null); finish(await saving.send(savable, why, words.words)); };
  const save = () => {
    setLeft(new Set(Object.keys(form.fields)));
    rested.rest();
    if (saving.pending !== null) return void saving.again().then(finish);
    if (savable.length + words.count === 0) { return changes.length > 0 ? saving.say("Nothing saved: correct the value marked above.", "refused") : saving.say("Nothing to save"); }
    if (savable.some(({ from }) => from !== null)) setAsking(savable);
    else void send({ reason: null, reasons: {} });
  };
  const acts = useSteady({
    change: (name: string, value: unknown) => {
      setValue(name, value);
      setLeft((before) => (before.has(name) ? new Set([...before].filter((each) => each !== name)) : before)); // half a number is nobody's mistake yet
    },
    leave: (name: string) => afterThePress(() => {
      setLeft((before) => (before.has(name) ? before : new Set([...before, name])));
      if (errors[name] === undefined && isRelative(form, name, typed[name], answers[name])) setValue(name, typedOf(form.fields[name]!, answers[name]));
      rested.rest();
    }),
    explain: words.explain,
    reply: words.reply,
    take: (name: string) => setValue(name, typedOf(form.fields[name]!, screen.seen[name] ?? null)),
  });
  return {
    typed, answers, errors, fired: rested.checks, voice: rested.voice, explanations, replies, asking, said, unsaved, saving, connection, draft, save, send, setAsking, setSaid, disputes: screen.disputes,
    again: () => void saving.again().then(finish),
    errorOf: (name: string) => (left.has(name) ? errors[name] : undefined),
    acts,
  };
}

const pick = (from: Recorded, changes: readonly Change[]) => Object.fromEntries(changes.map(({ field }) => [field, from[field] ?? null]));

/** A form that takes no typing any more, while something stands typed in it: that moves beside the form, and the fields show what is stored. */
function useSetAside(mayEdit: boolean, kept: KeptForm | null, setAside: (kept: KeptForm | null) => void, toStored: () => void) {
  const could = useRef(mayEdit);
  useEffect(() => {
    if (could.current && !mayEdit) { setAside(kept); toStored(); }
    could.current = mayEdit;
  });
}
