// WAL_ARCHIVE=folder npm start: the embedded server also hands every finished piece of its log to a folder, at least every five minutes while people save.
import { chmodSync, chownSync, mkdirSync } from "node:fs";
import path from "node:path";

const EVERY_SECONDS = 300; // how much work a lost machine may cost, when the folder is on another one

/**
 * Settings of the server, and the folder made for the user it runs as. A piece that is there already with other content is never written over: then PostgreSQL keeps its log, and says so in server.log.
 * @param {string} folder
 * @param {{ uid?: number, gid?: number }} user
 */
export function archiveSettings(folder, { uid, gid }) {
  const place = shellSafe(path.resolve(folder));
  mkdirSync(place, { recursive: true, mode: 0o700 });
  if (uid !== undefined) { chownSync(place, uid, gid); chmodSync(place, 0o700); }
  const piece = `"${place}/%f.gz"`;
  const put = `if test -f ${piece}; then gzip -dc ${piece} | cmp -s - "%p"; else gzip -c "%p" > "${place}/.%f" && mv "${place}/.%f" ${piece}; fi`;
  return ["archive_mode=on", `archive_timeout=${EVERY_SECONDS}`, `'archive_command=${put}'`];
}

/** How PostgreSQL gets a piece back. */
export function fetchFrom(folder) {
  const piece = `"${shellSafe(folder)}/%f.gz"`;
  return `test -f ${piece} && gzip -dc ${piece} > "%p"`;
}

export const SEGMENT = /^[0-9A-F]{24}\.gz$/;

function shellSafe(folder) {
  if (process.platform === "win32") throw new Error("WAL_ARCHIVE needs a POSIX shell; it is not there on Windows.");
  if (/["'`$\\%\n]/.test(folder)) throw new Error(`The folder ${folder} cannot hold an archive of the log: its name has a character that a shell reads as its own.`);
  return folder;
}
