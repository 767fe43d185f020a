"use client";
import { useRef, useState } from "react";
import { useMe } from "@/app/_ui/me.client";
import { newId } from "@/app/_ui/new-id";
import { sendUntilKnown } from "@/app/_ui/send-until-known";
import { sayFault, UNREACHED } from "@/lib/kernel/action-result";
import type { VerifiedForms, VerifyForms } from "@/lib/review/verify-forms";
import { verifyFormsAction } from "./actions";

type Chosen = Pick<VerifyForms, "patientId" | "forms">;

/** Verifies several values in one act and tells what became of each; sent again after a broken line it happens once. */
export function useVerifyForms() {
  const as = useMe()?.accountId;
  const open = useRef<{ readonly payload: string; readonly requestId: string } | null>(null);
  const [outcome, setOutcome] = useState<VerifiedForms | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function verify(chosen: Chosen): Promise<VerifiedForms | null> {
    const payload = JSON.stringify(chosen);
    if (open.current?.payload !== payload) open.current = { payload, requestId: newId() };
    const { requestId } = open.current;
    setBusy(true);
    setFault(null);
    const result = await sendUntilKnown(() => verifyFormsAction({ ...chosen, requestId, as, reason: null }));
    setBusy(false);
    if (result !== null) open.current = null;
    if (!result?.ok) { setFault(result === null ? UNREACHED : sayFault(result.fault)); return null; }
    setOutcome(result.value);
    return result.value;
  }
  return { verify, outcome, fault, busy, forget: () => { setOutcome(null); setFault(null); } };
}
