"use client";

import { useState } from "react";
import { ActDialog } from "@/app/_ui/act-dialog.client";
import { OwnProof } from "@/app/_ui/own-proof.client";
import { useAct } from "@/app/_ui/use-act.client";
import { renewCodesAction } from "./actions";
import { RecoveryCodes } from "./recovery-codes.client";

/** Ten new codes; the earlier ones are worthless. */
export function RenewCodesDialog() {
  const { send, fault, busy } = useAct();
  const [password, setPassword] = useState("");
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const renew = async () => {
    await send(async (input: { password: string; reason: null; requestId: string }) => {
      const result = await renewCodesAction(input);
      if (result.ok) setCodes(result.value);
      return result;
    }, "renew", { password, reason: null });
    return false;
  };
  return (
    <ActDialog
      trigger="New recovery codes…" look="subtle" title="New recovery codes" button="Make new codes" ready={password !== ""} fault={fault} busy={busy} act={renew}
      reset={() => { setPassword(""); setCodes(null); }} shown={codes && <RecoveryCodes codes={codes} />}
    >
      <p>The codes that are left become worthless.</p>
      <OwnProof value={password} onChange={setPassword} />
    </ActDialog>
  );
}
