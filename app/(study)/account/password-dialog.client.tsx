"use client";

import { PasswordInput } from "@mantine/core";
import { useState } from "react";
import { ActDialog } from "@/app/_ui/act-dialog.client";
import { useAct } from "@/app/_ui/use-act.client";
import { changePasswordAction } from "./actions";

/** Changes one's own password. Whether it is strong enough is judged by the server. */
export function PasswordDialog({ username }: { readonly username: string }) {
  const { send, fault, busy } = useAct();
  const [password, setPassword] = useState("");
  const [newPassword, setNewPassword] = useState("");
  const [again, setAgain] = useState("");
  const differ = again !== "" && again !== newPassword;
  return (
    <ActDialog
      trigger="Change password…" title="Change the password" button="Change password" ready={password !== "" && newPassword !== "" && newPassword === again} fault={fault} busy={busy}
      act={() => send(changePasswordAction, "password", { password, newPassword, reason: null })} reset={() => { setPassword(""); setNewPassword(""); setAgain(""); }}
    >
      <input type="text" className="unseen" value={username} readOnly autoComplete="username" tabIndex={-1} aria-hidden />
      <PasswordInput label="Present password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.currentTarget.value)} data-autofocus />
      <PasswordInput label="New password" description="At least 12 characters, better 15; a few words that have nothing to do with you are best." autoComplete="new-password" value={newPassword} onChange={(event) => setNewPassword(event.currentTarget.value)} maxLength={200} />
      <PasswordInput label="The same again" autoComplete="new-password" value={again} onChange={(event) => setAgain(event.currentTarget.value)} error={differ && "The two differ."} maxLength={200} />
      <p className="muted">Your other sessions end; this one goes on.</p>
    </ActDialog>
  );
}
