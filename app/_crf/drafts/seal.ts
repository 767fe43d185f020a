/** The keys of one session, drawn from its secret: one seals, one makes names that say nothing, and `id` tells later which session it was. */
export interface DraftKeys {
  readonly id: string;
  readonly cipher: CryptoKey;
  readonly names: CryptoKey;
}

export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
}

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
const hexOf = (bytes: ArrayBuffer) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
const utf8 = (text: string) => new TextEncoder().encode(text);

const drawn = new Map<string, Promise<DraftKeys>>();

/** HKDF-SHA-256 of the session's secret, once for each. */
export function keysOf(secret: string): Promise<DraftKeys> {
  const before = drawn.get(secret);
  if (before) return before;
  const keys = draw(secret);
  drawn.set(secret, keys);
  return keys;
}

async function draw(secret: string): Promise<DraftKeys> {
  const root = await crypto.subtle.importKey("raw", bytesOf(secret), "HKDF", false, ["deriveKey", "deriveBits"]);
  const of = (use: string) => ({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: utf8(`draft ${use}`) });
  const [cipher, names, id] = await Promise.all([
    crypto.subtle.deriveKey(of("cipher"), root, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]),
    crypto.subtle.deriveKey(of("names"), root, { name: "HMAC", hash: "SHA-256", length: 256 }, false, ["sign"]),
    crypto.subtle.deriveBits(of("id"), root, 64),
  ]);
  return { id: hexOf(id), cipher, names };
}

/** The same place has the same name in one session, and another one in any other. */
export const nameUnder = async (keys: DraftKeys, place: string): Promise<string> => hexOf(await crypto.subtle.sign("HMAC", keys.names, utf8(place)));

/** `bound` goes into the seal: content that is moved under another account or name does not open. */
export async function seal(keys: DraftKeys, bound: string, content: string): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, sealed: await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: utf8(bound) }, keys.cipher, utf8(content)) };
}

/** Null when another key sealed it, or when it was altered or moved. */
export async function unseal(keys: DraftKeys, bound: string, { iv, sealed }: Sealed): Promise<string | null> {
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: utf8(bound) }, keys.cipher, sealed).catch(() => null);
  return plain && new TextDecoder().decode(plain);
}
