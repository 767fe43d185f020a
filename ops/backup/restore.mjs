// npm run restore -- BACKUP [--into FOLDER] [--until TIME --wal FOLDER] [--secret FILE] [--anchors FILE]
// Into an empty folder or database only. Exit 0 when everything that was checked holds, 1 when something does not, 2 when the backup was refused.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { fail, nodeIsOldEnough, prepareClient, preparePackages, readSettings, say } from "../prepare.mjs";
import { sayReport } from "./say-report.mjs";

nodeIsOldEnough();
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const calledFrom = process.env.INIT_CWD ?? process.cwd();
process.chdir(root);
readSettings();
const asked = readOptions();
await preparePackages();
prepareClient();
const { restoreBackup } = await import("./restore-backup.mjs");

const name = `restored-${new Date().toISOString().slice(0, 19).replaceAll(":", "-")}Z`;
const beside = asked.url ? path.join(path.dirname(asked.file), name) : asked.folder; // the anchors and the report
const report = await restoreBackup({ root, passphrase: process.env.BACKUP_PASSPHRASE || null, beside, say, ...asked }).catch((error) => fail(error.message, 2));
const text = sayReport(report);
const file = path.join(beside, `${name}.txt`);
mkdirSync(beside, { recursive: true, mode: 0o700 });
writeFileSync(file, text, { mode: 0o600 });
console.log(`\n${text}\nThis report: ${file}`);
process.exitCode = report.problems.length === 0 ? 0 : 1;

function readOptions() {
  const options = Object.fromEntries(["into", "until", "wal", "secret", "anchors"].map((name) => [name, { type: "string" }]));
  const { values, positionals } = parsed(options);
  if (positionals.length !== 1) fail("npm run restore takes one backup: npm run restore -- FILE --into NEW_FOLDER", 2);
  const place = (name) => (name === undefined ? null : path.resolve(calledFrom, name));
  const until = values.until === undefined ? null : new Date(values.until);
  if (until && Number.isNaN(until.getTime())) fail(`--until ${values.until} is no time. It looks like 2026-11-21T14:30:00Z.`, 2);
  const url = values.into === undefined ? process.env.DATABASE_URL || null : null;
  return {
    file: place(positionals[0]), folder: place(values.into) ?? path.resolve(root, process.env.DATA_FOLDER || ".data"), url, until,
    wal: place(values.wal) ?? (until ? place(process.env.WAL_ARCHIVE) : null), secretFile: place(values.secret), anchors: place(values.anchors),
  };
}

function parsed(options) {
  try { return parseArgs({ options, allowPositionals: true }); } catch (error) { return fail(`${error.message} The options are --into, --until, --wal, --secret, --anchors.`, 2); }
}
