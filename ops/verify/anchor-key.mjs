// The key that signs the trail's anchors. It stands beside the database, never in it: who owns the database alone cannot sign.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const SPKI = Buffer.from("302a300506032b6570032100", "hex"); // what stands before the 32 bytes of an Ed25519 public key

/**
 * ECRF_ANCHOR_KEY (a PKCS 8 private key, PEM, or its DER as base64), or a pair made at the first start in the data folder: `anchor.key`, readable by
 * its owner only, and `anchor.pub`. Every line of anchor.pub is trusted when anchors are checked: after a change of key the former ones stay there.
 */
export function anchorKey(folder, given = process.env.ECRF_ANCHOR_KEY) {
  const secret = given ? readKey(given) : stored(path.join(folder, "anchor.key"));
  const publicKey = publicOf(secret);
  const trusted = [...new Set([publicKey, ...listed(path.join(folder, "anchor.pub"))])];
  if (!given) publish(path.join(folder, "anchor.pub"), publicKey);
  return { publicKey, trusted, sign: (text) => sign(null, Buffer.from(text), secret).toString("base64") };
}

/** The public keys by which anchors may be checked here, without making one. */
export function trustedKeys(folder, given = process.env.ECRF_ANCHOR_KEY) {
  const file = path.join(folder, "anchor.key");
  const own = given ? [publicOf(readKey(given))] : existsSync(file) ? [publicOf(readKey(readFileSync(file, "utf8")))] : [];
  return [...new Set([...own, ...listed(path.join(folder, "anchor.pub"))])];
}

/** Does this signature (base64) of this text hold under this public key (base64 of its 32 bytes)? */
export function holds(text, signature, publicKey) {
  try {
    return verify(null, Buffer.from(text), createPublicKey({ key: Buffer.concat([SPKI, Buffer.from(publicKey, "base64")]), format: "der", type: "spki" }), Buffer.from(signature, "base64"));
  } catch { return false; }
}

export const sha256 = (text) => createHash("sha256").update(text).digest("hex");

const publicOf = (secret) => createPublicKey(secret).export({ format: "der", type: "spki" }).subarray(SPKI.length).toString("base64");
const listed = (file) => (existsSync(file) ? readFileSync(file, "utf8").split("\n").map((line) => line.trim()).filter(Boolean) : []);

function readKey(text) {
  try {
    const key = createPrivateKey(text.includes("-----BEGIN") ? text.replaceAll("\\n", "\n") : { key: Buffer.from(text, "base64"), format: "der", type: "pkcs8" });
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch { /* said below, without the key */ }
  throw new Error("The key of the anchors is no Ed25519 private key. Make one with: openssl genpkey -algorithm ed25519");
}

/** Linked into place when whole: of two starts at once, both use the one that came first. */
function stored(file) {
  if (!existsSync(file)) {
    const mine = `${file}.${process.pid}`;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(mine, generateKeyPairSync("ed25519").privateKey.export({ format: "pem", type: "pkcs8" }), { mode: 0o600 });
    try { linkSync(mine, file); } catch (error) { if (error.code !== "EEXIST") throw error; }
    rmSync(mine);
  }
  return readKey(readFileSync(file, "utf8"));
}

function publish(file, publicKey) {
  const known = listed(file);
  if (!known.includes(publicKey)) writeFileSync(file, [publicKey, ...known, ""].join("\n"));
}
