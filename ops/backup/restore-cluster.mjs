// A backup of the embedded server into an empty data folder: extracted beside, recovered by PostgreSQL itself, and named when it has become one state.
import { spawnSync } from "node:child_process";
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { freePort, lockOf, placeOf } from "../cluster.mjs";
import { passOver, readBackup, writeTo } from "./backup-file.mjs";
import { fetchFrom, SEGMENT } from "./wal-archive.mjs";

/** Refuses anything but an empty folder, or none. */
export function mustBeEmpty(folder) {
  const [first] = existsSync(folder) ? readdirSync(folder) : [];
  if (first) throw new Error(`${folder} is not empty (it holds ${first}). A backup is restored into an empty folder only, never over data: npm run restore -- BACKUP --into NEW_FOLDER`);
}

/**
 * `password`: of the database's administrator, as the secret of this folder gives it. `isNewSecret`: then the password is set, because the backup has another.
 * `server`: which one the backup was made of. `until`, `wal`: go on from the backup through an archive of the log, up to that time.
 */
export async function restoreCluster({ root, file, passphrase, folder, password, isNewSecret, until, wal, server, say }) {
  const place = placeOf({ root, folder, password, say });
  await mustRead(place, server);
  if (existsSync(place.data)) throw new Error(`There is a database in ${place.data} already.`);
  const fresh = `${place.data}.${process.pid}`; // a restore that is killed leaves only this, which nothing takes for a database
  try {
    mkdirSync(fresh, { mode: 0o700, recursive: true });
    own(fresh, place.user);
    await readBackup({ file, passphrase, keep: (name, content) => extract({ name, content, fresh, user: place.user }) });
    say("Extracted; replaying the log");
    if (wal) mustBeReadable(place, wal);
    await recover({ place, fresh, until, wal, say });
    if (isNewSecret) await setPassword({ place, fresh, password });
    renameSync(fresh, place.data);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** The files of a server are read by its own major version only. */
async function mustRead(place, { version }) {
  const { printed } = await place.as("postgres", ["--version"]);
  const [here, then] = [Number(/ (\d+)/.exec(printed)?.[1]), Math.floor(version / 10_000)];
  if (here !== then) throw new Error(`This is a backup of PostgreSQL ${then}, and the embedded one is ${here}. Restore it with the release that made it (its commit is in the manifest), start that once, and move on from there.`);
}

const own = (file, { uid, gid }) => { if (uid !== undefined) chownSync(file, uid, gid); };

async function extract({ name, content, fresh, user }) {
  const [kind, ...rest] = name.split("/");
  if (kind !== "data" && kind !== "wal") return passOver(content);
  const target = path.join(fresh, ...(kind === "wal" ? ["pg_wal"] : []), ...rest);
  if (name.endsWith("/")) { mkdirSync(target, { recursive: true, mode: 0o700 }); await passOver(content); }
  else await writeTo(target, [content]);
  own(target, user);
}

function mustBeReadable(place, wal) {
  const segment = existsSync(wal) ? readdirSync(wal).find((name) => SEGMENT.test(name)) : undefined;
  if (!segment) throw new Error(`${wal} holds no archive of a log.`);
  if (place.user.uid !== undefined && spawnSync("test", ["-r", path.join(wal, segment)], { ...place.user, cwd: "/" }).status !== 0) throw new Error(`The database's user (${place.user.uid}) may not read ${wal}. Give the folder to it: chown -R ${place.user.uid} ${wal}`);
}

/** Always an archive recovery, so that what is written from now on is another timeline and never passes for the old one in an archive. */
async function recover({ place, fresh, until, wal, say }) {
  const settings = path.join(fresh, "postgresql.auto.conf");
  const before = readFileSync(settings, "utf8");
  const copy = wal ? fetchFrom(wal) : "false"; // what the backup brought lies in pg_wal, where PostgreSQL looks when the archive has nothing
  const lines = [`restore_command = ${quoted(copy)}`, "recovery_target_action = 'promote'", ...(until ? [`recovery_target_time = ${quoted(until.toISOString().replace("Z", "+00"))}`] : [])];
  writeFileSync(settings, `${before}\n${lines.join("\n")}\n`);
  writeFileSync(path.join(fresh, "recovery.signal"), "", { mode: 0o600 });
  own(path.join(fresh, "recovery.signal"), place.user);
  const log = path.join(fresh, "recovery.log");
  const options = `-p ${await freePort()} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c archive_mode=off -c hot_standby=off`;
  await place.as("pg_ctl", ["-D", fresh, "-w", "-t", "3600", "-l", log, "-o", options, "start"], { stdio: "ignore" });
  try {
    await recovered(fresh, log, say);
  } finally {
    await place.as("pg_ctl", ["-D", fresh, "-m", "fast", "-w", "stop"], { stdio: "ignore" });
  }
  writeFileSync(settings, before);
  rmSync(log);
}

const quoted = (text) => `'${text.replaceAll("'", "''")}'`;

/** However long the log is: as long as the server works on it. */
async function recovered(fresh, log, say) {
  for (let waited = 0; lockOf(fresh).state !== "ready"; waited += 1) {
    if (!lockOf(fresh).pid) throw new Error(`PostgreSQL could not make one state of it: ${complaintIn(log)}`);
    if (waited > 0 && waited % 50 === 0) say("Still replaying the log");
    await new Promise((done) => setTimeout(done, 100));
  }
}

function complaintIn(log) {
  const text = existsSync(log) ? readFileSync(log, "utf8") : "";
  if (text.includes("recovery ended before configured recovery target was reached")) return "the archive of the log ends before the time of --until. Choose an earlier time, or leave --until out to go to the end of the backup.";
  return /(?:FATAL|PANIC): {2}(.*)/.exec(text)?.[1] ?? "it said nothing.";
}

/** In single-user mode: no port is open meanwhile. The statement comes by a file, because the command line is for everybody to read. */
async function setPassword({ place, fresh, password }) {
  const file = `${fresh}.sql`;
  writeFileSync(file, `ALTER ROLE postgres PASSWORD ${quoted(password)}\n`, { mode: 0o600 });
  const input = openSync(file, "r");
  try {
    const { status, printed } = await place.as("postgres", ["--single", "-D", fresh, "postgres"], { stdio: [input, "pipe", "pipe"] });
    if (status !== 0 || /ERROR|FATAL/.test(printed)) throw new Error(`The administrator's password could not be set: ${printed.slice(-500)}`);
  } finally {
    closeSync(input);
    rmSync(file);
  }
}
