"use client";

import { Textarea } from "@mantine/core";
import { useState } from "react";
import { ActDialog } from "@/app/_ui/act-dialog.client";
import { OwnProof } from "@/app/_ui/own-proof.client";
import { useAct } from "@/app/_ui/use-act.client";
import { decideRedactionAction } from "./actions";

interface Props {
  readonly redactionId: string;
  readonly where: string;
  readonly what: string;
  /** What would go, for the one who decides. */
  readonly value: string | null;
  readonly cuts: readonly string[];
}

/** Looks at what was typed, and takes it away or declines, with a reason and the own password. */
export function DecideRedaction(props: Props) {
  return <div className="row"><Decide {...props} approve /><Decide {...props} approve={false} /></div>;
}

function Decide({ redactionId, where, what, value, cuts, approve }: Props & { readonly approve: boolean }) {
  const [reason, setReason] = useState("");
  const [password, setPassword] = useState("");
  const { send, fault, busy } = useAct();
  const decide = async () => {
    const done = await send(decideRedactionAction, approve ? "approve" : "decline", { redactionId, approve, reason: reason.trim(), password });
    setPassword("");
    return done;
  };
  return (
    <ActDialog
      trigger={approve ? "Look and redact…" : "Decline…"} label={`${approve ? "Look and redact…" : "Decline…"}: ${where}`} look={approve ? "filled" : "default"} small title={approve ? "Take away what was typed by mistake" : "Decline the redaction"} button={approve ? "Redact" : "Decline"}
      ready={reason.trim() !== "" && password !== ""} busy={busy} fault={fault} reset={() => { setReason(""); setPassword(""); }} act={decide}
    >
      <p>{where}. Asked for as: {what.toLowerCase()}.</p>
      {value !== null && <blockquote className="redaction-value">{value}</blockquote>}
      {approve && <p className="muted">It goes from the record, from queries and reasons that repeat it, and from the trail. Signatures and verifications of the values concerned fall. It cannot be brought back{cuts.length > 0 ? "; data cuts made since it was typed keep it" : ""}.</p>}
      <Textarea label={approve ? "What you saw, without repeating it" : "Why it stays"} value={reason} maxLength={500} autosize minRows={2} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus />
      <OwnProof value={password} onChange={setPassword} takesFocus={false} />
    </ActDialog>
  );
}
