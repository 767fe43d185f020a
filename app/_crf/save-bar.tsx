import { Button } from "@mantine/core";
import { memo, type ReactNode, type RefObject } from "react";
import { Glyph } from "@/app/_ui/glyph";
import { TextLink } from "@/app/_ui/text-link";
import type { Onwards } from "./onwards";

interface Props {
  readonly bar: RefObject<HTMLDivElement | null>;
  readonly mayEdit: boolean;
  readonly says: ReactNode;
  readonly busy: boolean;
  readonly saveLabel: string;
  /** True where saving stays on purpose, as with the rows of a log. */
  readonly staysHere: boolean;
  readonly onwards: Onwards;
  readonly onSave: () => void;
  readonly onSaveAndNext: () => void;
  readonly onKeys: () => void;
}

/** Below every form: where its answers stand, the forms around it, and one primary button, which is where Enter goes from the last field. */
export function SaveBar({ bar, says, ...pressed }: Props) {
  return (
    <div className={pressed.mayEdit ? "save-bar" : "save-bar save-bar-reading"} ref={bar}>
      <span className="save-bar-state" role="status">{says}</span>
      <span className="grow" />
      <Pressed {...pressed} />
    </div>
  );
}

/** Apart from the words, which change as somebody types. */
const Pressed = memo(function Pressed({ mayEdit, busy, saveLabel, staysHere, onwards: { previous, next, due }, onSave, onSaveAndNext, onKeys }: Omit<Props, "bar" | "says">) {
  const goesOn = due !== null && !staysHere;
  return (
    <>
      {(previous ?? next) && (
        <nav className="save-bar-forms" aria-label="Forms beside this one">
          {previous && <TextLink href={previous.href} title={`${previous.title} (Alt P)`}><Glyph of="previous" /><span>{previous.title}</span></TextLink>}
          {next && <TextLink href={next.href} title={`${next.title} (Alt N)`}><span>{next.title}</span><Glyph of="next" /></TextLink>}
        </nav>
      )}
      <button type="button" className="save-bar-keys" onClick={onKeys}>Keys <kbd aria-hidden>?</kbd></button>
      {mayEdit && (
        <>
          <Button onClick={onSave} loading={busy} {...(goesOn ? { variant: "default" } : { "data-save": true })}>{saveLabel} <kbd aria-hidden>Alt S</kbd></Button>
          {goesOn && <Button onClick={onSaveAndNext} loading={busy} data-save title={`Saves, then opens ${due.title}`}>Save and next <span className="save-bar-due">{due.title}</span> <kbd aria-hidden>Ctrl ⏎</kbd></Button>}
        </>
      )}
    </>
  );
});
