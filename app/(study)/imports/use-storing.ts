import { useRef, useState } from "react";
import { useAct } from "@/app/_ui/use-act.client";
import type { Imported } from "@/lib/imports/import-values";
import type { ActionResult } from "@/lib/kernel/action-result";
import { watchImport } from "./watch-import";

/** One request for one state of the board: sent again after a broken line, it happens once. `name` tells imports of one kind from those of another. */
export function useStoring<Request extends object>(importing: (input: Request & { requestId: string }) => Promise<ActionResult<Imported>>, name: string) {
  const { send, fault, busy } = useAct();
  const value = useRef<Imported | null>(null);
  /** Per cent of what is under way; null before anything is known of it. */
  const [percent, setPercent] = useState<number | null>(null);
  const [stored, setStored] = useState<Imported | null>(null);
  const store = async (request: Request) => {
    const isStored = await send(async (input: Request & { requestId: string }) => {
      const stop = watchImport(input.requestId, setPercent);
      try {
        const result = await importing(input);
        if (result.ok) value.current = result.value;
        return result;
      } finally { stop(); setPercent(null); }
    }, name, request);
    if (isStored) setStored(value.current);
    return isStored;
  };
  return { store, stored, fault, busy, percent };
}
