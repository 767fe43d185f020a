import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { Callout } from "@/app/_ui/callout";
import type { LeftOver as Typed } from "./typing-merge";

export const NO_PLACE = "The form has no place for it now: a question was changed, or another tab of yours held another value.";
export const CLOSED = "The form takes no entries now. When it does again, this is put back into its fields.";

interface Props {
  readonly typed: readonly Typed[];
  /** Why it stands here, and what to do. */
  readonly why: string;
  /** It stood in the fields a moment ago: the hand, which has lost its place, comes here. */
  readonly isNew: boolean;
  readonly onDiscard: () => void;
}

/** What was typed on this device and the form has no place for any more. It goes only when a hand takes it away. */
export function LeftOver({ typed, why, isNew, onDiscard }: Props) {
  const [sure, setSure] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const isShown = typed.length > 0;
  useEffect(() => { if (isNew && isShown) box.current?.focus(); }, [isNew, isShown]);
  if (!isShown) return null;
  return (
    <div ref={box} tabIndex={-1} className="left-over">
      <Callout tone="soft" title="You typed this on this device, and it is not saved." {...(isNew ? { live: "alert" } : {})}>
        <p>{why}</p>
        <ul>{typed.map(({ field, label, typed: text }, at) => <li key={`${field} ${at}`}>{label}: <b>{text}</b></li>)}</ul>
        {sure
          ? <div className="row"><Button size="compact-sm" onClick={onDiscard}>Discard it</Button><Button size="compact-sm" variant="default" onClick={() => setSure(false)}>Keep it</Button></div>
          : <Button size="compact-sm" variant="default" onClick={() => setSure(true)}>Discard …</Button>}
      </Callout>
    </div>
  );
}
