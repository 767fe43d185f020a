import { newId } from "@/app/_ui/new-id";
import type { Person } from "@/app/_ui/me.client";
import { draftsOf, putDraft, removeDrafts, type SealedDraft } from "./draft-store";
import { boundTo, whyNotKept } from "./draft-words";
import { keysOf, nameUnder, seal, unseal } from "./seal";

/** Where something is typed, for a list of what is not saved. It is sealed together with the typing. */
export interface DraftLabel {
  readonly href: string;
  /** The patient's number; null where it is about nobody. */
  readonly patient: string | null;
  /** The form, the query, the dialog. */
  readonly title: string;
}

export interface DraftPlace {
  /** The same for the same form, at any time and in any tab. */
  readonly name: string;
  readonly label: DraftLabel;
}

/** What the seal holds. */
export interface DraftContent<Kept = unknown> {
  readonly place: string;
  readonly label: DraftLabel;
  readonly since: number;
  readonly kept: Kept;
}

export type KeptState = { readonly is: "nothing" | "keeping" | "kept" } | { readonly is: "not kept"; readonly why: string };

export interface Keeper<Kept> {
  /** What was typed here and is in no other tab now, oldest first; it is this keeper's from now on. `elsewhere`: another tab of this browser is typing here. */
  readonly look: () => Promise<{ readonly found: readonly DraftContent<Kept>[]; readonly elsewhere: boolean }>;
  /** Keeps this, or nothing any more (null). `withFound`: what `look` found is part of it, so that its old records may go. */
  readonly keep: (kept: Kept | null, withFound: boolean) => void;
  readonly close: () => void;
}

const RESTS_AFTER_MS = 400;
const LETS_GO_WITHIN_MS = 300;
let signedOut = false;

/** From the moment somebody signs out this page writes nothing to the device any more. */
export const stopKeeping = (): void => { signedOut = true; };
export const hasSignedOut = (): boolean => signedOut;

/**
 * Keeps what is typed at one place, each keystroke as soon as it is sealed. Every tab has a record of its own, held by a lock
 * that the browser lets go of when the tab ends, however it ends: what nobody holds belongs to whoever looks next.
 */
export function openKeeper<Kept>(place: DraftPlace, me: () => Person, tell: (state: KeptState) => void): Keeper<Kept> {
  const id = newId();
  let since = Date.now();
  const claimed: string[] = [];
  let replaced: readonly string[] = [];
  const releases: (() => void)[] = [];
  let wanted: Kept | null | undefined; // undefined: nothing was asked for yet
  let written: Kept | null | undefined; // undefined: not known what the device holds
  let lasting = true;
  let pumping = false;
  let holds = false;
  let resting: ReturnType<typeof setTimeout> | undefined;

  const pump = async (): Promise<void> => {
    if (pumping) return;
    pumping = true;
    try {
      while (wanted !== undefined && (wanted !== written || !lasting) && !signedOut) {
        const [now, isLasting, instead]: [Kept | null, boolean, readonly string[]] = [wanted, wanted === written, replaced];
        if (now === null) await removeDrafts([id, ...instead]);
        else await putDraft(await sealed(place, me(), id, since, now), { lasting: isLasting, instead });
        [written, lasting] = [now, now === null || isLasting];
        if (now === wanted) tell({ is: now === null ? "nothing" : "kept" });
        if (!lasting && now === wanted) break; // the hand may go on; what rests is written to last
      }
    } catch (error) {
      written = wanted;
      lasting = true;
      tell({ is: "not kept", why: whyNotKept(error) });
    } finally {
      pumping = false;
    }
  };
  const hold = async (name: string): Promise<boolean> => {
    const release = await holdLock(name);
    if (release) releases.push(release);
    return release !== null;
  };

  return {
    look: async () => {
      if (!isSecureContext) return { found: [], elsewhere: false };
      const mine = (await recordsAt(place, me())).filter((record) => record.id !== id); // what is typed while this looks has a record already
      const found: DraftContent<Kept>[] = [];
      let elsewhere = false;
      for (const record of mine) {
        if (!(await hold(record.id))) { elsewhere = true; continue; }
        const content = await opened<Kept>(record, me());
        if (content) { found.push(content); claimed.push(record.id); since = Math.min(since, content.since); }
      }
      return { found, elsewhere };
    },
    keep: (kept, withFound) => {
      wanted = kept;
      replaced = withFound ? claimed : [];
      clearTimeout(resting);
      if (kept === null && (written ?? null) === null && claimed.length === 0) return;
      if (kept !== null && !isSecureContext) return tell({ is: "not kept", why: whyNotKept("insecure") });
      if (kept !== null && !holds) { holds = true; void hold(id); }
      if (kept !== null) resting = setTimeout(() => void pump(), RESTS_AFTER_MS);
      void pump();
    },
    close: () => { clearTimeout(resting); void pump().then(() => releases.forEach((release) => release())); },
  };
}

async function sealed(place: DraftPlace, { accountId, draftSecret }: Person, id: string, since: number, kept: unknown): Promise<SealedDraft> {
  const keys = await keysOf(draftSecret);
  const content: DraftContent = { place: place.name, label: place.label, since, kept };
  return { id, accountId, keyId: keys.id, place: await nameUnder(keys, place.name), at: Date.now(), ...(await seal(keys, boundTo({ id, accountId }), JSON.stringify(content))) };
}

async function recordsAt(place: DraftPlace, { accountId, draftSecret }: Person): Promise<readonly SealedDraft[]> {
  const keys = await keysOf(draftSecret);
  const name = await nameUnder(keys, place.name);
  return (await draftsOf(accountId)).filter((record) => record.keyId === keys.id && record.place === name).toSorted((one, other) => one.at - other.at);
}

/** Null when another session's key sealed it. */
export async function opened<Kept>(record: SealedDraft, { draftSecret }: Person): Promise<DraftContent<Kept> | null> {
  const plain = await unseal(await keysOf(draftSecret), boundTo(record), record);
  return plain === null ? null : (JSON.parse(plain) as DraftContent<Kept>);
}

/** Null when another tab holds it. A page that was just left may take a moment to let go. */
function holdLock(id: string): Promise<(() => void) | null> {
  return new Promise((answered) => {
    navigator.locks.request(lockOf(id), { signal: AbortSignal.timeout(LETS_GO_WITHIN_MS) }, () => new Promise<void>((release) => answered(release))).catch(() => answered(null));
  });
}

const lockOf = (id: string) => `draft ${id}`;

/** The records that some tab of this browser is typing in. */
export async function heldDrafts(): Promise<(id: string) => boolean> {
  const { held = [] } = await navigator.locks.query();
  const names = new Set(held.map(({ name }) => name));
  return (id) => names.has(lockOf(id));
}
