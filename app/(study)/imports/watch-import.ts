const LOOK_AGAIN = 1_000; // milliseconds

/** Asks how far the import of a request is until it is told to stop. An answer that does not come leaves what was last known. */
export function watchImport(requestId: string, onPercent: (percent: number) => void): () => void {
  const timer = setInterval(() => void look(requestId).then((percent) => { if (percent !== null) onPercent(percent); }), LOOK_AGAIN);
  return () => clearInterval(timer);
}

async function look(requestId: string): Promise<number | null> {
  try {
    const answer = await fetch(`/imports/progress?${new URLSearchParams({ request: requestId })}`);
    return answer.ok ? ((await answer.json()) as { readonly percent: number | null }).percent : null;
  } catch {
    return null; // the import itself says when the line is down
  }
}
