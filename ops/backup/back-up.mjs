// npm run backup [-- FILE_OR_FOLDER]: one backup while people work. Exit 0 with its name, or 1 with one sentence and nothing written.
import { existsSync, mkdirSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { fail, nodeIsOldEnough, prepareClient, preparePackages, readSettings, say } from "../prepare.mjs";

nodeIsOldEnough();
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const calledFrom = process.env.INIT_CWD ?? process.cwd();
process.chdir(root);
readSettings();
const [target = path.join(root, "backups/"), ...more] = process.argv.slice(2);
if (more.length > 0 || target.startsWith("-")) fail("npm run backup takes one file or folder: npm run backup -- /mnt/backups");
const file = fileFor(path.isAbsolute(target) ? target : path.resolve(calledFrom, target) + (/[\\/]$/.test(target) ? path.sep : ""));
await preparePackages();
prepareClient();
const { openDatabase } = await import("../database.mjs");
const { makeBackup } = await import("./make-backup.mjs");

let wasRunning = false;
const database = await openDatabase({ root, purpose: "backup", create: false, say: (text) => { wasRunning ||= text.startsWith("Found"); } }).catch((error) => fail(error.message));
if (!database) fail("There is nothing to back up yet: the database has not been made. Run npm start first.");
const passphrase = process.env.BACKUP_PASSPHRASE || null;
if (!passphrase) console.error("BACKUP_PASSPHRASE is not set: the backup is not encrypted, and the file `secret` of the data folder is left out of it. Keep both as you keep patient data.");
try {
  const manifest = await makeBackup({ root, database, home: path.resolve(root, process.env.DATA_FOLDER || ".data"), file, passphrase, say });
  sayDone(manifest);
} catch (error) {
  console.error(`\nNo backup was made: ${error.message}\n`);
  process.exitCode = 1;
} finally {
  const mayStop = !wasRunning && !(await database.isUsedByOthers().catch(() => true)); // a start that found it running meanwhile keeps it
  await database.close({ stop: mayStop });
}

/** A folder gets a file named after the time. Nothing is written over. */
function fileFor(wanted) {
  const isFolder = /[\\/]$/.test(wanted) || (existsSync(wanted) && statSync(wanted).isDirectory());
  if (isFolder) mkdirSync(wanted, { recursive: true, mode: 0o700 });
  const name = isFolder ? path.join(wanted, `ecrf-${new Date().toISOString().slice(0, 19).replaceAll(":", "-")}Z.backup`) : wanted;
  if (existsSync(name)) fail(`${name} is there already. Name another file, or a folder.`);
  if (!existsSync(path.dirname(name))) fail(`There is no folder ${path.dirname(name)}.`);
  return name;
}

function sayDone({ kind, facts, files, secret }) {
  const rows = Object.values(facts.counts).reduce((sum, each) => sum + each.rows, 0);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  say(`Backed up and read back: ${file}`);
  say(`${kind === "cluster" ? "The whole server" : "A dump of the database"}: ${files.length} files, ${(bytes / 2 ** 20).toFixed(0)} MB, ${(statSync(file).size / 2 ** 20).toFixed(1)} MB as written; ${rows} rows, ${facts.heads.length} chains, last change ${facts.lastChangeAt ?? "never"}`);
  say(secret.inside ? "It holds the secret of the deployment, sealed with everything else" : "It does not hold the secret of the deployment: keep ECRF_SECRET, or the file `secret` of the data folder, elsewhere");
}
