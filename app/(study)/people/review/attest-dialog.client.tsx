"use client";

import { Textarea } from "@mantine/core";
import { useState } from "react";
import { ActDialog } from "@/app/_ui/act-dialog.client";
import { OwnProof } from "@/app/_ui/own-proof.client";
import { useAct } from "@/app/_ui/use-act.client";
import { attestAccessAction } from "../actions";

interface AttestDialogProps { readonly seenHash: string; readonly people: number; readonly statement: string }

/** Signs that the list on the page was looked through. */
export function AttestDialog({ seenHash, people, statement }: AttestDialogProps) {
  const [remark, setRemark] = useState("");
  const [password, setPassword] = useState("");
  const { send, fault, busy } = useAct();
  const attest = async () => {
    const done = await send(attestAccessAction, `attest ${seenHash}`, { seenHash, remark: remark.trim() || null, password, reason: null });
    setPassword("");
    return done;
  };
  return (
    <ActDialog trigger="Attest…" look="filled" title="Attest everybody’s access" button="Sign" ready={password !== ""} busy={busy} fault={fault} act={attest} reset={() => { setRemark(""); setPassword(""); }}>
      <p>{statement}</p>
      <p className="muted">The list of {people} people is kept as it stands now. If somebody changes it while you read, nothing is signed.</p>
      <Textarea label="Remark" description="What was taken away, or why something that stands out stays." value={remark} maxLength={500} autosize minRows={2} onChange={(event) => setRemark(event.currentTarget.value)} data-autofocus />
      <OwnProof value={password} onChange={setPassword} takesFocus={false} />
    </ActDialog>
  );
}
