// The embedded server, copied while people work: PostgreSQL's own online backup, and the write-ahead log that makes the copy one state.
import { constants } from "node:fs";
import { open, readdir, lstat } from "node:fs/promises";
import path from "node:path";

const EMPTIED = new Set(["pg_replslot", "pg_wal", "pg_dynshmem", "pg_notify", "pg_serial", "pg_snapshots", "pg_stat_tmp", "pg_subtrans"]); // PostgreSQL asks for these folders, without their content
const LEFT_OUT = /^(postmaster\.(pid|opts)|server\.log|current_logfiles.*|backup_label(\.old)?|tablespace_map(\.old)?|(recovery|standby)\.signal|pg_internal\.init.*|pgsql_tmp.*)$/;
const LAST = "global/pg_control"; // copied last, as pg_basebackup does: it says where the log has to be read from

/**
 * The entries of a backup, `data/…` and `wal/…`. `beforeStop()` is asked once everything is copied, and sees nothing that is not in the backup;
 * `done` is told where in the log the backup begins and ends: everything committed until then is in it.
 */
export async function* clusterEntries({ admin, say, beforeStop, done }) {
  const { rows: [{ folder }] } = await admin.query("SELECT current_setting('data_directory') AS folder");
  await refuseTablespaces(path.join(folder, "pg_tblspc"));
  // A slot keeps the log from being recycled meanwhile. It goes with this connection, and so does the backup itself: killed, nothing stays behind.
  await admin.query("SELECT pg_create_physical_replication_slot('ecrf_backup_' || pg_backend_pid(), true, true)");
  await admin.query("SELECT pg_backup_start($1, true)", [`ecrf ${new Date().toISOString()}`]);
  const { rows: [{ bytes }] } = await admin.query("SELECT sum(pg_database_size(oid))::float8 AS bytes FROM pg_database");
  const progress = progressOf(bytes, say);
  for await (const name of namesIn(folder)) yield* entryOf(folder, name, progress);
  yield* entryOf(folder, LAST, progress);
  await beforeStop();
  const { rows: [{ at }] } = await admin.query("SELECT clock_timestamp() AS at");
  const { rows: [stop] } = await admin.query("SELECT lsn::text AS lsn, labelfile AS label, spcmapfile AS spaces FROM pg_backup_stop(false)");
  if (stop.spaces.trim() !== "") throw new Error(OUTSIDE);
  yield textEntry("data/backup_label", stop.label);
  const wal = await logOf(admin, stop);
  for (const name of wal.files) yield* entryOf(path.join(folder, "pg_wal"), name, progress, "wal");
  await admin.query("SELECT pg_drop_replication_slot('ecrf_backup_' || pg_backend_pid())");
  done({ holdsUntil: at.toISOString(), ...wal });
}

const OUTSIDE = "This database has tablespaces outside its folder, which this backup does not copy. Use pg_basebackup.";
async function refuseTablespaces(folder) {
  if ((await readdir(folder)).length > 0) throw new Error(OUTSIDE);
}

export function textEntry(name, text) {
  const bytes = Buffer.from(text);
  return { name, size: bytes.length, content: [bytes] };
}

/** The segments between the two places, and the history of timelines, which says where this one came from. */
async function logOf(admin, { label, lsn: stop }) {
  const [, start, first] = /START WAL LOCATION: (\S+) \(file (\S+)\)/.exec(label);
  const { rows: [{ last, before }] } = await admin.query( // the segment in which the last byte lies
    "SELECT pg_walfile_name($1::pg_lsn - 1::numeric) AS last, array(SELECT name FROM pg_ls_waldir() ORDER BY name COLLATE \"C\") AS before", [stop]);
  const segments = before.filter((name) => /^[0-9A-F]{24}$/.test(name) && name >= first && name <= last);
  if (segments[0] !== first || segments.at(-1) !== last) throw new Error(`The log of the backup is not complete (${first} to ${last}). Try again.`);
  return { timeline: parseInt(first.slice(0, 8), 16), start, stop, files: [...before.filter((name) => name.endsWith(".history")), ...segments] };
}

/** Paths below the folder, folders first and ending in "/". What vanishes meanwhile is made good by the log. */
async function* namesIn(folder, below = "") {
  for (const entry of await readdir(path.join(folder, below), { withFileTypes: true }).catch(orNothing([]))) {
    const name = path.posix.join(below, entry.name);
    if (LEFT_OUT.test(entry.name) || name === LAST) continue;
    if (!entry.isDirectory()) { if (entry.isFile()) yield name; continue; }
    yield `${name}/`;
    if (!EMPTIED.has(name)) yield* namesIn(folder, name);
    else if (name === "pg_wal") yield "pg_wal/archive_status/";
  }
}

/** As many bytes as the file had when it was opened: a table that grows meanwhile is completed by the log, one that shrinks is filled up with zeros, as pg_basebackup does. */
async function* entryOf(folder, name, progress, under = "data") {
  if (name.endsWith("/")) { yield { name: `${under}/${name}` }; return; }
  const handle = await open(path.join(folder, name), constants.O_RDONLY).catch(orNothing(null));
  if (!handle) return;
  try {
    const { size } = await handle.stat();
    yield { name: `${under}/${name}`, size, content: bytesOf(handle, size, progress) };
  } finally {
    await handle.close();
  }
}

async function* bytesOf(handle, size, progress) {
  for (let at = 0; at < size;) {
    const buffer = Buffer.alloc(Math.min(256 * 1024, size - at));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
    const chunk = bytesRead > 0 ? buffer.subarray(0, bytesRead) : buffer;
    at += chunk.length;
    progress(chunk.length);
    yield chunk;
  }
}

const orNothing = (nothing) => (error) => { if (error.code === "ENOENT") return nothing; throw error; };

/** A line every five seconds. */
function progressOf(total, say) {
  let copied = 0;
  let saidAt = Date.now();
  return (bytes) => {
    copied += bytes;
    if (Date.now() - saidAt < 5_000) return;
    saidAt = Date.now();
    say(`Copied ${megabytes(copied)} of about ${megabytes(total)}`);
  };
}
export const megabytes = (bytes) => `${(bytes / 2 ** 20).toFixed(bytes < 2 ** 24 ? 1 : 0)} MB`;

/** Bytes of a folder's files. */
export async function sizeOf(folder) {
  let bytes = 0;
  for await (const name of namesIn(folder)) if (!name.endsWith("/")) bytes += (await lstat(path.join(folder, name)).catch(orNothing({ size: 0 }))).size;
  return bytes;
}
