// Anchors: each checkpoint of the trail as one signed line in a file outside the database, chained to the line before it.
import { closeSync, existsSync, fstatSync, fsyncSync, mkdirSync, openSync, readFileSync, readSync, writeSync } from "node:fs";
import path from "node:path";
import { sha256 } from "./anchor-key.mjs";

const ONE_ANCHORING = 7221; // advisory lock: instances on one database write the same anchors, one after the other

/** ANCHOR_FOLDER, or `anchors` in the data folder. */
export const anchorFile = (folder, chosen = process.env.ANCHOR_FOLDER) => path.resolve(chosen || path.join(folder, "anchors"), "anchors.jsonl");

/** What a signature covers: the line as it is written, without the signature, its keys in their order. */
export const signedText = ({ signature: _signature, ...body }) => JSON.stringify(body);
export const signedLine = (body, key) => { const whole = { ...body, key: key.publicKey }; return JSON.stringify({ ...whole, signature: key.sign(JSON.stringify(whole)) }); };

/**
 * Takes a checkpoint when one is due (`every`: a PostgreSQL interval), signs what is not signed yet, and brings the file up to date.
 * Returns the newest anchored checkpoint, or 0.
 */
export async function anchorTrail(client, { file, key, every = "5 minutes", version = /** @type {string | null} */ (null) }) {
  await client.query("SELECT pg_advisory_lock($1)", [ONE_ANCHORING]);
  try {
    await client.query("SELECT FROM audit.checkpoint_if_due($1::interval)", [every]);
    await signCheckpoints(client, key, version);
    return await writeMissing(client, file);
  } finally {
    await client.query("SELECT pg_advisory_unlock($1)", [ONE_ANCHORING]).catch(() => {}); // goes with a broken connection by itself
  }
}

/** The name of the study in its anchors: the hash of its trail's very first link. */
export const studyName = async (client) => (await client.query("SELECT encode(hash, 'hex') AS name FROM audit.link WHERE chain_id = '00000000-0000-0000-0000-000000000000' AND seq = 1")).rows[0]?.name ?? null;

async function signCheckpoints(client, key, version) {
  const { rows: unsigned } = await client.query(`SELECT c.seq, c.at, c.chains, c.events, encode(c.hash, 'hex') AS hash, c.ddl FROM audit.checkpoint c
    WHERE c.seq > coalesce((SELECT max(a.seq) FROM audit.anchor a), 0) ORDER BY c.seq`);
  if (unsigned.length === 0) return;
  const study = await studyName(client);
  let previous = (await client.query("SELECT line FROM audit.anchor ORDER BY seq DESC LIMIT 1")).rows[0]?.line;
  for (const { seq, at, chains, events, hash, ddl } of unsigned) {
    const line = signedLine({ anchor: 1, study, seq: Number(seq), time: at.toISOString(), chains: Number(chains), events: Number(events), ddl: Number(ddl), version, hash, previous: previous ? sha256(previous) : "" }, key);
    await client.query("INSERT INTO audit.anchor (seq, line) VALUES ($1, $2)", [seq, line]);
    previous = line;
  }
}

/** Lines the database has and the file has not. Usually the newest one; after a database was set back, those that follow another past. */
async function writeMissing(client, file) {
  const { rows: [{ newest }] } = await client.query("SELECT coalesce(max(seq), 0) AS newest FROM audit.anchor");
  const last = lastLine(file);
  const seq = last && lineOf(last)?.seq;
  const follows = seq === undefined || seq === null ? last === null : (await client.query("SELECT line FROM audit.anchor WHERE seq = $1", [seq])).rows[0]?.line === last;
  if (follows && Number(newest) === (seq ?? 0)) return Number(newest);
  const { rows } = await client.query("SELECT line FROM audit.anchor WHERE seq > $1 ORDER BY seq", [follows ? (seq ?? 0) : 0]);
  const known = follows ? new Set() : new Set(readFileSync(file, "utf8").split("\n"));
  append(file, rows.map(({ line }) => line).filter((line) => !known.has(line)));
  return Number(newest);
}

/** Says in the anchors that the database was set back on purpose to an earlier checkpoint, so that later anchors are known to be given up. */
export async function recordRestore(client, { file, key, reason, time }) {
  const { rows: [to] } = await client.query("SELECT seq, encode(hash, 'hex') AS hash FROM audit.checkpoint ORDER BY seq DESC LIMIT 1");
  const last = lastLine(file);
  append(file, [signedLine({ restored: 1, study: await studyName(client), time, to: Number(to?.seq ?? 0), hash: to?.hash ?? "", reason, previous: last ? sha256(last) : "" }, key)]);
}

/** On the disk before anybody is told. A line cut short by a power cut stays as it is; the next one begins on a line of its own. */
function append(file, lines) {
  if (lines.length === 0) return;
  mkdirSync(path.dirname(file), { recursive: true });
  const descriptor = openSync(file, "a+");
  try {
    const { size } = fstatSync(descriptor);
    const end = Buffer.alloc(1);
    if (size > 0) readSync(descriptor, end, 0, 1, size - 1);
    writeSync(descriptor, `${size > 0 && end.toString() !== "\n" ? "\n" : ""}${lines.join("\n")}\n`);
    fsyncSync(descriptor);
  } finally { closeSync(descriptor); }
}

const WINDOW = 16_384; // bytes at the end of the file that hold its last line

function lastLine(file) {
  if (!existsSync(file)) return null;
  const descriptor = openSync(file, "r");
  try {
    const { size } = fstatSync(descriptor);
    const end = Buffer.alloc(Math.min(size, WINDOW));
    readSync(descriptor, end, 0, end.length, size - end.length);
    return end.toString().split("\n").filter((line) => lineOf(line) !== null).at(-1) ?? null;
  } finally { closeSync(descriptor); }
}

/** The line as an object; null for one that was cut short. */
export function lineOf(line) {
  try { return JSON.parse(line); } catch { return null; }
}
