// A primary and a standby that has every commit before it is acknowledged.
import { appendFileSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { run } from "./place.mjs";

const NODES = ["a", "b"];
export const otherOf = (name) => NODES.find((each) => each !== name);

export const urlOf = ({ ports }, port, password, database = "postgres") => `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${ports[port]}/${database}`;

/** One statement or more on one node, as its administrator. */
export async function ask(place, name, password, ...statements) {
  const client = new pg.Client({ connectionString: urlOf(place, name, password), connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    let rows = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    return rows;
  } finally { await client.end(); }
}

/** A new primary. The roles: one that copies, and one that may do nothing but be asked whether this is the primary. */
export async function makePrimary(place, name, password) {
  const file = owned(place, `${place.data(name)}.password`, password);
  await run(place, path.join(place.bin, "initdb"), ["-D", place.data(name), "-U", "postgres", "-A", "scram-sha-256", `--pwfile=${file}`, "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums"]);
  rmSync(file);
  writeFileSync(path.join(place.data(name), "pg_hba.conf"), ["host postgres ecrf_check 127.0.0.1/32 trust", "host all all 127.0.0.1/32 scram-sha-256", "host replication replicator 127.0.0.1/32 scram-sha-256", ""].join("\n"));
  appendFileSync(path.join(place.data(name), "postgresql.conf"), ["", "wal_level = replica", "max_wal_senders = 5", "max_slot_wal_keep_size = '2GB'", "wal_log_hints = on", ""].join("\n"));
  await startNode(place, name);
  await ask(place, name, password, `CREATE ROLE replicator LOGIN REPLICATION PASSWORD '${password}'`, "CREATE ROLE ecrf_check LOGIN CONNECTION LIMIT 8");
}

function owned({ user }, file, text) {
  writeFileSync(file, text, { mode: 0o600 });
  if (user.uid !== undefined) chownSync(file, user.uid, user.gid);
  return file;
}

/** Copies the primary, attaches the copy, and from then on no commit is acknowledged before this standby has it on its disk. */
export async function attachStandby(place, name, password) {
  const primary = otherOf(name);
  rmSync(place.data(name), { recursive: true, force: true });
  const slot = `standby_${name}`;
  await ask(place, primary, password, "ALTER SYSTEM SET synchronous_standby_names = ''", "SELECT pg_reload_conf()",
    `SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = '${slot}' AND NOT active`);
  await run(place, path.join(place.bin, "pg_basebackup"), ["-D", place.data(name), "-R", "-X", "stream", "-c", "fast", "-C", "-S", slot, "-d", `host=127.0.0.1 port=${place.ports[primary]} user=replicator`], { env: { PGPASSWORD: password } });
  await startNode(place, name);
  await ask(place, primary, password, "ALTER SYSTEM SET synchronous_standby_names = '*'", "SELECT pg_reload_conf()");
  for (let tries = 0; (await syncStateOf(place, primary, password)) !== "sync"; tries++) {
    if (tries > 100) throw new Error(`The standby ${name} does not follow. Its log: ${logOf(place, name)}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

export const syncStateOf = async (place, primary, password) => (await ask(place, primary, password, "SELECT sync_state FROM pg_stat_replication WHERE state = 'streaming'"))[0]?.sync_state ?? "none";

const logOf = (place, name) => path.join(place.folder, `postgres-${name}.log`);

export async function startNode(place, name) {
  owned(place, logOf(place, name), existsSync(logOf(place, name)) ? readFileSync(logOf(place, name)) : "");
  const options = `-p ${place.ports[name]} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c cluster_name=${name} -c max_connections=100`;
  await run(place, path.join(place.bin, "pg_ctl"), ["-D", place.data(name), "-w", "-t", "60", "-l", logOf(place, name), "-o", options, "start"], { quiet: true });
}

export async function stopNode(place, name) {
  if (pidOf(place, name)) await run(place, path.join(place.bin, "pg_ctl"), ["-D", place.data(name), "-m", "fast", "-w", "stop"], { quiet: true }).catch(() => {});
}

/** The server's own process, if it is alive. */
function pidOf(place, name) {
  const file = path.join(place.data(name), "postmaster.pid");
  const pid = existsSync(file) ? Number(readFileSync(file, "utf8").split("\n")[0]) : 0;
  try { return pid && process.kill(pid, 0) && pid; } catch { return 0; }
}

/** As a power cut: the server and, because it is gone, all its processes. */
export function killNode(place, name) {
  const pid = pidOf(place, name);
  if (pid) process.kill(pid, "SIGKILL");
}

/** The standby becomes the primary, alone: until another standby is attached, a commit is on one disk only. */
export async function promote(place, name) {
  await run(place, path.join(place.bin, "pg_ctl"), ["-D", place.data(name), "-w", "-t", "60", "promote"]);
}

/** "primary", "standby" or "down". */
export async function stateOf(place, name, password) {
  try {
    const [{ recovering }] = await ask(place, name, password, "SELECT pg_is_in_recovery() AS recovering");
    return recovering ? "standby" : "primary";
  } catch { return "down"; }
}

export async function primaryOf(place, password) {
  for (const name of NODES) if ((await stateOf(place, name, password)) === "primary") return name;
  return null;
}

export function makeFolder(place) {
  mkdirSync(place.folder, { recursive: true });
  if (place.user.uid !== undefined) chownSync(place.folder, place.user.uid, place.user.gid);
}
