import { useMemo, useState } from "react";
import type { DraftLabel, KeptState } from "./drafts/draft-keeper";
import { useDraft } from "./use-draft";

interface KeptText {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly clear: () => void;
  /** What is written was stored, and still stands on the screen. */
  readonly done: () => void;
  readonly kept: KeptState;
}

/** What is written in a dialog, a thread or a block, kept on the device like a form's typing until it is sent. */
export function useKeptText(name: string, label: DraftLabel): KeptText {
  const [text, write] = useState("");
  const [isDone, setDone] = useState(false);
  const setText = (next: string) => { setDone(false); write(next); };
  const unsaved = useMemo(() => (isDone || text.trim() === "" ? null : { text }), [isDone, text]);
  const draft = useDraft<{ readonly text: string }>({ name, label }, unsaved, (found) => write((now) => (now === "" ? found.at(-1)?.text ?? "" : now)));
  const forget = () => { draft.forget(); setDone(true); };
  return { text, setText, clear: () => { forget(); write(""); }, done: forget, kept: draft.kept };
}
