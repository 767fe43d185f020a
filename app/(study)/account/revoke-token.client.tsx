"use client";

import { useState } from "react";
import { ActDialog } from "@/app/_ui/act-dialog.client";
import { OwnProof } from "@/app/_ui/own-proof.client";
import { useAct } from "@/app/_ui/use-act.client";
import { revokeTokenAction } from "./actions";

/** Ends a token at its next request. */
export function RevokeToken({ tokenId, name }: { readonly tokenId: string; readonly name: string }) {
  const { send, fault, busy } = useAct();
  const [password, setPassword] = useState("");
  return (
    <ActDialog
      trigger="Revoke…" label={`Revoke the token ${name}`} small title={`Revoke ${name}`} button="Revoke" ready={password !== ""} fault={fault} busy={busy}
      act={() => send(revokeTokenAction, "revoke", { tokenId, password, reason: null })} reset={() => setPassword("")}
    >
      <p>From its next request on it opens nothing. Whatever uses it needs another one.</p>
      <OwnProof value={password} onChange={setPassword} />
    </ActDialog>
  );
}
