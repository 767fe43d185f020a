// How many statements the database is sent while something is done, as its own log tells.
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** `admin` is a superuser of the scratch server; the setting is put back. Nobody else may be using the server meanwhile. */
export async function countStatements(admin, work) {
  const { rows: [{ data_directory: folder }] } = await admin.query("SHOW data_directory");
  const log = path.join(folder, "server.log");
  await set(admin, "ALTER SYSTEM SET log_statement = 'all'");
  const before = statSync(log).size;
  await work();
  await sleep(300);
  const lines = readFileSync(log).subarray(before).toString("utf8").split("\n");
  await set(admin, "ALTER SYSTEM RESET log_statement");
  return lines.filter((line) => /LOG: {2}(statement|execute [^:]*):/.test(line)).length;
}

async function set(admin, statement) {
  await admin.query(statement);
  await admin.query("SELECT pg_reload_conf()");
  await sleep(300);
}
