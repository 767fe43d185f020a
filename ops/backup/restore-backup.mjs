// One restore from its first look at the file to its report.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openDatabase } from "../database.mjs";
import { secretsIn } from "../secrets.mjs";
import { placeAnchors, PUBLIC_FILES } from "./anchors.mjs";
import { readBackup } from "./backup-file.mjs";
import { inspectRestored } from "./inspect-restored.mjs";
import { fingerprintOf, SECRETS } from "./make-backup.mjs";
import { mustBeEmpty, restoreCluster } from "./restore-cluster.mjs";
import { restoreDump } from "./restore-dump.mjs";

/**
 * Restores `file` into the empty `folder`, or a dump into the empty database at `url` (then `folder` is that application's data folder, and `beside` a
 * new one for the anchors). `anchors`: the file or folder of those kept outside. Returns the report, which lists problems; throws one sentence when
 * the backup is refused, and then leaves nothing behind.
 * @param {{ root: string, file: string, passphrase: string | null, folder: string, beside?: string, url?: string | null, until?: Date | null, wal?: string | null, secretFile?: string | null, anchors?: string | null, say: (text: string) => void }} how
 */
export async function restoreBackup({ root, file, passphrase, folder, beside = folder, url = null, until = null, wal = null, secretFile = null, anchors = null, say }) {
  const began = performance.now();
  const since = () => Math.round(performance.now() - began) / 1000;
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
  if (!url) mustBeEmpty(folder);
  const { manifest, text } = await lookInto(file, passphrase);
  say(`The backup is whole: ${manifest.files.length} files, made from ${manifest.startedAt} to ${manifest.finishedAt}`);
  mustFit(manifest, { url, until, wal });
  const secret = secretFor(manifest, text("secret"), secretFile);
  const read = since();
  const how = { root, file, passphrase, folder, url, secret, until, wal, server: manifest.server, text, say };
  const database = manifest.kind === "dump" ? await intoDatabase(how) : await intoFolder(how);
  const restored = since();
  try {
    say("Checking rows, chains, cuts, anchors and a casebook");
    placeAnchors({ home: beside, text, outside: anchors });
    const found = await inspectRestored({ root, database, manifest, home: beside, isFromOutside: anchors !== null, reason: `restored from ${path.basename(file)}` });
    return { file, into: url ? new URL(url).host + new URL(url).pathname : folder, beside, manifest, until, secret: secret.says, seconds: { read, restored, verified: since() }, ...found };
  } finally {
    await database.close();
  }
}

/** The manifest, and the few small files that are not the database's. */
async function lookInto(file, passphrase) {
  const wanted = new Set([...PUBLIC_FILES, ...SECRETS.map(({ name }) => name)]);
  const texts = new Map();
  const keep = async (name, content) => {
    const parts = [];
    for await (const chunk of content) if (wanted.has(name)) parts.push(Buffer.from(chunk));
    if (wanted.has(name)) texts.set(name, Buffer.concat(parts).toString("utf8"));
  };
  return { manifest: await readBackup({ file, passphrase, keep }), text: (name) => texts.get(name) ?? null };
}

function mustFit({ kind, finishedAt }, { url, until, wal }) {
  if (kind === "cluster" && url) throw new Error("This is a backup of a whole embedded server, and goes into a folder: unset DATABASE_URL, or name one with --into. Only a dump can be restored into DATABASE_URL.");
  if (kind === "dump" && (until || wal)) throw new Error("This is a dump: it holds one moment, and --until has nothing to go on from. Point-in-time recovery of your own PostgreSQL: ops/backup/README.md.");
  if (until && !wal) throw new Error("--until needs the archive of the log: --wal FOLDER, or WAL_ARCHIVE.");
  if (until && until < new Date(finishedAt)) throw new Error(`This backup ended at ${finishedAt}, after the time of --until. Use an earlier backup.`);
}

/** Which secret the restored deployment has, and what that means for the people of the study. */
function secretFor({ secret: { fingerprint } }, brought, secretFile) {
  const given = process.env.ECRF_SECRET || (secretFile ? readFileSync(secretFile, "utf8").trim() : null);
  if (given && fingerprint && fingerprintOf(given) !== fingerprint) throw new Error(`This backup was made with another secret than the one in ${process.env.ECRF_SECRET ? "ECRF_SECRET" : secretFile}.`);
  if (given) return { root: given, isNew: false, says: "the one that was given, which the backup was made with: sessions go on" };
  if (brought) return { root: brought.trim(), isNew: false, says: "the one in the backup: sessions go on" };
  return { root: null, isNew: true, says: "a new one, because the old one was not given (ECRF_SECRET or --secret FILE): everybody signs in again, and what was encrypted under the old one cannot be read" };
}

/** Removes what it began when it fails. */
async function cleanly(folder, work) {
  const wasThere = existsSync(folder);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  try { return await work(); } catch (error) {
    for (const name of wasThere ? SECRETS.map((each) => each.name) : ["."]) rmSync(path.join(folder, name), { recursive: true, force: true });
    throw error;
  }
}

/** The secrets' files, where there are none yet. ECRF_SECRET goes before its file, as it does at a start. Returns what is drawn from the secret. */
function settle({ folder, secret, text }) {
  const put = (name, value) => { if (value && !existsSync(path.join(folder, name))) writeFileSync(path.join(folder, name), value, { mode: 0o600 }); };
  mkdirSync(folder, { recursive: true });
  if (!process.env.ECRF_SECRET) put("secret", secret.root);
  if (!process.env.ECRF_ANCHOR_KEY) put("anchor.key", text("anchor.key"));
  return secretsIn(folder);
}

const intoFolder = (how) => cleanly(how.folder, async () => {
  const { root, folder, secret } = how;
  const { admin: password } = settle(how);
  await restoreCluster({ ...how, password, isNewSecret: secret.isNew });
  return openDatabase({ root, folder, url: null, purpose: "restore", create: false });
});

async function intoDatabase(how) {
  const { root, folder, url, say } = how;
  const restore = async () => {
    settle(how);
    const database = await openDatabase({ root, folder, url, purpose: "restore" });
    await database.alone(() => restoreDump({ ...how, database })).catch(async (error) => { await database.close({ stop: !url }); throw error; });
    say("The dump is in the database");
    return database;
  };
  return url ? restore() : cleanly(folder, restore);
}
