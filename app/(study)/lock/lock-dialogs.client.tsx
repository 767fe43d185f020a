"use client";
import { Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState, type FormEvent, type ReactNode } from "react";
import { useAct } from "@/app/_ui/use-act.client";
import type { LockKind } from "@/lib/locks/lock";
import type { LockOver } from "@/lib/locks/lock-store";
import { placeLockAction, releaseLockAction } from "./actions";

interface ReasonDialogProps {
  readonly trigger: string;
  readonly look: "default" | "filled";
  readonly small?: boolean;
  readonly title: string;
  readonly label: string;
  readonly button: string;
  readonly fault: string | null;
  readonly busy: boolean;
  /** Carries the act out; true when it happened. */
  readonly act: (reason: string) => Promise<boolean>;
  readonly children: ReactNode;
}

/** A button that asks for a reason first. What was typed stays while the act is refused. */
function ReasonDialog({ trigger, look, small = false, title, label, button, fault, busy, act, children }: ReasonDialogProps) {
  const router = useRouter();
  const [opened, setOpened] = useState(false);
  const [reason, setReason] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void act(reason).then((done) => {
      if (!done) return;
      setOpened(false);
      setReason("");
      router.refresh();
    });
  };
  return (
    <>
      <Button variant={look} size={small ? "xs" : "sm"} onClick={() => setOpened(true)}>{trigger}</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={title} centered closeButtonProps={{ "aria-label": "Close, nothing is changed" }}>
        <form onSubmit={submit}>
          <Stack gap="sm">
            {children}
            <Textarea label={label} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={500} autosize minRows={2} required error={fault} data-autofocus />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={() => setOpened(false)}>Cancel</Button>
              <Button type="submit" loading={busy} disabled={reason.trim() === ""}>{button}</Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}

const PLACING = {
  freeze: { verb: "Freeze", says: "No data are entered any more. Queries, reviews, verifications and signatures can still be settled. Unfreezing needs a reason." },
  lock: { verb: "Lock", says: "Nothing is written any more, by anybody. It is refused while a blocker remains. Unlocking needs a reason that names who asked and who approved." },
} as const;

/** Freezes or locks the scope of the page. */
export function PlaceLockDialog({ kind, over, says }: { readonly kind: LockKind; readonly over: LockOver; readonly says: string }) {
  const { send, fault, busy } = useAct();
  const { verb, says: meaning } = PLACING[kind];
  return (
    <ReasonDialog
      trigger={`${verb} ${says}…`} look={kind === "lock" ? "filled" : "default"} title={`${verb} ${says}`} label="Reason" button={`${verb} ${says}`} fault={fault} busy={busy}
      act={(reason) => send(placeLockAction, kind, { kind, over, reason })}
    >
      <p>{meaning}</p>
    </ReasonDialog>
  );
}

/** Opens what was frozen or locked. */
export function ReleaseLockDialog({ lockId, kind, what }: { readonly lockId: string; readonly kind: LockKind; readonly what: string }) {
  const { send, fault, busy } = useAct();
  const verb = kind === "lock" ? "Unlock" : "Unfreeze";
  return (
    <ReasonDialog
      trigger={`${verb}…`} look="default" small title={`${verb}: ${what}`} label="Who asked for it, who approved it, and why" button={verb} fault={fault} busy={busy}
      act={(reason) => send(releaseLockAction, "release", { lockId, reason })}
    >
      <p>Data can be entered again afterwards. What changes takes the signatures and verifications of exactly those values away; both ends of this lock stay in the trail.</p>
    </ReasonDialog>
  );
}
