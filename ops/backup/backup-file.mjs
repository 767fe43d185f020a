// One backup is one file: a gzipped tar whose last entries are the manifest and its hash; sealed as a whole when there is a passphrase.
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, openSync, closeSync, fsyncSync, readSync, renameSync, rmSync, readdirSync } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { SEALED, sealed, unsealed } from "./seal.mjs";
import { tarred, untarred } from "./tar-stream.mjs";

const MANIFEST = "manifest.json";
const MANIFEST_HASH = "manifest.sha256";

/**
 * Writes the entries and, after the last one, what `manifestOf(files)` says of them. The file has its name only once it is whole and was read back:
 * until then it is a hidden one beside it, which nothing accepts.
 */
export async function writeBackup({ file, passphrase, entries, manifestOf }) {
  clearAbandoned(file);
  const partial = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.partial`);
  try {
    await writeTo(partial, [Readable.from(tarred(withManifest(entries, manifestOf))), createGzip({ level: 4 }), ...(passphrase ? [sealed(passphrase)] : [])]);
    const manifest = await readBackup({ file: partial, passphrase });
    onDisk(partial);
    renameSync(partial, file);
    onDisk(path.dirname(file));
    return manifest;
  } finally {
    rmSync(partial, { force: true });
  }
}

/** Returns or throws once the file is closed: one that was still being opened when a step failed would appear after it was removed. */
export async function writeTo(file, steps) {
  const out = createWriteStream(file, { mode: 0o600, flags: "wx" });
  const closed = new Promise((resolve) => { out.once("close", resolve); });
  try { await pipeline([...steps, out]); } finally { await closed; }
}

async function* withManifest(entries, manifestOf) {
  const files = [];
  for await (const entry of entries) {
    const { name, size = 0, content = [] } = entry;
    const hash = createHash("sha256");
    yield { name, size, content: hashed(content, hash) };
    files.push({ name, size, sha256: hash.digest("hex") });
  }
  const manifest = Buffer.from(`${JSON.stringify({ ...manifestOf(), files }, null, 1)}\n`);
  yield { name: MANIFEST, size: manifest.length, content: [manifest] };
  const line = Buffer.from(`${createHash("sha256").update(manifest).digest("hex")}  ${MANIFEST}\n`);
  yield { name: MANIFEST_HASH, size: line.length, content: [line] };
}

async function* hashed(content, hash) {
  for await (const chunk of content) { hash.update(chunk); yield chunk; }
}

/**
 * Reads a backup to its end and returns its manifest. Every file must be there, with its size and hash, and nothing else; otherwise it throws one sentence.
 * `keep(name, content)` is offered every entry as it passes: it is proved only when this returns.
 */
export async function readBackup({ file, passphrase, keep = (_, content) => passOver(content) }) {
  const isSealed = beginningOf(file).equals(SEALED);
  if (isSealed && !passphrase) throw new Error(`${file} is sealed. Set BACKUP_PASSPHRASE to the passphrase it was made with.`);
  const found = new Map();
  const steps = [createReadStream(file), ...(isSealed ? [unsealed(passphrase)] : []), createGunzip(), async (stream) => { for await (const entry of untarred(stream)) await read(entry, found, keep); }];
  try {
    await pipeline(steps);
    return manifestIn(found);
  } catch (error) {
    throw new Error(`${file} is not a whole backup: ${sayDamage(error)}. Nothing was restored from it. Use another one.`);
  }
}

async function read({ name, content }, found, keep) {
  if (name.startsWith("/") || name.split("/").includes("..")) throw new Error(`it holds a file outside its folder (${name})`);
  if (found.has(name)) throw new Error(`${name} is in it twice`);
  const hash = createHash("sha256");
  const seen = { size: 0, text: "" };
  const counted = async function* () {
    for await (const chunk of content) {
      hash.update(chunk);
      seen.size += chunk.length;
      if (name === MANIFEST || name === MANIFEST_HASH) seen.text += chunk.toString("utf8");
      yield chunk;
    }
  };
  await keep(name, counted());
  found.set(name, { ...seen, sha256: hash.digest("hex") });
}

/** Reads it to its end and keeps nothing. */
export async function passOver(content) { for await (const chunk of content) void chunk; }

function manifestIn(found) {
  const written = found.get(MANIFEST);
  const sum = found.get(MANIFEST_HASH);
  if (!written || !sum) throw new Error("it has no manifest at its end, so it was not finished");
  if (!sum.text.startsWith(written.sha256)) throw new Error("its manifest was altered");
  const manifest = JSON.parse(written.text);
  if (manifest.format !== 1) throw new Error(`it is of format ${manifest.format}, which this version does not read`);
  const named = new Map(manifest.files.map((each) => [each.name, each]));
  for (const { name, size, sha256 } of named.values()) {
    const here = found.get(name);
    if (!here) throw new Error(`${name} is missing`);
    if (here.size !== size || here.sha256 !== sha256) throw new Error(`${name} is not what the manifest says`);
  }
  const stranger = [...found.keys()].find((name) => !named.has(name) && name !== MANIFEST && name !== MANIFEST_HASH);
  if (stranger) throw new Error(`${stranger} is in it, and the manifest does not know it`);
  return manifest;
}

const sayDamage = ({ code, message }) => (code?.startsWith("Z_") ? "it is damaged, or its end is missing" : message);

function beginningOf(file) {
  const descriptor = openSync(file, "r");
  try { const bytes = Buffer.alloc(SEALED.length); readSync(descriptor, bytes); return bytes; } finally { closeSync(descriptor); }
}

function onDisk(place) {
  if (process.platform === "win32") return; // has no handle of a folder
  const descriptor = openSync(place, "r");
  try { fsyncSync(descriptor); } finally { closeSync(descriptor); }
}

/** What backups that were killed left behind. */
function clearAbandoned(file) {
  for (const name of readdirSync(path.dirname(file))) {
    const [, pid] = /^\..+\.(\d+)\.partial$/.exec(name) ?? [];
    if (pid && !isAlive(Number(pid))) rmSync(path.join(path.dirname(file), name), { force: true });
  }
}
const isAlive = (pid) => { try { process.kill(pid, 0); return true; } catch (error) { return error.code === "EPERM"; } };
