// One restore from its first look at the file to its report.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openDatabase } from "../database.mjs";
import { secretsIn } from "../secrets.mjs";
import { readBackup } from "./backup-file.mjs";
import { inspectRestored } from "./inspect-restored.mjs";
import { fingerprintOf } from "./make-backup.mjs";
import { mustBeEmpty, restoreCluster } from "./restore-cluster.mjs";
import { restoreDump } from "./restore-dump.mjs";

/**
 * Restores `file` into the empty `folder`, or a dump into the empty database at `url`. Returns the report, which lists problems;
 * throws one sentence when the backup is refused, and then leaves nothing behind.
 */
export async function restoreBackup({ root, file, passphrase, folder, url, until = null, wal = null, secretFile = null, anchors = null, say }) {
  const began = performance.now();
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
  const brought = {};
  if (!url) mustBeEmpty(folder);
  const manifest = await readBackup({ file, passphrase, keep: async (name, content) => { for await (const chunk of content) if (name === "secret") brought.secret = (brought.secret ?? "") + chunk.toString("utf8"); } });
  say(`The backup is whole: ${manifest.files.length} files, made from ${manifest.startedAt} to ${manifest.finishedAt}`);
  mustFit(manifest, { url, until, wal });
  const seconds = { read: secondsSince(began) };
  const secret = secretFor(manifest, brought.secret, secretFile);
  const database = manifest.kind === "dump"
    ? await intoDatabase({ root, file, passphrase, folder, url, secret, say })
    : await intoFolder({ root, file, passphrase, folder, secret, until, wal, say });
  seconds.restored = secondsSince(began);
  try {
    say("Checking rows, chains, cuts and a casebook");
    const found = await inspectRestored({ root, database, manifest, anchors });
    return { file, into: url ? new URL(url).host + new URL(url).pathname : folder, manifest, until, secret: secret.says, seconds: { ...seconds, verified: secondsSince(began) }, ...found };
  } finally {
    await database.close();
  }
}

const secondsSince = (began) => Math.round(performance.now() - began) / 1000;

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
  if (given) return { root: given, isNew: false, says: "the one that was given, which the backup was made with" };
  if (brought) return { root: brought.trim(), isNew: false, says: "the one in the backup: sessions go on" };
  return { root: null, isNew: true, says: "a new one, because the old one was not given (ECRF_SECRET or --secret FILE): everybody signs in again, and what was encrypted under the old one cannot be read" };
}

/** Removes what it began when it fails. */
async function cleanly(folder, work) {
  const wasThere = existsSync(folder);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  try { return await work(); } catch (error) {
    for (const name of wasThere ? ["secret"] : ["."]) rmSync(path.join(folder, name), { recursive: true, force: true });
    throw error;
  }
}

/** ECRF_SECRET goes before the file, as it does at a start. */
function settle(folder, { root: secret }) {
  if (secret && !process.env.ECRF_SECRET) writeFileSync(path.join(folder, "secret"), secret, { mode: 0o600 });
  return secretsIn(folder);
}

const intoFolder = ({ root, file, passphrase, folder, secret, until, wal, say }) => cleanly(folder, async () => {
  const { admin: password } = settle(folder, secret);
  await restoreCluster({ root, file, passphrase, folder, password, isNewSecret: secret.isNew, until, wal, say });
  return openDatabase({ root, folder, url: null, purpose: "restore", create: false });
});

async function intoDatabase({ root, file, passphrase, folder, url, secret, say }) {
  const restore = async () => {
    if (!url) settle(folder, secret);
    const database = await openDatabase({ root, folder, url: url ?? null, purpose: "restore" });
    await database.alone(() => restoreDump({ root, database, file, passphrase })).catch(async (error) => { await database.close({ stop: !url }); throw error; });
    say("The dump is in the database");
    return database;
  };
  return url ? restore() : cleanly(folder, restore);
}
