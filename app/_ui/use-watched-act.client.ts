"use client";
import { useState } from "react";
import type { ActionResult } from "@/lib/kernel/action-result";
import { useAct } from "./use-act.client";
import { watchAct } from "./watch-act";

/** `useAct` for an act that takes long and says how far it is: `percent` is null before anything is known of it, and when it has ended. */
export function useWatchedAct(address: string) {
  const { send, fault, busy } = useAct();
  const [percent, setPercent] = useState<number | null>(null);
  const sendWatched = <Input extends object, Value>(act: (input: Input & { requestId: string }) => Promise<ActionResult<Value>>, name: string, input: Input): Promise<boolean> =>
    send(async (sent: Input & { requestId: string }) => {
      const stop = watchAct(address, sent.requestId, setPercent);
      try {
        return await act(sent);
      } finally { stop(); setPercent(null); }
    }, name, input);
  return { send: sendWatched, fault, busy, percent };
}
