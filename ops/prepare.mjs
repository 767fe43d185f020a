// What must stand before anything runs: the right Node, the packages, the generated database client, the build. Each only when its sources changed.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

export const began = performance.now();
export const say = (text) => console.log(`[${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s] ${text}`);
export const fail = (text) => { console.error(`\n${text}\n`); process.exit(1); };

const OLDEST_NODE = [20, 19];
export function nodeIsOldEnough() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) fail(`This needs Node ${OLDEST_NODE.join(".")} or newer; this is ${process.version}.`);
}

/** The packages of the lock file. NODE_ENV=production in the shell would leave out what the build needs. */
export function preparePackages() {
  unlessFresh("node_modules/.installed", ["package-lock.json"], () => {
    say("Installing packages");
    const { status } = spawnSync("npm", ["ci", "--include=dev", "--no-audit", "--no-fund"], { stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, NODE_ENV: "" }, shell: process.platform === "win32" });
    if (status !== 0) fail("The packages could not be installed; nothing was started. Look at npm's message above.");
  });
}

export function prepareClient() {
  unlessFresh("prisma/generated/.fresh", ["prisma/schema.prisma", "package-lock.json"], () => {
    say("Generating the database client");
    const { status, stderr } = spawnSync(process.execPath, ["node_modules/prisma/build/index.js", "generate", "--config", "prisma/prisma.config.ts"], {
      encoding: "utf8", env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath }, // never run by generate; without it the command goes out to download one
    });
    if (status !== 0) fail(`The database client could not be generated.\n${stderr}`);
  });
}

const BUILD_SOURCES = ["app", "lib", "prisma/schema.prisma", "proxy.ts", "next.config.js", "tsconfig.json", "package.json", "package-lock.json"];
export async function prepareBuild() {
  const now = fingerprint(BUILD_SOURCES);
  if (isFresh(".next/.fresh", now)) return;
  say("Building");
  const build = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, NODE_ENV: "production" } });
  let printed = "";
  build.stdout.on("data", (chunk) => { printed += chunk; });
  build.stderr.on("data", (chunk) => { printed += chunk; });
  const status = await new Promise((done) => build.on("close", done));
  if (status !== 0) throw new Error(`The build failed; nothing was started.\n${printed}`);
  writeFileSync(".next/.fresh", now);
  say("Built");
}

/** Port and host: an action posted to another page is passed on to its own over HTTP, and that would otherwise go to port 3000. */
export async function prepareNext(root) {
  const { default: next } = await import("next");
  const web = next({ dev: false, dir: root, hostname: process.env.HOST ?? "localhost", port: Number(process.env.PORT) });
  await web.prepare();
  return web;
}

/** Does the work only when what it reads has changed since it last succeeded. */
function unlessFresh(stamp, sources, work) {
  const now = fingerprint(sources);
  if (isFresh(stamp, now)) return;
  work();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
}
const isFresh = (stamp, now) => existsSync(stamp) && readFileSync(stamp, "utf8") === now;

function fingerprint(sources) {
  const hash = createHash("sha256").update(process.version);
  const add = (file) => {
    if (!existsSync(file)) return;
    if (!statSync(file).isDirectory()) return void (/\.test\.tsx?$|\.md$/.test(file) || hash.update(file).update(readFileSync(file)));
    readdirSync(file).sort().filter((name) => name !== "generated").forEach((name) => add(path.join(file, name)));
  };
  sources.forEach(add);
  return hash.digest("hex");
}
