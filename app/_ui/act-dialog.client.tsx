"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState, type FormEvent, type ReactNode } from "react";
import { Modal } from "@/app/_ui/modal.client";
import { Callout } from "@/app/_ui/callout";

interface ActDialogProps {
  readonly trigger: string;
  /** Names the button where its words alone do not: they must begin the label. */
  readonly label?: string;
  readonly look?: "default" | "filled" | "subtle";
  readonly small?: boolean;
  readonly title: string;
  readonly button: string;
  readonly ready: boolean;
  readonly busy: boolean;
  readonly fault: string | null;
  /** Carries the act out; true when it happened and the dialog may close. */
  readonly act: () => Promise<boolean>;
  /** Forgets what must not outlive the dialog, such as a password, however it is closed. */
  readonly reset?: () => void;
  /** Forgets what is kept while the dialog is closed, once the act happened. */
  readonly done?: () => void;
  /** In place of the fields once something is to be shown instead of asked. */
  readonly shown?: ReactNode;
  readonly children: ReactNode;
}

/** A button whose dialog asks what an act needs. What was typed stays while the act is refused. */
export function ActDialog({ trigger, label, look = "default", small = false, title, button, ready, busy, fault, act, reset, done, shown, children }: ActDialogProps) {
  const router = useRouter();
  const [opened, setOpened] = useState(false);
  const close = () => {
    setOpened(false);
    reset?.();
    router.refresh();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) void act().then((happened) => { if (!happened) return; done?.(); close(); });
  };
  return (
    <>
      <Button variant={look} size={small ? "xs" : "sm"} onClick={() => setOpened(true)} aria-label={label}>{trigger}</Button>
      <Modal opened={opened} onClose={close} title={title} centered closeButtonProps={{ "aria-label": "Close" }} closeOnClickOutside={!shown}>
        {shown ? <><div className="dialog-body">{shown}</div><div className="dialog-foot"><Button className="end" onClick={close}>Done</Button></div></> : (
          <form onSubmit={submit} noValidate>
            <div className="dialog-body stack">
              {children}
              {fault && <Callout tone="hard" live="alert">{fault}</Callout>}
            </div>
            <div className="dialog-foot">
              <Button variant="default" className="end" onClick={close}>Cancel</Button>
              <Button type="submit" loading={busy} disabled={!ready}>{button}</Button>
            </div>
          </form>
        )}
      </Modal>
    </>
  );
}
