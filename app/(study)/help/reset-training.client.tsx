"use client";

import { TextInput } from "@mantine/core";
import { useState } from "react";
import { ActDialog } from "@/app/_ui/act-dialog.client";
import { useAct } from "@/app/_ui/use-act.client";
import { resetTrainingAction } from "./actions";

/** For the administrator of a training: everything practised goes. */
export function ResetTraining() {
  const [why, setWhy] = useState("");
  const { send, fault, busy } = useAct();
  return (
    <ActDialog trigger="Renew the practice data…" title="Renew the practice data" button="Renew everything" ready={why.trim() !== ""} busy={busy} fault={fault} reset={() => setWhy("")}
      act={() => send(resetTrainingAction, "reset", { why: why.trim(), reason: null })}>
      <p>Every practice patient, account and line of the trail of this training goes; the practice data stand as on the first day. Everybody is signed out, you too, and signs in again with the practice password after about a minute. The real trial is not touched.</p>
      <TextInput label="Why" value={why} maxLength={500} onChange={(event) => setWhy(event.currentTarget.value)} data-autofocus />
    </ActDialog>
  );
}
