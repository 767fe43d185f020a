/** What the server says there, as JSON; null where it could not be read to its end, also because nobody waits for it any more (`signal`). */
export async function readJson<Value>(address: string, signal: AbortSignal): Promise<Value | null> {
  try {
    const answer = await fetch(address, { signal });
    return answer.ok ? ((await answer.json()) as Value) : null; // awaited here: it is also given up while it arrives
  } catch {
    return null;
  }
}
