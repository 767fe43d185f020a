"use client";
import { Button, Group, Modal, PasswordInput, Stack } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { sayFault } from "@/lib/kernel/action-result";
import type { ChangedField } from "@/lib/signatures/read-signatures";
import { confirmEligibilityAction, signCasebookAction } from "./actions";

const KINDS = {
  casebook: { title: "Sign the casebook of", button: "Sign casebook", act: signCasebookAction },
  eligibility: { title: "Confirm eligibility of", button: "Confirm eligibility", act: confirmEligibilityAction },
} as const;

const UNREACHED = "Not signed: the server could not be reached. Nothing was changed.";

interface SignDialogProps {
  readonly kind: keyof typeof KINDS;
  readonly patientId: string;
  readonly patientNumber: string;
  /** The meaning, word for word as it is stored. */
  readonly statement: string;
  /** What fell since the last signature: signing again covers it with its new values. */
  readonly changed: readonly Pick<ChangedField, "entryId" | "field" | "label" | "where" | "href" | "signed" | "now" | "rowRemoved">[];
  readonly disabled?: boolean;
}

/** The button and the dialog of a signature: what it means, what changed, and the person's own password, which is forgotten at once. */
export function SignDialog({ kind, patientId, patientNumber, statement, changed, disabled = false }: SignDialogProps) {
  const { title, button, act } = KINDS[kind];
  const router = useRouter();
  const [opened, setOpened] = useState(false);
  const [password, setPassword] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const close = () => {
    setOpened(false);
    setPassword("");
    setFault(null);
  };
  const sign = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFault(null);
    try {
      const result = await act({ requestId: crypto.randomUUID(), reason: null, patientId, password });
      if (!result.ok) return setFault(sayFault(result.fault));
      close();
      router.refresh();
    } catch {
      setFault(UNREACHED);
    } finally {
      setPassword("");
      setBusy(false);
    }
  };

  return (
    <>
      <button type="button" className="button button-primary" disabled={disabled} onClick={() => setOpened(true)}>{button}…</button>
      <Modal opened={opened} onClose={close} title={`${title} ${patientNumber}`} centered closeButtonProps={{ "aria-label": "Close without signing" }}>
        <form onSubmit={sign}>
          <Stack gap="sm">
            <p>{statement}</p>
            {changed.length > 0 && <ChangedSince changed={changed} />}
            <p className="muted">Your name, your role, these words and the time on the server’s clock are stored with the content. A value that changes later takes its own part of the signature away, and no other.</p>
            <PasswordInput
              label="Your password" value={password} onChange={(event) => setPassword(event.currentTarget.value)}
              error={fault} autoComplete="current-password" required data-autofocus
            />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={close}>Cancel</Button>
              <Button type="submit" loading={busy} disabled={password === ""}>{button}</Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}

function ChangedSince({ changed }: Pick<SignDialogProps, "changed">) {
  return (
    <div>
      <b>Changed since the last signature ({changed.length})</b>
      <ul>
        {changed.map(({ entryId, field, label, where, href, signed, now, rowRemoved }) => (
          <li key={`${entryId}.${field}`}>
            <a href={href}>{where} · {label}</a>: {rowRemoved ? "row removed" : <><span className="old">{signed}</span> <span className="arrow">→</span> <b>{now === "" ? "blank" : now}</b></>}
          </li>
        ))}
      </ul>
    </div>
  );
}
