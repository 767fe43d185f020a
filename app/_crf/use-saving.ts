import { useCallback, useMemo, useRef, useState } from "react";
import type { Change } from "@/lib/crf/changes";
import type { Why } from "@/lib/crf/correction";
import { useMe } from "@/app/_ui/me.client";
import { newId } from "@/app/_ui/new-id";
import { sendUntilKnown } from "@/app/_ui/send-until-known";
import { CHECKING, sayFault, UNREACHED, type ActionResult } from "@/lib/kernel/action-result";
import type { Recorded } from "./typing-merge";

/** What one save carries: only what was changed, each with the value that was seen. */
export interface Posting extends Why {
  readonly requestId: string;
  /** Who typed it: nothing is saved under the name of somebody who signed in beside it. */
  readonly as?: string | undefined;
  readonly changes: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
  readonly explanations: readonly { readonly ruleId: string; readonly text: string }[];
  /** Answers to queries that stand at fields of this form. */
  readonly replies: readonly { readonly discrepancyId: string; readonly body: string }[];
}

/** What is said beside the values. */
export type Words = Pick<Posting, "explanations" | "replies">;

export interface Saved {
  readonly version: number;
  readonly answers: Recorded;
}

export type Post = (posting: Posting) => Promise<ActionResult<Saved>>;

/** What somebody else stored in a field meanwhile; who and when, where it is known. */
export interface Disputed { readonly stored: Recorded; readonly by?: Readonly<Record<string, { readonly name: string; readonly at: string }>> }

export interface SaveOutcome {
  readonly posting: Posting;
  readonly saved: Saved | null;
  readonly disputed: Disputed | null;
  /** The record is frozen or locked, or its row was removed. */
  readonly held: boolean;
}

export interface Saving {
  readonly busy: boolean;
  /** What the last attempt came to, in a sentence; null before the first. */
  readonly said: { readonly tone: "saved" | "refused" | "checking"; readonly text: string } | null;
  /** The server did not answer the last attempt. */
  readonly unreached: boolean;
  readonly needsSignIn: boolean;
  /** What was sent and is not known to be carried out: the same is sent again, over a reload too. */
  readonly pending: Posting | null;
  readonly resume: (pending: Posting | null) => void;
  /** Null when one is under way already. While an earlier save is open, it is that one which is sent: it must be known first. */
  readonly send: (changes: readonly Change[], why: Why, words: Words) => Promise<SaveOutcome | null>;
  readonly signInLater: () => void;
  /** Sends the very same request again: carried out once, however often it is sent. */
  readonly again: () => Promise<SaveOutcome | null>;
  readonly say: (text: string, tone?: "saved" | "refused") => void;
}

/** One save at a time, remembered until its outcome is known, so that a repeat after a cut line happens exactly once. */
export function useSaving(post: Post): Saving {
  const as = useMe()?.accountId;
  const [attempt, { busy, said, setSaid, unreached, needsSignIn, setNeedsSignIn }] = useAttempts(post);
  const [pending, setPending] = useState<Posting | null>(null);
  const open = useRef<Posting | null>(null);

  return useMemo(() => {
    const settle = async (posting: Posting) => {
      open.current = posting;
      setPending(posting);
      const { outcome, isKnown } = await attempt(posting);
      if (isKnown) { open.current = null; setPending(null); }
      return outcome;
    };
    return {
      busy, said, unreached, needsSignIn, pending,
      resume: (before) => { open.current = before; setPending(before); },
      send: async (changes, { reason, reasons }, { explanations, replies }) => {
        if (busy) return null;
        return settle(open.current ?? { requestId: newId(), as, reason, reasons, explanations, replies, changes: Object.fromEntries(changes.map(({ field, from, to }) => [field, { from, to }])) });
      },
      again: async () => (open.current && !busy ? settle(open.current) : null),
      signInLater: () => setNeedsSignIn(false),
      say: (text, tone = "saved") => setSaid({ tone, text }),
    };
  }, [as, attempt, busy, said, setSaid, unreached, needsSignIn, setNeedsSignIn, pending]);
}

/** Posts, and says what it came to. Known is an outcome that sending again would not change. */
function useAttempts(post: Post) {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Saving["said"]>(null);
  const [unreached, setUnreached] = useState(false);
  const [needsSignIn, setNeedsSignIn] = useState(false);
  const attempt = useCallback(async (posting: Posting): Promise<{ readonly outcome: SaveOutcome; readonly isKnown: boolean }> => {
    setBusy(true);
    setSaid(null);
    const result = await sendUntilKnown(() => post(posting), () => setSaid({ tone: "checking", text: CHECKING }));
    setBusy(false);
    setUnreached(result === null);
    const fault = result === null || result.ok ? null : result.fault;
    const code = fault?.kind === "refused" ? fault.code : null;
    const isAnotherSession = code === "not_signed_in" || code === "another_person";
    setNeedsSignIn(isAnotherSession);
    setSaid(result === null ? { tone: "refused", text: UNREACHED } : fault ? { tone: "refused", text: sayFault(fault) } : null);
    const disputed = code === "stale_edit" && fault?.kind === "refused" ? (fault.details as Disputed) : null;
    const held = code === "record_locked" || code === "row_removed";
    return { outcome: { posting, saved: result?.ok ? result.value : null, disputed, held }, isKnown: result !== null && !isAnotherSession };
  }, [post]);
  return [attempt, { busy, said, setSaid, unreached, needsSignIn, setNeedsSignIn }] as const;
}
