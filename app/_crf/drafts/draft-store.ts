import type { Sealed } from "./seal";

/** One piece of typing on this device. Without the session's key nothing of it can be read: not what, not where. */
export interface SealedDraft extends Sealed {
  readonly id: string;
  readonly accountId: string;
  /** Which session's key sealed it. */
  readonly keyId: string;
  /** The form or dialog, named under that key. */
  readonly place: string;
  /** When it was last typed in, in ms. */
  readonly at: number;
}

const DATABASE = "ecrf drafts";
const STORE = "drafts";
const CHANNEL = "ecrf drafts";
let opening: Promise<IDBDatabase> | null = null;

/** IndexedDB, because what it has taken survives a browser that is killed; localStorage hands over only now and then. */
function openStore(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((opened, failed) => {
    const asked = indexedDB.open(DATABASE, 1);
    asked.onupgradeneeded = () => {
      const store = asked.result.createObjectStore(STORE, { keyPath: "id" });
      store.createIndex("accountId", "accountId");
      store.createIndex("at", "at");
    };
    asked.onerror = () => failed(asked.error ?? new Error("The store did not open."));
    asked.onsuccess = () => {
      const forget = () => { asked.result.close(); opening = null; };
      asked.result.onversionchange = forget;
      asked.result.onclose = forget;
      opened(asked.result);
    };
  }).catch((error: unknown) => { opening = null; throw error; });
  return opening;
}

async function write(durability: "strict" | "relaxed", work: (store: IDBObjectStore) => void): Promise<void> {
  const database = await openStore();
  await new Promise<void>((done, failed) => {
    const change = database.transaction(STORE, "readwrite", { durability });
    change.oncomplete = () => done();
    change.onabort = change.onerror = () => failed(change.error ?? new Error("The device did not take it."));
    work(change.objectStore(STORE));
    change.commit(); // at once: a tab that closes now has handed it over
  });
  channel()?.postMessage("changed");
}

/** `lasting`: on the disk before it is answered, so that a power cut takes nothing either. `instead`: those that it replaces. */
export const putDraft = (draft: SealedDraft, { lasting, instead = [] }: { readonly lasting: boolean; readonly instead?: readonly string[] }): Promise<void> =>
  write(lasting ? "strict" : "relaxed", (store) => { instead.forEach((id) => store.delete(id)); store.put(draft); });

export const removeDrafts = (ids: readonly string[]): Promise<void> => (ids.length === 0 ? Promise.resolve() : write("strict", (store) => ids.forEach((id) => store.delete(id))));

async function read<Found>(ask: (store: IDBObjectStore) => IDBRequest<Found>): Promise<Found> {
  const database = await openStore();
  return new Promise((done, failed) => {
    const asked = ask(database.transaction(STORE).objectStore(STORE));
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error ?? new Error("The device did not answer."));
  });
}

/** Everything of one account, whichever session sealed it. */
export const draftsOf = (accountId: string): Promise<readonly SealedDraft[]> => read((store) => store.index("accountId").getAll(accountId) as IDBRequest<SealedDraft[]>);

/** Of everybody: for what no session can open any more. */
export const draftsBefore = (at: number): Promise<readonly string[]> => read((store) => store.index("at").getAllKeys(IDBKeyRange.upperBound(at)) as unknown as IDBRequest<string[]>);

let told: BroadcastChannel | null = null;
const channel = (): BroadcastChannel | null => (told ??= typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(CHANNEL));

/** Calls when any tab kept or removed something. Returns the way to stop. */
export function onDraftsChanged(look: () => void): () => void {
  const heard = new BroadcastChannel(CHANNEL);
  heard.onmessage = () => look();
  return () => heard.close();
}
