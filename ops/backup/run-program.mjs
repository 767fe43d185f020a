// pg_dump and pg_restore: programs that are not part of the packages.
import { spawn, spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";

/** The newest `name` that is here and as new as the server, or one sentence on what is missing. */
export function clientProgram(name, serverVersion) {
  const major = Math.floor(serverVersion / 10_000);
  const places = [name, ...debianPlaces().map((each) => `/usr/lib/postgresql/${each}/bin/${name}`)];
  const found = places.map((place) => ({ place, version: versionOf(place) })).filter(({ version }) => version !== null);
  const fitting = found.find(({ version }) => version >= major);
  if (fitting) return fitting.place;
  const [older] = found;
  const want = `Install PostgreSQL's client programs, version ${major} or newer (Debian and Ubuntu: postgresql-client-${major}).`;
  throw new Error(older ? `The ${name} here is version ${older.version}, older than the server (${major}). ${want}` : `${name} is not here. ${want}`);
}

function debianPlaces() {
  try { return readdirSync("/usr/lib/postgresql").sort((a, b) => Number(b) - Number(a)); } catch { return []; }
}

function versionOf(place) {
  const { status, stdout } = spawnSync(place, ["--version"], { encoding: "utf8" });
  return status === 0 ? Number(/(\d+)(\.|\s|$)/.exec(stdout)?.[1] ?? 0) : null;
}

/** What libpq needs, not on the command line: that is for everybody to read. */
export function connectionOf(url) {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const named = { PGHOST: decodeURIComponent(hostname).replace(/^\[|\]$/g, ""), PGPORT: port || "5432", PGUSER: decodeURIComponent(username), PGPASSWORD: decodeURIComponent(password), PGDATABASE: decodeURIComponent(pathname.slice(1)) || decodeURIComponent(username) };
  const ssl = Object.entries({ PGSSLMODE: "sslmode", PGSSLROOTCERT: "sslrootcert", PGSSLCERT: "sslcert", PGSSLKEY: "sslkey" }).flatMap(([to, from]) => (searchParams.has(from) ? [[to, searchParams.get(from)]] : []));
  return { PATH: process.env.PATH, LC_ALL: "C", ...named, ...Object.fromEntries(ssl) };
}

/** A program whose end is waited for; `ended` fails with what it complained of. */
export function started(program, args, env, stdio) {
  const child = spawn(program, args, { env, stdio: [...stdio, "pipe"] });
  let complained = "";
  child.stderr.on("data", (chunk) => { complained = (complained + chunk).slice(-4_000); });
  const ended = new Promise((done, failed) => {
    child.once("error", failed);
    child.once("close", (status, signal) => (status === 0 ? done() : failed(new Error(`${program} ended with ${signal ?? status}: ${complained.trim()}`))));
  });
  ended.catch(() => {}); // looked at once its output was read
  return { child, ended };
}
