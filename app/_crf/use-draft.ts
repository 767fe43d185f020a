import { useEffect, useRef, useState } from "react";

/** Where a draft is kept on this device, and the key that opens it: the server gives the key for as long as the session lives. */
export interface DraftPlace {
  readonly name: string;
  /** 256 bits, base64. */
  readonly secret: string;
}

const PREFIX = "crf draft ";
const PAUSE_MS = 300;
const storageName = ({ name }: DraftPlace) => `${PREFIX}${name}`;

/**
 * Keeps what is typed and not saved on this device, encrypted (AES-GCM), so that a closed tab or a crashed browser loses nothing.
 * `restored` tells that something was put back; `forget` is for the moment of a confirmed save. Without a secure context there is no cipher, and nothing is written to the device.
 */
export function useDraft<Kept>(place: DraftPlace, unsaved: Kept | null, putBack: (kept: Kept) => void): { readonly restored: boolean; readonly forget: () => void } {
  const [looked, setLooked] = useState(false);
  const [restored, setRestored] = useState(false);
  const restore = useRef(putBack);
  const content = unsaved === null ? null : JSON.stringify(unsaved);
  const wanted = useRef(content); // sealing takes a moment: what is no longer wanted by then is not written
  const { name, secret } = place;

  useEffect(() => {
    let gone = false;
    void opened<Kept>({ name, secret }).then((kept) => {
      if (gone) return;
      if (kept) { restore.current(kept); setRestored(true); }
      setLooked(true);
    });
    return () => { gone = true; };
  }, [name, secret]);
  useEffect(() => {
    if (!looked) return;
    wanted.current = content;
    if (content === null) { localStorage.removeItem(storageName({ name, secret })); return; }
    const later = setTimeout(() => void seal({ name, secret }, content, () => wanted.current === content), PAUSE_MS);
    return () => clearTimeout(later);
  }, [looked, content, name, secret]);
  const forget = () => { wanted.current = null; localStorage.removeItem(storageName(place)); };
  return { restored, forget };
}

/** On signing out nothing stays on the device. */
export function forgetDrafts(): void {
  Object.keys(localStorage).filter((name) => name.startsWith(PREFIX)).forEach((name) => localStorage.removeItem(name));
}

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
const base64Of = (bytes: Uint8Array) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
const cipherKey = (secret: string) => crypto.subtle.importKey("raw", bytesOf(secret), "AES-GCM", false, ["encrypt", "decrypt"]);

async function seal(place: DraftPlace, content: string, isWanted: () => boolean): Promise<void> {
  if (!globalThis.isSecureContext) return;
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await cipherKey(place.secret), new TextEncoder().encode(content));
  if (isWanted()) localStorage.setItem(storageName(place), `${base64Of(iv)} ${base64Of(new Uint8Array(sealed))}`);
}

/** Null when there is none; one that another session's key sealed cannot be opened and is taken away. */
async function opened<Kept>(place: DraftPlace): Promise<Kept | null> {
  const [iv, sealed] = localStorage.getItem(storageName(place))?.split(" ") ?? [];
  if (!iv || !sealed || !globalThis.isSecureContext) return null;
  try {
    const content = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytesOf(iv) }, await cipherKey(place.secret), bytesOf(sealed));
    return JSON.parse(new TextDecoder().decode(content)) as Kept;
  } catch {
    localStorage.removeItem(storageName(place));
    return null;
  }
}
