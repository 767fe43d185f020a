import { sha256 as digest } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** The SHA-256 digest of a text in UTF-8, as 64 hexadecimal digits: the same in the browser as on the server, and without waiting. */
export const sha256 = (text: string): string => bytesToHex(digest(utf8ToBytes(text)));

/** The same of bytes, such as a file's. */
export const sha256OfBytes = (bytes: Uint8Array): string => bytesToHex(digest(bytes));
