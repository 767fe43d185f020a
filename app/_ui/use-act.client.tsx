"use client";
import { useRef, useState } from "react";
import { sayFault, UNREACHED, type ActionResult } from "@/lib/kernel/action-result";
import { useMe } from "./me.client";
import { newId } from "./new-id";
import { sendUntilKnown } from "./send-until-known";

interface Sent { readonly payload: string; readonly requestId: string }

/**
 * Sends one act at a time. The same act sent again after a broken connection carries the same request, so it happens once;
 * with anything changed it is a new one. `fault` says why the last one did not happen; `onRefused` is for looking again at what
 * changed meanwhile, and is not called when the server was not reached: a refresh would then take the page, and what was typed, away.
 */
export function useAct(onRefused: () => void = () => {}) {
  const as = useMe()?.accountId;
  const sent = useRef<Sent | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function send<Input extends object, Value>(act: (input: Input & { requestId: string; as?: string | undefined }) => Promise<ActionResult<Value>>, name: string, input: Input): Promise<boolean> {
    const payload = `${name} ${JSON.stringify(input)}`;
    if (sent.current?.payload !== payload) sent.current = { payload, requestId: newId() };
    setBusy(true);
    setFault(null);
    const { requestId } = sent.current;
    const result = await sendUntilKnown(() => act({ ...input, requestId, as }));
    setBusy(false);
    if (result === null) { setFault(UNREACHED); return false; }
    sent.current = null;
    if (!result.ok) {
      setFault(sayFault(result.fault));
      onRefused();
    }
    return result.ok;
  }
  return { send, fault, busy };
}
