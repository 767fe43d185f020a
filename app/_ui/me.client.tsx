"use client";

import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from "react";

/** Whose page this is. `draftSecret` is the key of their session for typing kept on this device: 256 bits, base64. */
export interface Person { readonly accountId: string; readonly name: string; readonly draftSecret: string }

/** By hand: a schema would bring its library to every page for three texts. */
const isPerson = (answer: unknown): answer is Person => typeof answer === "object" && answer !== null && ["accountId", "name", "draftSecret"].every((key) => typeof (answer as Record<string, unknown>)[key] === "string");

interface Presence {
  /** Null on pages before signing in. */
  readonly me: Person | null;
  /** Somebody else who has signed in in this browser since this page was made. */
  readonly other: string | null;
  /** Looks who is signed in now; true when it is still, or again, the same person. */
  readonly look: () => Promise<boolean>;
}

const Here = createContext<Presence>({ me: null, other: null, look: async () => true });
export const useMe = (): Person | null => useContext(Here).me;
export const usePresence = (): Presence => useContext(Here);

/** Between the tabs of a browser: that somebody signed in or out. */
const CHANNEL = "ecrf session";
export type SessionNews = "signed in" | "signed out";
export function tellTabs(news: SessionNews): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(news);
  channel.close();
}

interface MeProviderProps {
  readonly person: Person;
  /** The same person has a new session: what is kept under the old key is sealed anew before anything else is written. */
  readonly onNewKey: (before: Person, now: Person) => Promise<void>;
  readonly onSignedOut: () => void;
  /** Drawn over everything while somebody else is signed in: nothing of one person stands before another. */
  readonly cover: ReactNode;
  readonly children: ReactNode;
}

/** Keeps to one person for as long as the page lives, whoever signs in beside it. */
export function MeProvider({ person, onNewKey, onSignedOut, cover, children }: MeProviderProps) {
  const [me, setMe] = useState(person);
  const [other, setOther] = useState<string | null>(null);
  const latest = useRef(me);
  const meet = useCallback(async (now: Person): Promise<boolean> => {
    const before = latest.current;
    if (now.accountId !== before.accountId) { setOther(now.name); return false; }
    if (now.draftSecret !== before.draftSecret) {
      latest.current = now;
      await onNewKey(before, now);
      setMe(now);
    }
    setOther(null);
    return true;
  }, [onNewKey]);
  const look = useCallback(async (): Promise<boolean> => {
    const answer = await fetch("/api/who").catch(() => null);
    const now: unknown = answer?.ok ? await answer.json() : null;
    return isPerson(now) ? meet(now) : true; // not reached, or nobody signed in: the page is still this person's
  }, [meet]);

  const [arrived, setArrived] = useState(person);
  useEffect(() => { if (person.draftSecret !== arrived.draftSecret) void meet(person).then(() => setArrived(person)); }, [person, arrived, meet]);
  useTabs(look, onSignedOut);
  const presence = useMemo(() => ({ me, other, look }), [me, other, look]);
  return <Here value={presence}><div style={{ display: other === null ? "contents" : "none" }}>{children}</div>{other !== null && cover}</Here>;
}

/** Looks again whenever the tab is looked at, and when another tab says that somebody signed in. */
function useTabs(look: () => Promise<boolean>, onSignedOut: () => void) {
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<SessionNews>) => (data === "signed out" ? onSignedOut() : void look());
    const seen = () => { if (document.visibilityState === "visible") void look(); };
    document.addEventListener("visibilitychange", seen);
    return () => { channel.close(); document.removeEventListener("visibilitychange", seen); };
  }, [look, onSignedOut]);
}
