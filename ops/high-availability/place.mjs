// Where everything of one high-availability setup is: a folder, ports on loopback, the system's programs, and the user they run as.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import path from "node:path";

const PROGRAMS = { haproxy: ["/usr/sbin/haproxy"], pgbouncer: ["/usr/sbin/pgbouncer"] };

/** One sentence on what is not installed; null when all is here. */
export function missingPackages() {
  const missing = [...Object.entries(PROGRAMS).filter(([, [file]]) => !existsSync(file)).map(([name]) => name), ...(newestServer() ? [] : ["postgresql"])];
  return missing.length === 0 ? null : `Not installed: ${missing.join(", ")}. On Debian and Ubuntu: apt-get install haproxy pgbouncer postgresql`;
}

/** `base`: the first of seven ports. */
export function placeFor({ folder, base = 6430 }) {
  const missing = missingPackages();
  if (missing) throw new Error(missing);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  return {
    folder, bin: newestServer(), user: serverUser(), haproxy: PROGRAMS.haproxy[0], pgbouncer: PROGRAMS.pgbouncer[0],
    ports: { primary: base, a: base + 1, b: base + 2, pooler: base + 3, web: base + 4, apps: [base + 5, base + 6] },
    data: (name) => path.join(folder, name),
    home: path.join(folder, "app"),
  };
}

function newestServer() {
  const home = "/usr/lib/postgresql";
  const versions = existsSync(home) ? readdirSync(home).filter((each) => existsSync(path.join(home, each, "bin/postgres"))).sort((a, b) => Number(b) - Number(a)) : [];
  return versions[0] ? path.join(home, versions[0], "bin") : null;
}

/** PostgreSQL and PgBouncer refuse to run as root. */
function serverUser() {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: idOf("-u"), gid: idOf("-g") };
}

/** Runs a program to its end as that user; fails with what it printed. `env` on top of almost nothing. */
export function run({ user }, program, args, { env = {}, quiet = false } = {}) {
  const child = spawn(program, args, { ...user, cwd: "/", env: { PATH: process.env.PATH, LC_ALL: "C", ...env }, stdio: quiet ? "ignore" : ["ignore", "pipe", "pipe"], detached: true });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => { printed += chunk; });
  return new Promise((done, failed) => {
    child.on("error", failed);
    child.on("close", (status) => (status === 0 ? done(printed) : failed(new Error(`${path.basename(program)} ${args[0]} ended with ${status}: ${printed.trim().slice(-1_000)}`))));
  });
}
