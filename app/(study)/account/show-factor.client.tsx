"use client";

import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { Callout } from "@/app/_ui/callout";
import { CODE_FAILED } from "@/app/_ui/next-auth.client";
import { useAct } from "@/app/_ui/use-act.client";
import { showFactorAction } from "./actions";

type Sent = { readonly code: string; readonly reason: null; readonly requestId: string };

/** After a sign-in at a provider that saw no second factor: one code of one's own, and everything opens. */
export function ShowFactor() {
  const { send, fault, busy } = useAct();
  const [code, setCode] = useState("");
  const [wrong, setWrong] = useState(false);
  const show = () => send(async (input: Sent) => {
    const result = await showFactorAction(input);
    if (result.ok && result.value === "shown") location.assign("/");
    setWrong(result.ok && result.value !== "shown");
    return result;
  }, "show", { code, reason: null });
  return (
    <form onSubmit={(event) => { event.preventDefault(); void show(); }}>
      <Callout tone="soft" title="One more step.">
        <div className="stack">
          <TextInput label="Code" description="The six digits that your authenticator app shows now, or a recovery code." autoComplete="one-time-code" autoCapitalize="none" maxLength={40} autoFocus value={code} onChange={(event) => setCode(event.currentTarget.value)} error={wrong ? CODE_FAILED : fault} />
          <div><Button type="submit" loading={busy} disabled={code.trim().length < 6}>Continue</Button></div>
        </div>
      </Callout>
    </form>
  );
}
