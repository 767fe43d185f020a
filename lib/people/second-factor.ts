import "server-only";
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, randomInt } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { create } from "qrcode";
import { env } from "@/lib/server/env";

/** RFC 6238 as every authenticator app reads it: six digits, 30 seconds, SHA-1. */
const SHAPE = { issuer: "Cenersen AML", algorithm: "SHA1", digits: 6, period: 30 } as const;
const key = (purpose: string): Buffer => Buffer.from(hkdfSync("sha256", env.NEXTAUTH_SECRET, "", `ecrf ${purpose}`, 32));
const SEAL = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A secret as the database keeps it: readable with the deployment's own secret alone, and worthless under another account. */
function seal(accountId: string, secret: Uint8Array): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(SEAL, key("second factor"), iv).setAAD(Buffer.from(accountId));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

function unseal(accountId: string, sealed: Uint8Array): Buffer | null {
  const bytes = Buffer.from(sealed);
  const plain = createDecipheriv(SEAL, key("second factor"), bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES }).setAAD(Buffer.from(accountId)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([plain.update(bytes.subarray(IV_BYTES + TAG_BYTES)), plain.final()]);
  } catch {
    return null; // sealed by another deployment's secret
  }
}

/** A new secret: `picture` for a phone, `typed` for hands, `sealed` for the database. */
export function newFactor(accountId: string, username: string): { readonly picture: Picture; readonly typed: string; readonly sealed: Buffer } {
  const secret = new Secret({ size: 20 });
  return { picture: pictureOf(new TOTP({ ...SHAPE, label: username, secret }).toString()), typed: secret.base32, sealed: seal(accountId, secret.bytes) };
}

/** A QR code: the path of its dark squares, in a square of `size`. */
export interface Picture { readonly size: number; readonly path: string }

function pictureOf(text: string): Picture {
  const { size, data } = create(text, { errorCorrectionLevel: "M" }).modules;
  return { size, path: [...data].flatMap((dark, at) => (dark ? [`M${at % size} ${Math.floor(at / size)}h1v1h-1z`] : [])).join("") };
}

/** What a typed code proves. The database decides whether it was used before. */
export interface Proof { readonly step: number | null; readonly recovery: Buffer | null }
const NO_PROOF: Proof = { step: null, recovery: null };

/** Six digits are read as a code of the app (one step of 30 s early or late is let pass), anything else as a recovery code. Null: wrong by itself. */
export function proofFrom(accountId: string, sealed: Uint8Array | null, typed: string, now: Date): Proof | null {
  const code = typed.replace(/\s/g, "");
  if (sealed === null || code === "") return NO_PROOF;
  if (!/^\d{6}$/.test(code)) return { step: null, recovery: recoveryHash(accountId, code) };
  const secret = unseal(accountId, sealed);
  if (!secret) return null;
  const timestamp = now.getTime();
  const early = new TOTP({ ...SHAPE, secret: new Secret({ buffer: new Uint8Array(secret).buffer }) }).validate({ token: code, timestamp, window: 1 });
  return early === null ? null : { step: Math.floor(timestamp / 1000 / SHAPE.period) + early, recovery: null };
}

const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"; // without i, l, o, u: nothing to mistake when it is read from paper
const CODES = 10;

/** Ten codes of 60 random bits for the day when the phone is gone. */
export const newRecoveryCodes = (): readonly string[] => Array.from({ length: CODES }, () => [0, 1, 2].map(() => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join("")).join("-"));

/** Keyed, so that a copied database alone does not let anybody try codes. */
export function recoveryHash(accountId: string, code: string): Buffer {
  const read = code.toLowerCase().replace(/[^0-9a-z]/g, "").replaceAll("o", "0").replace(/[il]/g, "1");
  return createHmac("sha256", key("recovery codes")).update(`${accountId} ${read}`).digest();
}
