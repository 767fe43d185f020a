import { useEffect, useState } from "react";
import type { RehearsalNews } from "./rehearsal-lines";

const BROKEN: RehearsalNews = { kind: "failed", says: "The rehearsal broke off. Nothing was changed; try again." };

/** Asks for a rehearsal and follows it to its end. */
export function useRehearsal(query: string): RehearsalNews {
  const [news, setNews] = useState<RehearsalNews>({ kind: "progress", done: 0, of: 0 });
  useEffect(() => {
    const leaving = new AbortController();
    follow(query, setNews, leaving.signal).catch(() => { if (!leaving.signal.aborted) setNews(BROKEN); });
    return () => leaving.abort();
  }, [query]);
  return news;
}

async function follow(query: string, tell: (news: RehearsalNews) => void, signal: AbortSignal): Promise<void> {
  const answer = await fetch(`/versions/rehearsal/run?${query}`, { signal });
  if (!answer.ok || answer.body === null) return tell({ kind: "failed", says: await answer.text() });
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let [rest, last]: [string, RehearsalNews] = ["", BROKEN];
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = `${rest}${part.value}`.split("\n");
    rest = lines.pop() ?? "";
    const newest = lines.at(-1);
    if (newest === undefined) continue;
    last = JSON.parse(newest) as RehearsalNews;
    tell(last);
  }
  if (last.kind === "progress") tell(BROKEN);
}
