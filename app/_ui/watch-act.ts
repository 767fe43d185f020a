const LOOK_AGAIN = 1_000; // milliseconds

/** Asks an address (`lib/server/progress-route.ts`) how far the act of a request is until it is told to stop. An answer that does not come leaves what was last known. */
export function watchAct(address: string, requestId: string, onPercent: (percent: number) => void): () => void {
  const timer = setInterval(() => void look(address, requestId).then((percent) => { if (percent !== null) onPercent(percent); }), LOOK_AGAIN);
  return () => clearInterval(timer);
}

async function look(address: string, requestId: string): Promise<number | null> {
  try {
    const answer = await fetch(`${address}?${new URLSearchParams({ request: requestId })}`);
    return answer.ok ? ((await answer.json()) as { readonly percent: number | null }).percent : null;
  } catch {
    return null; // the act itself says when the line is down
  }
}
