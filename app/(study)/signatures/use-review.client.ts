"use client";
import { useCallback, useEffect, useState } from "react";
import type { Reviews } from "@/lib/signatures/read-review";

type Loaded = Reviews | "waiting" | "unreached";

/** What would be signed, asked of the server when the dialog opens; `again` asks anew and has what changed in between shown. */
export function useReview(of: readonly string[], opened: boolean): { readonly review: Loaded; readonly again: () => void } {
  const [review, setReview] = useState<Loaded>("waiting");
  const keys = of.join(" ");
  const load = useCallback((since: string | null, signal?: AbortSignal) => {
    const asked = new URLSearchParams([...keys.split(" ").map((key): [string, string] => ["of", key]), ...(since === null ? [] : [["since", since] as [string, string]])]);
    fetch(`/signatures/review?${asked}`, signal ? { signal } : {})
      .then(async (answer) => setReview(answer.ok ? ((await answer.json()) as Reviews) : "unreached"))
      .catch(() => { if (!signal?.aborted) setReview("unreached"); });
  }, [keys]);
  useEffect(() => {
    if (!opened) return undefined;
    const leaving = new AbortController();
    load(null, leaving.signal);
    return () => { leaving.abort(); setReview("waiting"); };
  }, [opened, load]);
  const again = useCallback(() => load(typeof review === "string" ? null : review.at), [load, review]);
  return { review, again };
}
