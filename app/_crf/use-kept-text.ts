import { useState } from "react";
import type { DraftLabel } from "./drafts/draft-keeper";
import { useDraft } from "./use-draft";

/** What is written in a dialog or a thread, kept on the device like a form's typing until it is sent. */
export function useKeptText(name: string, label: DraftLabel): { readonly text: string; readonly setText: (text: string) => void; readonly clear: () => void } {
  const [text, setText] = useState("");
  const draft = useDraft<{ readonly text: string }>({ name, label }, text.trim() === "" ? null : { text }, (found) => setText((now) => (now === "" ? found.at(-1)?.text ?? "" : now)));
  return { text, setText, clear: () => { draft.forget(); setText(""); } };
}
