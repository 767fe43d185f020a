// Encryption of a stream under a passphrase: scrypt, then AES-256-GCM in pieces, each authenticated by itself, in its place, and as the last or not.
// So nothing is handed out that was not proved, and a stream cut short is never taken for a whole one.
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from "node:crypto";
import { promisify } from "node:util";

export const SEALED = Buffer.from("ECRF-SEALED-1\n");
const PIECE = 64 * 1024;
const TAG = 16;
const SALT = 16;

/** N = 2^17, r = 8: 128 MB and about half a second for each guess. */
const keyFrom = (passphrase, salt) => promisify(scrypt)(passphrase.normalize("NFC"), salt, 32, { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 });

/** The number of the piece and whether it is the last: never the same twice under one key, which is drawn anew with each salt. */
function nonceOf(nth, isLast) {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt8(isLast ? 1 : 0);
  nonce.writeBigUInt64BE(BigInt(nth), 4);
  return nonce;
}

export const sealed = (passphrase) => async function* (stream) {
  const salt = randomBytes(SALT);
  const key = await keyFrom(passphrase, salt);
  yield Buffer.concat([SEALED, salt]);
  let nth = 0;
  for await (const { piece, isLast } of pieces(stream, PIECE)) {
    const cipher = createCipheriv("aes-256-gcm", key, nonceOf(nth, isLast));
    yield Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
    nth += 1;
  }
};

/** Throws `wrong passphrase, or damaged` before it hands out anything of a piece that does not prove itself. */
export const unsealed = (passphrase) => async function* (stream) {
  let key = null;
  let nth = 0;
  for await (const { piece, isLast } of pieces(stream, PIECE + TAG, SEALED.length + SALT)) {
    if (key === null) { key = await keyFrom(passphrase, piece.subarray(SEALED.length)); continue; }
    const decipher = createDecipheriv("aes-256-gcm", key, nonceOf(nth, isLast));
    try {
      decipher.setAuthTag(piece.subarray(-TAG));
      yield Buffer.concat([decipher.update(piece.subarray(0, -TAG)), decipher.final()]);
    } catch {
      throw new Error(nth === 0 ? "BACKUP_PASSPHRASE is not the one it was sealed with, or its beginning is damaged" : "a sealed piece is damaged, or the end is missing");
    }
    nth += 1;
  }
  if (nth === 0) throw new Error("it ends too early");
};

/** Cuts a stream: first a piece of `first` bytes if asked for, then pieces of `size`, the last one shorter or as long. */
async function* pieces(stream, size, first = 0) {
  let held = Buffer.alloc(0);
  let wanted = first || size;
  for await (const chunk of stream) {
    held = Buffer.concat([held, chunk]);
    while (held.length > wanted) { // what may be the last is kept until it is known
      yield { piece: held.subarray(0, wanted), isLast: false };
      held = held.subarray(wanted);
      wanted = size;
    }
  }
  yield { piece: held, isLast: true };
}
