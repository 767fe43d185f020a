import { isOpen, type ActionResult } from "@/lib/kernel/action-result";

const ASK_AGAIN_AFTER = [1_000, 2_000, 4_000]; // ms

/** What the web server says before anything is begun, as `ops/web-server.mjs` words it. Anything else that rejects (a cut network, a server that ended, a newer build) leaves it open. */
function turnedAway(error: unknown): Extract<ActionResult<never>, { ok: false }> | null {
  const message = error instanceof Error ? error.message.trim() : "";
  return message.includes("Nothing was changed") ? { ok: false, fault: { kind: "refused", code: "busy", message } } : null;
}

/**
 * Sends a request, and as long as it is open what became of it asks again with the same request, which is carried out once at
 * most. `onChecking` is called before the first repeat. Null when it is still open after seven seconds, or the line is down.
 */
export async function sendUntilKnown<Value>(send: () => Promise<ActionResult<Value>>, onChecking: () => void = () => {}): Promise<ActionResult<Value> | null> {
  let open = false;
  for (const wait of [...ASK_AGAIN_AFTER, null]) {
    const result = await send().catch(turnedAway);
    if (!isOpen(result, open)) return result;
    if (wait === null || !navigator.onLine) break;
    if (!open) onChecking();
    open = true;
    await new Promise((done) => setTimeout(done, wait));
  }
  return null;
}
