import { useRef, useState } from "react";
import { useWatchedAct } from "@/app/_ui/use-watched-act.client";
import type { Imported } from "@/lib/imports/import-values";
import type { ActionResult } from "@/lib/kernel/action-result";

/** One request for one state of the board: sent again after a broken line, it happens once. `name` tells imports of one kind from those of another. */
export function useStoring<Request extends object>(importing: (input: Request & { requestId: string }) => Promise<ActionResult<Imported>>, name: string) {
  const { send, fault, busy, percent } = useWatchedAct("/imports/progress");
  const value = useRef<Imported | null>(null);
  const [stored, setStored] = useState<Imported | null>(null);
  const store = async (request: Request) => {
    const isStored = await send(async (input: Request & { requestId: string }) => {
      const result = await importing(input);
      if (result.ok) value.current = result.value;
      return result;
    }, name, request);
    if (isStored) setStored(value.current);
    return isStored;
  };
  return { store, stored, fault, busy, percent };
}
