// node ops/high-availability/setup.mjs up|status|failover|rejoin|down [--folder FOLDER] [--base PORT] [--demo]
// Two instances behind HAProxy and PgBouncer, on a primary with a synchronous standby, all from system packages on this machine's loopback.
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { secretsIn } from "../secrets.mjs";
import { startFront, stopFront } from "./front.mjs";
import { startInstances, stopInstances } from "./instances.mjs";
import { placeFor } from "./place.mjs";
import { ask, attachStandby, killNode, makeFolder, makePrimary, otherOf, primaryOf, promote, startNode, stateOf, stopNode, syncStateOf, urlOf } from "./postgres-pair.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** The two databases and what stands before them; the instances are started by themselves. */
export async function openPair({ folder, base, say = () => {} }) {
  const place = placeFor({ folder, base });
  makeFolder(place);
  const password = passwordIn(place);
  if (!existsSync(place.data("a"))) {
    say("Making the primary and its standby");
    await makePrimary(place, "a", password);
    await attachStandby(place, "b", password);
  } else {
    for (const name of ["a", "b"]) if ((await stateOf(place, name, password)) === "down") await startNode(place, name);
  }
  const { app, auth } = secretsIn(place.home);
  await startFront(place, { ecrf_app: app, ecrf_auth: auth });
  await settled(place, password);
  return { place, password };
}

/** HAProxy takes every server for well until it has asked it twice: before that it would hand out the standby, which refuses to write. */
async function settled(place, password) {
  for (let inARow = 0, tries = 0; inARow < 8; tries++) {
    if (tries > 300) throw new Error(`HAProxy does not find the primary on port ${place.ports.primary}.`);
    inARow = (await stateOf(place, "primary", password)) === "primary" ? inARow + 1 : 0;
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** One password for the servers' own roles, made once. */
function passwordIn(place) {
  const file = path.join(place.folder, "postgres.password");
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString("base64url"), { mode: 0o600 });
  return readFileSync(file, "utf8");
}

/** The standby takes over. The old primary is ended first, if it still runs: two primaries would part the data. */
export async function failover({ place, password, say = () => {} }) {
  const standby = (await stateOf(place, "a", password)) === "standby" ? "a" : (await stateOf(place, "b", password)) === "standby" ? "b" : null;
  if (!standby) throw new Error("There is no standby that could take over. `status` says what runs; `rejoin` makes one.");
  killNode(place, otherOf(standby));
  await promote(place, standby);
  say(`${standby} is the primary now, alone. \`rejoin\` makes ${otherOf(standby)} its standby`);
  return standby;
}

export async function rejoin({ place, password }) {
  const primary = await primaryOf(place, password);
  if (!primary) throw new Error("There is no primary to join.");
  await stopNode(place, otherOf(primary));
  await attachStandby(place, otherOf(primary), password);
  return otherOf(primary);
}

export async function closePair(place) {
  await stopInstances(place);
  await stopFront(place);
  for (const name of ["b", "a"]) await stopNode(place, name); // the standby last would wait for nobody; the primary last would wait for it
}

async function main() {
  const { values, positionals: [what, ...more] } = parseArgs({ allowPositionals: true, options: { folder: { type: "string" }, base: { type: "string" }, demo: { type: "boolean" } } });
  const acts = { up, status, failover: async (at) => void await failover(at), rejoin: async (at) => at.say(`${await rejoin(at)} follows again`), down: async ({ place }) => closePair(place) };
  if (!acts[what] || more.length > 0) throw new Error("Use one of up, status, failover, rejoin, down.");
  const place = placeFor({ folder: path.resolve(values.folder ?? path.join(root, ".high-availability")), base: values.base ? Number(values.base) : undefined });
  chmodSync(place.folder, 0o755);
  await acts[what]({ place, get password() { return passwordIn(place); }, say: console.log, demo: values.demo });
}

async function up({ place, say, demo }) {
  const { password } = await openPair({ folder: place.folder, base: place.ports.primary, say });
  const primary = await primaryOf(place, password);
  const [known] = await ask(place, primary, password, "SELECT FROM pg_database WHERE datname = 'ecrf'");
  if (!known) await ask(place, primary, password, "CREATE DATABASE ecrf");
  await startInstances({ root, place, password, database: "ecrf", options: known ? [] : [demo ? "--demo" : "--empty"] });
  say(`The application: http://localhost:${place.ports.web}. Logs, configurations and what the first instance said: ${place.folder}`);
}

async function status({ place, password, say }) {
  for (const name of ["a", "b"]) say(`${name}: ${await stateOf(place, name, password)}`);
  const primary = await primaryOf(place, password);
  if (primary) say(`Commits wait for the standby: ${(await syncStateOf(place, primary, password)) === "sync" ? "yes" : "no, there is none that follows"}`);
  say(`Administrator: ${urlOf(place, "primary", "…", "ecrf")}; web server's roles by port ${place.ports.pooler}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main().catch((error) => { console.error(`\n${error.message}\n`); process.exitCode = 1; });
