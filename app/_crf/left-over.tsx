import { Button } from "@mantine/core";
import { useState } from "react";
import { Callout } from "@/app/_ui/callout";
import type { LeftOver as Typed } from "./typing-merge";

/** What was typed on this device and the form has no place for any more. It goes only when a hand takes it away. */
export function LeftOver({ typed, mayEdit, onDiscard }: { readonly typed: readonly Typed[]; readonly mayEdit: boolean; readonly onDiscard: () => void }) {
  const [sure, setSure] = useState(false);
  if (typed.length === 0) return null;
  return (
    <Callout tone="soft" title="You typed this on this device, and it is not saved.">
      <p>{mayEdit ? "The form has no place for it now: a question was changed, or another tab of yours held another value." : "The form takes no entries now. When it does again, this is put back into its fields."}</p>
      <ul>{typed.map(({ field, label, typed: text }, at) => <li key={`${field} ${at}`}>{label}: <b>{text}</b></li>)}</ul>
      {sure
        ? <div className="row"><Button size="compact-sm" onClick={onDiscard}>Discard it</Button><Button size="compact-sm" variant="default" onClick={() => setSure(false)}>Keep it</Button></div>
        : <Button size="compact-sm" variant="default" onClick={() => setSure(true)}>Discard …</Button>}
    </Callout>
  );
}
