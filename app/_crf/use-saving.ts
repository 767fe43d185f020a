import { useCallback, useRef, useState } from "react";
import type { Change } from "@/lib/crf/changes";
import type { Why } from "@/lib/crf/correction";
import { sendUntilKnown } from "@/app/_ui/send-until-known";
import { CHECKING, sayFault, UNREACHED, type ActionResult } from "@/lib/kernel/action-result";

/** What one save carries: only what was changed, each with the value that was seen. */
export interface Posting extends Why {
  readonly requestId: string;
  readonly changes: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
  readonly explanations: readonly { readonly ruleId: string; readonly text: string }[];
  /** Answers to queries that stand at fields of this form. */
  readonly replies: readonly { readonly discrepancyId: string; readonly body: string }[];
}

/** What is said beside the values. */
export type Words = Pick<Posting, "explanations" | "replies">;

export interface Saved {
  readonly version: number;
  readonly answers: Readonly<Record<string, unknown>>;
}

export type Post = (posting: Posting) => Promise<ActionResult<Saved>>;

export interface Saving {
  readonly busy: boolean;
  /** What the last attempt came to, in a sentence; null before the first. */
  readonly said: { readonly tone: "saved" | "refused" | "checking"; readonly text: string } | null;
  /** Fields that somebody else changed meanwhile, with what is stored. */
  readonly disputed: Readonly<Record<string, unknown>>;
  readonly needsSignIn: boolean;
  readonly send: (changes: readonly Change[], why: Why, words: Words) => Promise<Saved | null>;
  readonly signInLater: () => void;
  /** Sends the very same request again: carried out once, however often it is sent. */
  readonly again: () => Promise<Saved | null>;
  readonly say: (text: string | null) => void;
}

/** One save at a time, remembered until its outcome is known, so that a repeat after a cut line happens exactly once. */
export function useSaving(post: Post): Saving {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Saving["said"]>(null);
  const [disputed, setDisputed] = useState<Saving["disputed"]>({});
  const [needsSignIn, setNeedsSignIn] = useState(false);
  const pending = useRef<Posting | null>(null);

  const attempt = useCallback(async (posting: Posting): Promise<Saved | null> => {
    setBusy(true);
    setSaid(null);
    const result = await sendUntilKnown(() => post(posting), () => setSaid({ tone: "checking", text: CHECKING }));
    setBusy(false);
    if (result === null) { setSaid({ tone: "refused", text: UNREACHED }); return null; }
    const ended = !result.ok && result.fault.kind === "refused" && result.fault.code === "not_signed_in";
    setNeedsSignIn(ended);
    if (!ended) pending.current = null;
    setDisputed(!result.ok && result.fault.kind === "refused" && result.fault.code === "stale_edit" ? (result.fault.details as { stored: Saving["disputed"] }).stored : {});
    setSaid(result.ok ? null : { tone: "refused", text: sayFault(result.fault) });
    return result.ok ? result.value : null;
  }, [post]);

  const send: Saving["send"] = (changes, { reason, reasons }, { explanations, replies }) => {
    const sent = Object.fromEntries(changes.map(({ field, from, to }) => [field, { from, to }]));
    const earlier = pending.current;
    const same = earlier !== null && JSON.stringify([earlier.changes, earlier.reason, earlier.reasons, earlier.explanations, earlier.replies]) === JSON.stringify([sent, reason, reasons, explanations, replies]);
    pending.current = same ? earlier : { requestId: crypto.randomUUID(), reason, reasons, changes: sent, explanations, replies };
    return attempt(pending.current);
  };
  return {
    busy, said, disputed, needsSignIn, send,
    again: async () => (pending.current ? attempt(pending.current) : null),
    signInLater: () => setNeedsSignIn(false),
    say: (text) => setSaid(text === null ? null : { tone: "saved", text }),
  };
}
